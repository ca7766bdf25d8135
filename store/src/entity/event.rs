//! What happened, in order, each row sealed with the one before it.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// Place in the order, from 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// When.
    pub at: DateTimeUtc,
    /// Account of who did it; empty for a command.
    #[sea_orm(indexed)]
    pub actor_id: Option<i32>,
    /// Key of what was done.
    pub kind: String,
    /// Kind of thing that it was done to.
    pub entity: String,
    /// Which one.
    #[sea_orm(indexed)]
    pub entity_key: String,
    /// Its version after.
    pub version: i32,
    /// What a reader of the trail wants to know besides; never a person's address.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    /// SHA-256 over the seal before and this row.
    pub seal: String,
}

impl ActiveModelBehavior for ActiveModel {}
