//! What cities say of themselves: every revision whole.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "revision")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The city.
    #[sea_orm(indexed)]
    pub city_id: i32,
    /// What was published when it was written, a `domain::profile::CityProfile`.
    #[sea_orm(column_type = "Json")]
    pub base: Json,
    /// What it makes of that.
    #[sea_orm(column_type = "Json")]
    pub content: Json,
    /// Key of its state.
    #[sea_orm(indexed)]
    pub state: String,
    /// Who wrote it.
    pub author_id: Option<i32>,
    /// When it was written.
    pub created_at: DateTimeUtc,
    /// Who decided on it.
    pub decided_by: Option<i32>,
    /// When it was decided on.
    pub decided_at: Option<DateTimeUtc>,
    /// Why it was refused.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// The city.
    #[sea_orm(belongs_to, from = "city_id", to = "id", on_delete = "Cascade")]
    pub city: BelongsTo<super::city::Entity>,
    /// Who wrote it.
    #[sea_orm(
        belongs_to,
        relation_enum = "Author",
        from = "author_id",
        to = "id",
        on_delete = "SetNull"
    )]
    pub author: BelongsTo<Option<super::account::Entity>>,
    /// Who decided on it.
    #[sea_orm(
        belongs_to,
        relation_enum = "Decider",
        from = "decided_by",
        to = "id",
        on_delete = "SetNull"
    )]
    pub decider: BelongsTo<Option<super::account::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
