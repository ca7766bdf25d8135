//! Filters that people keep.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Whose.
    #[sea_orm(indexed)]
    pub account_id: i32,
    /// How it is called.
    pub name: String,
    /// The filters, as in an address.
    #[sea_orm(column_type = "Text")]
    pub query: String,
    /// Whether others see it.
    #[sea_orm(default_value = false)]
    pub shared: bool,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// The person.
    #[sea_orm(belongs_to, from = "account_id", to = "id", on_delete = "Cascade")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
