//! Countries.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "country")]
pub struct Model {
    /// ISO 3166-1 alpha-2.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Key of its region.
    #[sea_orm(indexed)]
    pub region_key: String,
    /// Its name in several languages, keyed by language code.
    #[sea_orm(column_type = "JsonBinary")]
    pub words: Json,
    /// Whether a person changed it; seeding then leaves it alone.
    #[sea_orm(default_value = false)]
    pub edited: bool,
    /// The region.
    #[sea_orm(belongs_to, from = "region_key", to = "key")]
    pub region: BelongsTo<super::region::Entity>,
    /// Its development groups over time.
    #[sea_orm(has_many)]
    pub development_groups: HasMany<super::development_group::Entity>,
    /// Its member cities.
    #[sea_orm(has_many)]
    pub cities: HasMany<super::city::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
