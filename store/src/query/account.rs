//! People: finding them, opening and changing their accounts.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    account::{AccountId, Email},
    event::Kind,
    letter::Letter,
    rights::Grant,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

use super::{
    event::{Happening, record},
    letter, role, session,
};
use crate::{connect::begin_write, entity::account, error::StoreError};

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Number in the store.
    pub id: AccountId,
    /// Where they are written to.
    pub email: Email,
    /// How they want to be called.
    pub name: String,
    /// Code of the language that they are written to in.
    pub language: String,
    /// Argon2id in PHC form; none where they sign in by other means.
    pub password_hash: Option<String>,
}

/// A person to be.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Where they are written to; proven before.
    pub email: Email,
    /// How they want to be called.
    pub name: String,
    /// Code of the language that they are written to in.
    pub language: String,
    /// Argon2id in PHC form.
    pub password_hash: Option<String>,
    /// Whether it is demo content.
    pub demo: bool,
}

/// The account of a mailbox.
pub async fn by_email(
    db: &impl ConnectionTrait,
    email: &Email,
) -> Result<Option<Account>, StoreError> {
    let row = account::Entity::find()
        .filter(account::Column::Email.eq(email.as_str()))
        .one(db)
        .await?;
    row.map(of).transpose()
}

/// The account of a number.
pub async fn by_id(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<Account>, StoreError> {
    let row = account::Entity::find_by_id(id).one(db).await?;
    row.map(of).transpose()
}

/// How people are called, by account.
pub async fn names(
    db: &DatabaseConnection,
    ids: BTreeSet<AccountId>,
) -> Result<HashMap<AccountId, String>, StoreError> {
    let names = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().collect())
}

/// Opens an account.
pub(crate) async fn open(
    txn: &DatabaseTransaction,
    new: NewAccount,
    now: DateTime<Utc>,
) -> Result<AccountId, DbErr> {
    let row = account::ActiveModel {
        email: Set(new.email.as_str().to_owned()),
        name: Set(new.name),
        language: Set(new.language),
        password_hash: Set(new.password_hash),
        demo: Set(new.demo),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let id = account::Entity::insert(row).exec(txn).await?.last_insert_id;
    record(
        txn,
        Happening::own(id, Kind::AccountOpened, &id.to_string()),
    )
    .await?;
    Ok(id)
}

/// Opens an account with a role, unless the mailbox has an account.
pub async fn open_once(
    db: &DatabaseConnection,
    new: NewAccount,
    grant: Option<Grant>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    if by_email(&txn, &new.email).await?.is_none() {
        let id = open(&txn, new, now).await?;
        if let Some(grant) = grant {
            role::give(&txn, id, &grant, None, now).await?;
        }
    }
    Ok(txn.commit().await?)
}

/// Replaces a password, ends every session but one, and tells the owner.
pub async fn change_password(
    db: &DatabaseConnection,
    account: &Account,
    hash: String,
    kept_session: i32,
    letter: Letter,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    set_password(&txn, account.id, hash, now).await?;
    session::end_others(&txn, account.id, Some(kept_session)).await?;
    letter::post(&txn, &account.email, letter, now).await?;
    Ok(txn.commit().await?)
}

/// Replaces the hash of a password by one of the same password, made to today's strength.
pub async fn refresh_hash(
    db: &DatabaseConnection,
    account: AccountId,
    hash: String,
) -> Result<(), StoreError> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(hash))
        .filter(account::Column::Id.eq(account))
        .exec(db)
        .await?;
    Ok(())
}

pub(crate) async fn set_password(
    txn: &DatabaseTransaction,
    account: AccountId,
    hash: String,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(hash))
        .col_expr(account::Column::UpdatedAt, Expr::value(now))
        .filter(account::Column::Id.eq(account))
        .exec(txn)
        .await?;
    record(
        txn,
        Happening::own(account, Kind::PasswordSet, &account.to_string()),
    )
    .await?;
    Ok(())
}

pub(crate) async fn set_email(
    txn: &DatabaseTransaction,
    account: AccountId,
    email: &Email,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::Email, Expr::value(email.as_str()))
        .col_expr(account::Column::UpdatedAt, Expr::value(now))
        .filter(account::Column::Id.eq(account))
        .exec(txn)
        .await?;
    record(
        txn,
        Happening::own(account, Kind::EmailChanged, &account.to_string()),
    )
    .await?;
    Ok(())
}

/// Changes how a person is called and in which language they are written to.
pub async fn rename(
    db: &DatabaseConnection,
    account: AccountId,
    name: &str,
    language: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(name))
        .col_expr(account::Column::Language, Expr::value(language))
        .col_expr(account::Column::UpdatedAt, Expr::value(now))
        .filter(account::Column::Id.eq(account))
        .exec(db)
        .await?;
    Ok(())
}

pub(crate) fn of(row: account::Model) -> Result<Account, StoreError> {
    let email = Email::parse(&row.email).map_err(|problem| StoreError::Row {
        table: "account",
        key: row.id.to_string(),
        reason: format!("{problem:?}"),
    })?;
    Ok(Account {
        id: row.id,
        email,
        name: row.name,
        language: row.language,
        password_hash: row.password_hash,
    })
}
