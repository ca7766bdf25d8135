//! Links in letters that prove a mailbox and work once.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "link")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// SHA-256 of the secret in the letter.
    #[sea_orm(unique)]
    pub secret_hash: String,
    /// The mailbox that it was sent to.
    pub email: String,
    /// What it is good for, a `domain::account::Purpose`.
    #[sea_orm(column_type = "Json")]
    pub purpose: Json,
    /// Code of the language of its letter.
    pub language: String,
    /// When the row was made.
    pub created_at: DateTimeUtc,
    /// When it ends.
    pub expires_at: DateTimeUtc,
    /// When it was followed to its end.
    pub used_at: Option<DateTimeUtc>,
    /// What it offers a role for; none where it offers none.
    #[sea_orm(indexed)]
    pub scope: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
