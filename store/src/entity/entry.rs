//! What people write about partnerships.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The partnership.
    #[sea_orm(indexed)]
    pub partnership_id: i32,
    /// Key of its kind: `update` or `comment`.
    pub kind: String,
    /// Key of who reads it.
    pub audience: String,
    /// The text.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Key of how it goes, in an update.
    pub health: Option<String>,
    /// Its picture.
    #[sea_orm(column_type = "Json")]
    pub picture: Option<Json>,
    /// The day that it tells of.
    pub happened_on: Option<Date>,
    /// Who wrote it.
    pub author_id: Option<i32>,
    /// When.
    pub created_at: DateTimeUtc,
    /// The partnership.
    #[sea_orm(belongs_to, from = "partnership_id", to = "id", on_delete = "Cascade")]
    pub partnership: BelongsTo<super::partnership::Entity>,
    /// Who wrote it.
    #[sea_orm(belongs_to, from = "author_id", to = "id", on_delete = "SetNull")]
    pub author: BelongsTo<Option<super::account::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
