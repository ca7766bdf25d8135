//! The one who sends letters, and tidies up what is too old.

use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use store::{DatabaseConnection, StoreError, personal::Removed};
use tracing::{error, info, warn};

use crate::{links, mail::Post, news, site::Site};

/// How long the worker rests when nobody calls: what another process left behind waits no longer.
const REST: Duration = Duration::from_secs(5);
/// How often what is due once in a while is looked through.
const LOOK_EVERY: Duration = Duration::from_secs(3600);

/// Writes letters of news as they fall due and sends all as they come, for ever. One letter at a time, at least once
/// each: a letter is noted as sent after it was handed on, so that one in the hands of a process that dies is sent again.
pub async fn send_letters(site: Site, post: Post, from: Mailbox) {
    loop {
        if let Err(error) = news::write_due(&site, Utc::now()).await {
            error!("letters of news could not be written: {error}");
        }
        loop {
            match send_next(&site.db, &post, &from, Utc::now()).await {
                Ok(true) => continue,
                Ok(false) => break,
                Err(error) => {
                    error!("the outbox could not be read: {error}");
                    break;
                }
            }
        }
        let _ = tokio::time::timeout(REST, site.work.notified()).await;
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

/// Removes what is kept for a time only, and asks cities whether their profile is still correct, for ever.
pub async fn look_after(site: Site) {
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    loop {
        ticks.tick().await;
        match store::personal::tidy(&site.db, Utc::now()).await {
            Ok(removed) if removed == Removed::default() => {}
            Ok(removed) => info!(?removed, "what was kept for a time is removed"),
            Err(error) => error!("what was kept for a time could not be removed: {error}"),
        }
        match links::ask_for_confirmation(&site).await {
            Ok(0) => {}
            Ok(cities) => info!(cities, "asked whether profiles are still correct"),
            Err(error) => error!("cities could not be asked about their profiles: {error}"),
        }
    }
}
