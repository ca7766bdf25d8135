//! Seeds of what cities are grouped by: regions, fields, countries, classes.

use chrono::NaiveDate;
use domain::city::{Words, Year};
use sea_orm::{ActiveValue::Set, prelude::Json};
use serde::Deserialize;

use super::{
    files::{self, rows},
    table::{Seeded, Seeds},
};
use crate::{
    entity::{class, country, development_group, field, region},
    error::StoreError,
};

/// Who says which countries are developed.
const DEVELOPMENT_SOURCE: &str = "UNCTAD's rule (developed: Europe, Northern America, Israel, Japan, \
    Republic of Korea, Australia, New Zealand; the others developing)";
/// What is said instead where the rule leaves a country open: Cyprus.
const DEVELOPMENT_BY_HAND: &str = "placed by hand where UNCTAD's rule leaves it open";
/// Day on which that was entered into the seeds.
const DEVELOPMENT_RECORDED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 24);

macro_rules! seeded {
    ($table:ident, $key:ty, $of:expr) => {
        impl Seeded for $table::Entity {
            type Key = $key;

            fn key(row: &$table::Model) -> $key {
                let of: fn(&$table::Model) -> $key = $of;
                of(row)
            }

            fn is_edited(row: &$table::Model) -> bool {
                row.edited
            }
        }
    };
}

seeded!(region, String, |row| row.key.clone());
seeded!(field, String, |row| row.key.clone());
seeded!(country, String, |row| row.code.clone());
seeded!(class, Year, |row| row.year);
seeded!(development_group, (String, Option<Year>), |row| {
    (row.country_code.clone(), row.valid_from)
});

#[derive(Deserialize)]
struct RegionRow {
    key: String,
}

pub(super) fn regions() -> Result<Seeds<region::Entity>, StoreError> {
    let seed = |(position, (row, words)): (i32, (RegionRow, Words))| {
        let seed = region::ActiveModel {
            key: Set(row.key.clone()),
            words: Set(json(words)),
            position: Set(position),
            ..Default::default()
        };
        (row.key, seed)
    };
    Ok((0..).zip(rows(files::REGIONS)?).map(seed).collect())
}

#[derive(Deserialize)]
struct FieldRow {
    key: String,
    from: Option<Year>,
    until: Option<Year>,
}

pub(super) fn fields() -> Result<Seeds<field::Entity>, StoreError> {
    let seed = |(position, (row, words)): (i32, (FieldRow, Words))| {
        let seed = field::ActiveModel {
            key: Set(row.key.clone()),
            words: Set(json(words)),
            valid_from: Set(row.from),
            valid_until: Set(row.until),
            position: Set(position),
            ..Default::default()
        };
        (row.key, seed)
    };
    Ok((0..).zip(rows(files::FIELDS)?).map(seed).collect())
}

#[derive(Deserialize)]
struct CountryRow {
    code: String,
    region: String,
    development: String,
}

pub(super) fn countries() -> Result<Seeds<country::Entity>, StoreError> {
    let seed = |(row, words): (CountryRow, Words)| {
        let seed = country::ActiveModel {
            code: Set(row.code.clone()),
            region_key: Set(row.region),
            words: Set(json(words)),
            ..Default::default()
        };
        (row.code, seed)
    };
    Ok(rows(files::COUNTRIES)?.into_iter().map(seed).collect())
}

pub(super) fn development_groups() -> Result<Seeds<development_group::Entity>, StoreError> {
    let seed = |(row, _): (CountryRow, Words)| {
        let source = match row.code.as_str() {
            "CY" => DEVELOPMENT_BY_HAND,
            _ => DEVELOPMENT_SOURCE,
        };
        let seed = development_group::ActiveModel {
            country_code: Set(row.code.clone()),
            group_key: Set(row.development),
            valid_from: Set(None),
            source: Set(source.to_owned()),
            recorded_on: Set(DEVELOPMENT_RECORDED.unwrap_or_default()),
            ..Default::default()
        };
        ((row.code, None), seed)
    };
    Ok(rows(files::COUNTRIES)?.into_iter().map(seed).collect())
}

#[derive(Deserialize)]
struct ClassRow {
    year: Year,
    members: i32,
}

pub(super) fn classes() -> Result<Seeds<class::Entity>, StoreError> {
    let seed = |(row, _): (ClassRow, Words)| {
        let seed = class::ActiveModel {
            year: Set(row.year),
            members: Set(row.members),
            ..Default::default()
        };
        (row.year, seed)
    };
    Ok(rows(files::CLASSES)?.into_iter().map(seed).collect())
}

fn json(words: Words) -> Json {
    let words = words.0.into_iter();
    Json::Object(
        words
            .map(|(language, text)| (language, Json::String(text)))
            .collect(),
    )
}
