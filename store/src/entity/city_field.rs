//! Creative fields of cities over time.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "city_field")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Number of the city.
    #[sea_orm(unique_key = "city_from")]
    pub city_id: i32,
    /// Key of the field.
    #[sea_orm(indexed)]
    pub field_key: String,
    /// First year.
    #[sea_orm(unique_key = "city_from")]
    pub valid_from: i16,
    /// Year in which another field took over; `None` while it lasts.
    pub valid_until: Option<i16>,
    /// The city.
    #[sea_orm(belongs_to, from = "city_id", to = "id", on_delete = "Cascade")]
    pub city: BelongsTo<super::city::Entity>,
    /// The field.
    #[sea_orm(belongs_to, from = "field_key", to = "key")]
    pub field: BelongsTo<super::field::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
