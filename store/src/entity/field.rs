//! Creative fields.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "field")]
pub struct Model {
    /// Stable key, as in addresses.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// Its name in several languages, keyed by language code.
    #[sea_orm(column_type = "JsonBinary")]
    pub words: Json,
    /// First year in which cities could hold it.
    pub valid_from: Option<i16>,
    /// Year from which it is no longer given.
    pub valid_until: Option<i16>,
    /// Place in the order in which it is shown, from 0.
    pub position: i32,
    /// Whether a person changed it; seeding then leaves it alone.
    #[sea_orm(default_value = false)]
    pub edited: bool,
    /// The periods in which cities held it.
    #[sea_orm(has_many)]
    pub cities: HasMany<super::city_field::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
