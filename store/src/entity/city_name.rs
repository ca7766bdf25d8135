//! Other names of cities in any script.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "city_name")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Number of the city.
    #[sea_orm(unique_key = "city_name")]
    pub city_id: i32,
    /// The name.
    #[sea_orm(unique_key = "city_name")]
    pub name: String,
    /// The city.
    #[sea_orm(belongs_to, from = "city_id", to = "id", on_delete = "Cascade")]
    pub city: BelongsTo<super::city::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
