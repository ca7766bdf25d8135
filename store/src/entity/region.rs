//! Regions.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "region")]
pub struct Model {
    /// Stable key, as in addresses.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// Its name in several languages, keyed by language code.
    #[sea_orm(column_type = "JsonBinary")]
    pub words: Json,
    /// Place in the order in which it is shown, from 0.
    pub position: i32,
    /// Whether a person changed it; seeding then leaves it alone.
    #[sea_orm(default_value = false)]
    pub edited: bool,
    /// Its countries.
    #[sea_orm(has_many)]
    pub countries: HasMany<super::country::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
