//! Seeds of member cities.

use chrono::Utc;
use domain::city::Year;
use sea_orm::ActiveValue::{NotSet, Set, Unchanged};
use serde::Deserialize;

use super::{
    files::{self, rows},
    table::{Seeded, Seeds},
};
use crate::{entity::city, error::StoreError};

impl Seeded for city::Entity {
    type Key = String;

    fn key(row: &city::Model) -> String {
        row.slug.clone()
    }

    fn is_edited(row: &city::Model) -> bool {
        row.edited
    }

    fn stamp(row: &mut city::ActiveModel) {
        let now = Utc::now();
        row.updated_at = Set(now);
        match row.version {
            Unchanged(version) => row.version = Set(version + 1),
            NotSet | Set(_) => {
                row.version = Set(1);
                row.created_at = Set(now);
            }
        }
    }
}

#[derive(Deserialize)]
struct CityRow {
    slug: String,
    name: String,
    country: String,
    designated: Year,
    lat: f64,
    lon: f64,
    population: Option<i32>,
    timezone: String,
    geonames_id: Option<i32>,
    confidence: String,
}

/// Every known city. Its region and development group follow from its country, its field from its history.
pub(super) fn cities() -> Result<Seeds<city::Entity>, StoreError> {
    let seed = |(row, _): (CityRow, _)| {
        let seed = city::ActiveModel {
            slug: Set(row.slug.clone()),
            name: Set(row.name),
            country_code: Set(row.country),
            designated: Set(row.designated),
            lat: Set(row.lat),
            lon: Set(row.lon),
            population: Set(row.population),
            timezone: Set(row.timezone),
            geonames_id: Set(row.geonames_id),
            confidence: Set(row.confidence),
            ..Default::default()
        };
        (row.slug, seed)
    };
    Ok(rows(files::CITIES)?.into_iter().map(seed).collect())
}
