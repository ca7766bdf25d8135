//! What was changed in partnerships.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership_change")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The partnership.
    #[sea_orm(indexed)]
    pub partnership_id: i32,
    /// Its version after.
    pub version: i32,
    /// Key of the field; `status` for the status.
    pub field: String,
    /// Before.
    #[sea_orm(column_type = "Json")]
    pub before: Json,
    /// After.
    #[sea_orm(column_type = "Json")]
    pub after: Json,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Who did it.
    pub actor_id: Option<i32>,
    /// When.
    pub at: DateTimeUtc,
    /// The partnership.
    #[sea_orm(belongs_to, from = "partnership_id", to = "id", on_delete = "Cascade")]
    pub partnership: BelongsTo<super::partnership::Entity>,
    /// Who did it.
    #[sea_orm(belongs_to, from = "actor_id", to = "id", on_delete = "SetNull")]
    pub actor: BelongsTo<Option<super::account::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
