//! Passkeys of people.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Whose.
    #[sea_orm(indexed)]
    pub account_id: i32,
    /// Identifier that the device gave it (hexadecimal).
    #[sea_orm(unique)]
    pub credential_id: String,
    /// How its owner calls it.
    pub name: String,
    /// Public key and counter.
    pub data: Json,
    /// When it was added.
    pub created_at: DateTimeUtc,
    /// When it was last used.
    pub used_at: Option<DateTimeUtc>,
    /// The person.
    #[sea_orm(belongs_to, from = "account_id", to = "id", on_delete = "Cascade")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
