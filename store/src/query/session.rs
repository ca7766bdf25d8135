//! Who is signed in where.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    account::{AccountId, IDLE_SESSION, LONGEST_SESSION, PROOF_LASTS},
    event::Kind,
    rights::Actor,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{
    event::{Happening, record},
    notice, role,
};
use crate::{
    connect::begin_write,
    entity::{account, session},
    error::StoreError,
    secret::Secret,
};

/// A visit is noted when the last note is older, so that reading writes nothing most of the time.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(5);
/// Characters that are kept of what a browser says it is.
const LONGEST_DEVICE: usize = 300;

/// Where someone signs in from.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// What the browser says it is.
    pub device: String,
    /// IP address.
    pub address: String,
    /// The secret of a session that the same browser had before; it ends.
    pub before: Option<Secret>,
}

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Number of the session.
    pub session: i32,
    /// Who asks, with the roles in force.
    pub actor: Actor,
    /// Their account.
    pub account: AccountId,
    /// Its address.
    pub email: String,
    /// How they want to be called.
    pub name: String,
    /// Code of the language that they are written to in.
    pub language: String,
    /// When they signed in.
    pub since: DateTime<Utc>,
    /// How much news they have not read.
    pub unread: u64,
}

impl SignedIn {
    /// Whether they signed in so shortly ago that they are taken to be at the screen still.
    pub fn is_proven(&self, now: DateTime<Utc>) -> bool {
        now < self.since + PROOF_LASTS
    }
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Number of the session.
    pub id: i32,
    /// What the browser said it is.
    pub device: String,
    /// IP address at the time of signing in.
    pub address: String,
    /// When they signed in.
    pub created_at: DateTime<Utc>,
    /// When they were last here, to a few minutes.
    pub seen_at: DateTime<Utc>,
}

/// Signs a person in: always with a new secret, so that one that was planted before is worth nothing.
pub async fn open(
    db: &DatabaseConnection,
    account: AccountId,
    arrival: Arrival,
    now: DateTime<Utc>,
) -> Result<Secret, StoreError> {
    let secret = Secret::new()?;
    let txn = begin_write(db).await?;
    let row = session::ActiveModel {
        secret_hash: Set(secret.hash()),
        account_id: Set(account),
        device: Set(arrival.device.chars().take(LONGEST_DEVICE).collect()),
        address: Set(arrival.address),
        created_at: Set(now),
        seen_at: Set(now),
        ..Default::default()
    };
    let id = session::Entity::insert(row)
        .exec(&txn)
        .await?
        .last_insert_id;
    if let Some(before) = arrival.before {
        delete_by_secret(&txn, &before).await?;
    }
    record(&txn, of_session(account, Kind::SignedIn, &id.to_string())).await?;
    txn.commit().await?;
    Ok(secret)
}

/// Who holds a secret; nobody where the session ended or is too old.
pub async fn find(
    db: &DatabaseConnection,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Option<SignedIn>, StoreError> {
    let found = session::Entity::find()
        .filter(session::Column::SecretHash.eq(secret.hash()))
        .find_also_related(account::Entity)
        .one(db)
        .await?;
    let Some((session, Some(account))) = found else {
        return Ok(None);
    };
    if !is_alive(&session, now) {
        return Ok(None);
    }
    if session.seen_at + NOTED_EVERY < now {
        session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(now))
            .filter(session::Column::Id.eq(session.id))
            .exec(db)
            .await?;
    }
    let roles = role::in_force(db, account.id, now.date_naive()).await?;
    let unread = notice::unread(db, account.id).await?;
    Ok(Some(SignedIn {
        since: session.created_at,
        unread,
        session: session.id,
        actor: Actor::Person {
            account: account.id,
            roles,
        },
        account: account.id,
        email: account.email,
        name: account.name,
        language: account.language,
    }))
}

fn is_alive(session: &session::Model, now: DateTime<Utc>) -> bool {
    now < session.seen_at + IDLE_SESSION && now < session.created_at + LONGEST_SESSION
}

/// Sessions of a person, the one used last first.
pub async fn list(
    db: &DatabaseConnection,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, StoreError> {
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .order_by_desc(session::Column::SeenAt)
        .all(db)
        .await?;
    let alive = rows.into_iter().filter(|row| is_alive(row, now));
    Ok(alive
        .map(|row| Session {
            id: row.id,
            device: row.device,
            address: row.address,
            created_at: row.created_at,
            seen_at: row.seen_at,
        })
        .collect())
}

/// Signs out.
pub async fn sign_out(db: &DatabaseConnection, signed_in: &SignedIn) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    session::Entity::delete_by_id(signed_in.session)
        .exec(&txn)
        .await?;
    let key = signed_in.session.to_string();
    record(&txn, of_session(signed_in.account, Kind::SignedOut, &key)).await?;
    Ok(txn.commit().await?)
}

/// Ends one session of a person.
pub async fn end(
    db: &DatabaseConnection,
    account: AccountId,
    session: i32,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    let ended = session::Entity::delete_many()
        .filter(session::Column::Id.eq(session))
        .filter(session::Column::AccountId.eq(account))
        .exec(&txn)
        .await?;
    if ended.rows_affected > 0 {
        record(
            &txn,
            of_session(account, Kind::SessionsEnded, &session.to_string()),
        )
        .await?;
    }
    Ok(txn.commit().await?)
}

/// Ends every session of a person: they stop working with the next request.
pub async fn end_all(db: &DatabaseConnection, account: AccountId) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    end_others(&txn, account, None).await?;
    Ok(txn.commit().await?)
}

/// Ends every session of a person but one.
pub(crate) async fn end_others(
    txn: &DatabaseTransaction,
    account: AccountId,
    kept: Option<i32>,
) -> Result<(), DbErr> {
    let mut delete = session::Entity::delete_many().filter(session::Column::AccountId.eq(account));
    if let Some(kept) = kept {
        delete = delete.filter(session::Column::Id.ne(kept));
    }
    if delete.exec(txn).await?.rows_affected > 0 {
        record(txn, of_session(account, Kind::SessionsEnded, "all")).await?;
    }
    Ok(())
}

async fn delete_by_secret(txn: &impl ConnectionTrait, secret: &Secret) -> Result<(), DbErr> {
    session::Entity::delete_many()
        .filter(session::Column::SecretHash.eq(secret.hash()))
        .exec(txn)
        .await?;
    Ok(())
}

fn of_session(account: AccountId, kind: Kind, session: &str) -> Happening<'_> {
    Happening {
        entity: "session",
        ..Happening::own(account, kind, session)
    }
}
