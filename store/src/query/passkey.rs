//! Passkeys, and the challenges that devices answer. What is in them is for the process alone to read.

use chrono::{DateTime, Utc};
use domain::{
    account::{AccountId, CEREMONY_LASTS, Email, MOST_PASSKEYS},
    event::Kind,
    letter::Letter,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::Value;

use super::{
    event::{Happening, record},
    letter,
};
use crate::{
    connect::begin_write,
    entity::{account, ceremony, passkey},
    error::StoreError,
    secret::{Secret, hex},
};

/// A passkey.
pub use crate::entity::passkey::Model as Passkey;

/// Passkeys of a person, the oldest first.
pub async fn list(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Passkey>, StoreError> {
    Ok(passkey::Entity::find()
        .filter(passkey::Column::AccountId.eq(account))
        .order_by_asc(passkey::Column::Id)
        .limit(MOST_PASSKEYS)
        .all(db)
        .await?)
}

/// The passkey that a device named.
pub async fn by_credential(
    db: &DatabaseConnection,
    credential: &[u8],
) -> Result<Option<Passkey>, StoreError> {
    Ok(passkey::Entity::find()
        .filter(passkey::Column::CredentialId.eq(hex(credential)))
        .one(db)
        .await?)
}

/// A passkey to be kept.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Whose.
    pub account: AccountId,
    /// Identifier that the device gave it.
    pub credential: Vec<u8>,
    /// How its owner calls it.
    pub name: String,
    /// Public key and counter.
    pub data: Value,
}

/// Keeps a passkey and tells its owner; false where they have as many as one may, or it is kept already.
pub async fn add(
    db: &DatabaseConnection,
    new: NewPasskey,
    notice: (&Email, Letter),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let txn = begin_write(db).await?;
    let credential = hex(&new.credential);
    let held = passkey::Entity::find()
        .filter(passkey::Column::AccountId.eq(new.account))
        .count(&txn)
        .await?;
    let is_known = passkey::Entity::find()
        .filter(passkey::Column::CredentialId.eq(&credential))
        .count(&txn)
        .await?;
    if held >= MOST_PASSKEYS || is_known > 0 {
        return Ok(false);
    }
    let row = passkey::ActiveModel {
        account_id: Set(new.account),
        credential_id: Set(credential),
        name: Set(new.name),
        data: Set(new.data),
        created_at: Set(now),
        ..Default::default()
    };
    let id = passkey::Entity::insert(row)
        .exec(&txn)
        .await?
        .last_insert_id;
    let key = id.to_string();
    let added = Happening {
        entity: "passkey",
        ..Happening::own(new.account, Kind::PasskeyAdded, &key)
    };
    record(&txn, added).await?;
    letter::post(&txn, notice.0, notice.1, now).await?;
    txn.commit().await?;
    Ok(true)
}

/// Notes that a passkey was used, with its counter by then.
pub async fn used(
    db: &DatabaseConnection,
    id: i32,
    data: Value,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    passkey::Entity::update_many()
        .col_expr(passkey::Column::Data, Expr::value(data))
        .col_expr(passkey::Column::UsedAt, Expr::value(now))
        .filter(passkey::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Removes a passkey and tells its owner; false where it is the only way in, or none of theirs.
pub async fn remove(
    db: &DatabaseConnection,
    owner: AccountId,
    id: i32,
    notice: (&Email, Letter),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let txn = begin_write(db).await?;
    let held = list(&txn, owner).await?;
    let person = account::Entity::find_by_id(owner).one(&txn).await?;
    let has_password = person.is_some_and(|person| person.password_hash.is_some());
    let is_theirs = held.iter().any(|passkey| passkey.id == id);
    if !is_theirs || (held.len() == 1 && !has_password) {
        return Ok(false);
    }
    passkey::Entity::delete_by_id(id).exec(&txn).await?;
    let key = id.to_string();
    let removed = Happening {
        entity: "passkey",
        ..Happening::own(owner, Kind::PasskeyRemoved, &key)
    };
    record(&txn, removed).await?;
    letter::post(&txn, notice.0, notice.1, now).await?;
    txn.commit().await?;
    Ok(true)
}

/// Removes the password of a person and tells them: passkeys are the only way in from then on. False where they have none.
pub async fn remove_password(
    db: &DatabaseConnection,
    owner: AccountId,
    notice: (&Email, Letter),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let txn = begin_write(db).await?;
    if list(&txn, owner).await?.is_empty() {
        return Ok(false);
    }
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(None::<String>))
        .col_expr(account::Column::UpdatedAt, Expr::value(now))
        .filter(account::Column::Id.eq(owner))
        .exec(&txn)
        .await?;
    let key = owner.to_string();
    record(&txn, Happening::own(owner, Kind::PasswordRemoved, &key)).await?;
    letter::post(&txn, notice.0, notice.1, now).await?;
    txn.commit().await?;
    Ok(true)
}

/// Keeps what the answer of a device will be checked against; the browser names it by the secret.
pub async fn begin(
    db: &DatabaseConnection,
    account: Option<AccountId>,
    state: Value,
    now: DateTime<Utc>,
) -> Result<Secret, StoreError> {
    let secret = Secret::new()?;
    let row = ceremony::ActiveModel {
        secret_hash: Set(secret.hash()),
        account_id: Set(account),
        state: Set(state),
        expires_at: Set(now + CEREMONY_LASTS),
        ..Default::default()
    };
    ceremony::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(secret)
}

/// What an answer is checked against, once and in time.
pub async fn answer(
    db: &DatabaseConnection,
    account: Option<AccountId>,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Option<Value>, StoreError> {
    let ended = ceremony::Entity::delete_many()
        .filter(ceremony::Column::SecretHash.eq(secret.hash()))
        .exec_with_returning(db)
        .await?;
    let held = ended.into_iter().next();
    let good = held.filter(|held| now < held.expires_at && held.account_id == account);
    Ok(good.map(|held| held.state))
}
