//! Challenges that wait for the answer of a device.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ceremony")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// SHA-256 of the secret by which the browser names it.
    #[sea_orm(unique)]
    pub secret_hash: String,
    /// Who adds a passkey; none for signing in.
    pub account_id: Option<i32>,
    /// What the answer is checked against.
    pub state: Json,
    /// When it is too late.
    pub expires_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
