//! Recognitions of cities.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "recognition")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Number of the city.
    #[sea_orm(unique_key = "city_kind")]
    pub city_id: i32,
    /// `creative-hub` or `socio-cultural-cluster`.
    #[sea_orm(unique_key = "city_kind")]
    pub kind: String,
    /// What shows it.
    #[sea_orm(column_type = "Text")]
    pub evidence: String,
    /// Year from which it holds.
    pub since: i16,
    /// The city.
    #[sea_orm(belongs_to, from = "city_id", to = "id", on_delete = "Cascade")]
    pub city: BelongsTo<super::city::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
