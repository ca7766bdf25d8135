//! Who is signed in where.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// SHA-256 of the secret in the cookie.
    #[sea_orm(unique)]
    pub secret_hash: String,
    /// Who is signed in.
    #[sea_orm(indexed)]
    pub account_id: i32,
    /// What the browser says it is.
    pub device: String,
    /// IP address at the time of signing in.
    pub address: String,
    /// When they signed in.
    pub created_at: DateTimeUtc,
    /// When they were last here, to a few minutes.
    pub seen_at: DateTimeUtc,
    /// The person.
    #[sea_orm(belongs_to, from = "account_id", to = "id", on_delete = "Cascade")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
