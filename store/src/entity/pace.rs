//! How often people want letters.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pace")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Who.
    #[sea_orm(unique_key = "account_topic")]
    pub account_id: i32,
    /// Key of the topic.
    #[sea_orm(unique_key = "account_topic")]
    pub topic: String,
    /// Key of the pace.
    pub pace: String,
    /// The person.
    #[sea_orm(belongs_to, from = "account_id", to = "id", on_delete = "Cascade")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
