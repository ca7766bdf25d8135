//! News for people.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Whom it is for.
    #[sea_orm(indexed)]
    pub account_id: i32,
    /// Key of its topic.
    pub topic: String,
    /// What happened.
    pub news: Json,
    /// When.
    pub created_at: DateTimeUtc,
    /// When a letter tells of it; none where none will.
    #[sea_orm(indexed)]
    pub due_at: Option<DateTimeUtc>,
    /// When it was read in the inbox.
    pub read_at: Option<DateTimeUtc>,
    /// The person.
    #[sea_orm(belongs_to, from = "account_id", to = "id", on_delete = "Cascade")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
