//! Member cities.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "city")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Stable key, as in addresses.
    #[sea_orm(unique)]
    pub slug: String,
    /// Its name in Latin script.
    pub name: String,
    /// ISO 3166-1 alpha-2 of its country.
    #[sea_orm(indexed)]
    pub country_code: String,
    /// Year of designation.
    pub designated: i16,
    /// WGS 84 latitude, degrees north.
    pub lat: f64,
    /// WGS 84 longitude, degrees east.
    pub lon: f64,
    /// About how many people live there (GeoNames).
    pub population: Option<i32>,
    /// IANA time zone.
    pub timezone: String,
    /// GeoNames identifier.
    #[sea_orm(unique)]
    pub geonames_id: Option<i32>,
    /// How sure its field is: `high`, or `medium` where a single source gives it.
    pub confidence: String,
    /// Counts the changes of the row, from 1.
    #[sea_orm(default_value = 1)]
    pub version: i32,
    /// Whether a person changed the city, its fields or its names; seeding then leaves them alone.
    #[sea_orm(default_value = false)]
    pub edited: bool,
    /// When the row was made.
    pub created_at: DateTimeUtc,
    /// When the row last changed.
    pub updated_at: DateTimeUtc,
    /// Its country.
    #[sea_orm(belongs_to, from = "country_code", to = "code")]
    pub country: BelongsTo<super::country::Entity>,
    /// Its creative fields over time.
    #[sea_orm(has_many)]
    pub fields: HasMany<super::city_field::Entity>,
    /// Its other names.
    #[sea_orm(has_many)]
    pub names: HasMany<super::city_name::Entity>,
    /// Whether its profile is still correct.
    #[sea_orm(has_one)]
    pub confirmation: HasOne<super::confirmation::Entity>,
    /// Its recognitions.
    #[sea_orm(has_many)]
    pub recognitions: HasMany<super::recognition::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
