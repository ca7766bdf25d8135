//! Development groups of countries over time.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "development_group")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// ISO 3166-1 alpha-2 of the country.
    #[sea_orm(unique_key = "country_from")]
    pub country_code: String,
    /// `developed` or `developing`.
    pub group_key: String,
    /// Year from which it holds; `None` for the first known.
    #[sea_orm(unique_key = "country_from")]
    pub valid_from: Option<i16>,
    /// Who says so.
    #[sea_orm(column_type = "Text")]
    pub source: String,
    /// Day on which it was entered.
    pub recorded_on: Date,
    /// Whether a person changed it; seeding then leaves it alone.
    #[sea_orm(default_value = false)]
    pub edited: bool,
    /// The country.
    #[sea_orm(belongs_to, from = "country_code", to = "code", on_delete = "Cascade")]
    pub country: BelongsTo<super::country::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
