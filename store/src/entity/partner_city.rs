//! Cities in partnerships.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partner_city")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The partnership.
    #[sea_orm(unique_key = "partnership_city")]
    pub partnership_id: i32,
    /// The city.
    #[sea_orm(unique_key = "partnership_city", indexed)]
    pub city_id: i32,
    /// Key of what its focal point says.
    pub state: String,
    /// Why they declined.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Who said so.
    pub decided_by: Option<i32>,
    /// When.
    pub decided_at: Option<DateTimeUtc>,
    /// The partnership.
    #[sea_orm(belongs_to, from = "partnership_id", to = "id", on_delete = "Cascade")]
    pub partnership: BelongsTo<super::partnership::Entity>,
    /// The city.
    #[sea_orm(belongs_to, from = "city_id", to = "id", on_delete = "Cascade")]
    pub city: BelongsTo<super::city::Entity>,
    /// Who said so.
    #[sea_orm(belongs_to, from = "decided_by", to = "id", on_delete = "SetNull")]
    pub decider: BelongsTo<Option<super::account::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
