//! The one who sends letters, and tidies up what is too old.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use store::{DatabaseConnection, StoreError};
use tokio::sync::Notify;
use tracing::{error, info, warn};

use crate::mail::Post;

/// How long the worker rests when nobody calls: what another process left behind waits no longer.
const REST: Duration = Duration::from_secs(5);
/// How often sessions that are too old are deleted.
const SWEEP_EVERY: Duration = Duration::from_secs(3600);

/// Sends letters as they come, for ever. One letter at a time, at least once each: a letter is noted as sent after it
/// was handed on, so that one in the hands of a process that dies is sent again.
pub async fn send_letters(db: DatabaseConnection, post: Post, from: Mailbox, call: Arc<Notify>) {
    loop {
        match send_next(&db, &post, &from, Utc::now()).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => error!("the outbox could not be read: {error}"),
        }
        let _ = tokio::time::timeout(REST, call.notified()).await;
    }
}

/// Sends the letter that waits longest; false where none waits.
pub async fn send_next(
    db: &DatabaseConnection,
    post: &Post,
    from: &Mailbox,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let Some(letter) = store::letter::take(db, now).await? else {
        return Ok(false);
    };
    match post.send(&letter, from).await {
        Ok(()) => {
            store::letter::sent(db, letter.id, now).await?;
            info!(letter = letter.id, kind = letter.kind, "letter sent");
        }
        Err(failure) => {
            warn!(
                letter = letter.id,
                kind = letter.kind,
                tries = letter.tries,
                ?failure,
                "letter not sent"
            );
            store::letter::failed(db, &letter, failure, now).await?;
        }
    }
    Ok(true)
}

/// Deletes sessions that are too old, for ever.
pub async fn sweep(db: DatabaseConnection) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        match store::session::sweep(&db, Utc::now()).await {
            Ok(0) => {}
            Ok(swept) => info!(sessions = swept, "old sessions deleted"),
            Err(error) => error!("old sessions could not be deleted: {error}"),
        }
    }
}
