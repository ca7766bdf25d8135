//! What is held about a person: taken along, deleted, removed when its time is over.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    account::{AccountId, IDLE_SESSION, LONGEST_SESSION},
    event::Kind,
};
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use serde_json::{Value, json};

use super::{
    event::{Happening, record},
    passkey,
};
use crate::{
    connect::begin_write,
    entity::{account, ceremony, event, letter, link, notice, revision, role_grant, session},
    error::StoreError,
};

/// Rows of one kind that are taken along.
const MOST_ROWS: u64 = 10_000;
/// How long a link is kept after it ended, to explain itself.
const KEPT_LINK: TimeDelta = TimeDelta::days(30);
/// How long a letter is kept after it was written.
const KEPT_LETTER: TimeDelta = TimeDelta::days(90);
/// How long news stays in an inbox.
const KEPT_NEWS: TimeDelta = TimeDelta::days(180);
/// Who deleted letters went to.
const NOBODY: &str = "-";

/// Everything that is held about a person, by kind. Secrets stay out: hashes of passwords, of cookies, of links.
pub async fn export(
    db: &DatabaseConnection,
    account: AccountId,
) -> Result<Vec<(&'static str, Value)>, StoreError> {
    let person = account::Entity::find_by_id(account).one(db).await?;
    let email = person
        .as_ref()
        .map(|person| person.email.clone())
        .unwrap_or_default();
    let person = person.map(|person| {
        json!({ "id": person.id, "email": person.email, "name": person.name, "language": person.language,
            "created_at": person.created_at, "updated_at": person.updated_at })
    });
    let roles = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account))
        .order_by_asc(role_grant::Column::Id)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let roles = roles.into_iter().map(|grant| {
        json!({ "role": grant.role, "scope": grant.scope, "from": grant.valid_from, "until": grant.valid_until })
    });
    let sessions = session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .order_by_asc(session::Column::Id)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let sessions = sessions.into_iter().map(|session| {
        json!({ "device": session.device, "address": session.address, "created_at": session.created_at,
            "seen_at": session.seen_at })
    });
    let events = event::Entity::find()
        .filter(event::Column::ActorId.eq(account))
        .order_by_asc(event::Column::Seq)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let events = events.into_iter().map(|event| {
        json!({ "seq": event.seq, "at": event.at, "kind": event.kind, "entity": event.entity,
            "key": event.entity_key, "detail": event.detail })
    });
    let letters = letter::Entity::find()
        .filter(letter::Column::Recipient.eq(email))
        .order_by_asc(letter::Column::Id)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let letters = letters.into_iter().map(|letter| {
        json!({ "kind": letter.kind, "subject": letter.subject, "created_at": letter.created_at, "sent_at": letter.sent_at })
    });
    let revisions = revision::Entity::find()
        .filter(revision::Column::AuthorId.eq(account))
        .order_by_asc(revision::Column::Id)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let revisions = revisions.into_iter().map(|revision| {
        json!({ "created_at": revision.created_at, "state": revision.state, "content": revision.content })
    });
    let passkeys = passkey::list(db, account).await?;
    let passkeys = passkeys.into_iter().map(|passkey| {
        json!({ "name": passkey.name, "created_at": passkey.created_at, "used_at": passkey.used_at })
    });
    let news = notice::Entity::find()
        .filter(notice::Column::AccountId.eq(account))
        .order_by_asc(notice::Column::Id)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let news = news.into_iter().map(|notice| {
        json!({ "news": notice.news, "created_at": notice.created_at, "read_at": notice.read_at })
    });
    let paces = super::notice::paces(db, account).await?;
    let paces = paces
        .into_iter()
        .map(|(topic, pace)| json!({ "topic": topic.key(), "pace": pace.key() }));
    Ok(vec![
        ("account", json!(person)),
        ("roles", roles.collect()),
        ("sessions", sessions.collect()),
        ("passkeys", passkeys.collect()),
        ("news", news.collect()),
        ("letters-wanted", paces.collect()),
        ("events", events.collect()),
        ("letters", letters.collect()),
        ("revisions", revisions.collect()),
    ])
}

/// Deletes an account with what belongs to the person alone. Events keep the number of the account, which names nobody
/// any more; revisions lose their author.
pub async fn delete(db: &DatabaseConnection, account: AccountId) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    if let Some(person) = account::Entity::find_by_id(account).one(&txn).await? {
        link::Entity::delete_many()
            .filter(link::Column::Email.eq(&person.email))
            .exec(&txn)
            .await?;
        letter::Entity::delete_many()
            .filter(letter::Column::Recipient.eq(&person.email))
            .exec(&txn)
            .await?;
        account::Entity::delete_by_id(account).exec(&txn).await?;
        record(
            &txn,
            Happening::own(account, Kind::AccountDeleted, &account.to_string()),
        )
        .await?;
    }
    Ok(txn.commit().await?)
}

/// What was removed because its time is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Sessions that no longer work.
    pub sessions: u64,
    /// Links that ended a month ago.
    pub links: u64,
    /// Letters of three months ago, whose texts and recipients were emptied.
    pub letters: u64,
    /// News of half a year ago.
    pub news: u64,
}

/// Removes what is kept for a time only, and says so in the trail.
pub async fn tidy(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<Removed, StoreError> {
    let txn = begin_write(db).await?;
    let too_old = session::Column::SeenAt
        .lt(now - IDLE_SESSION)
        .or(session::Column::CreatedAt.lt(now - LONGEST_SESSION));
    let sessions = session::Entity::delete_many()
        .filter(too_old)
        .exec(&txn)
        .await?;
    let links = link::Entity::delete_many()
        .filter(link::Column::ExpiresAt.lt(now - KEPT_LINK))
        .exec(&txn)
        .await?;
    let letters = letter::Entity::update_many()
        .col_expr(letter::Column::Recipient, Expr::value(NOBODY))
        .col_expr(letter::Column::Plain, Expr::value(""))
        .col_expr(letter::Column::Html, Expr::value(""))
        .filter(letter::Column::CreatedAt.lt(now - KEPT_LETTER))
        .filter(letter::Column::DueAt.is_null())
        .filter(letter::Column::Recipient.ne(NOBODY))
        .exec(&txn)
        .await?;
    let news = notice::Entity::delete_many()
        .filter(notice::Column::CreatedAt.lt(now - KEPT_NEWS))
        .exec(&txn)
        .await?;
    // Nobody's, and of minutes: not worth a word in the trail.
    ceremony::Entity::delete_many()
        .filter(ceremony::Column::ExpiresAt.lt(now))
        .exec(&txn)
        .await?;
    let removed = Removed {
        news: news.rows_affected,
        sessions: sessions.rows_affected,
        links: links.rows_affected,
        letters: letters.rows_affected,
    };
    if removed != Removed::default() {
        let Removed {
            sessions,
            links,
            letters,
            news,
        } = removed;
        let happening = Happening {
            actor: None,
            kind: Kind::Tidied,
            entity: "network",
            key: "",
            detail: &format!("sessions {sessions}, links {links}, letters {letters}, news {news}"),
        };
        record(&txn, happening).await?;
    }
    txn.commit().await?;
    Ok(removed)
}
