//! Fields, regions, countries and classes: what cities are grouped by.

use std::collections::HashMap;

use domain::city::{Class, Country, Term, Words};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, QueryOrder, prelude::Json};

use crate::{
    entity::{class, country, development_group, field, region},
    error::StoreError,
};

pub(super) async fn fields(moment: &DatabaseTransaction) -> Result<Vec<Term>, StoreError> {
    let rows = field::Entity::find()
        .order_by_asc(field::Column::Position)
        .order_by_asc(field::Column::Key)
        .all(moment)
        .await?;
    let term = |row: field::Model| {
        Ok(Term {
            words: words("field", &row.key, row.words)?,
            key: row.key,
            from: row.valid_from,
            until: row.valid_until,
        })
    };
    rows.into_iter().map(term).collect()
}

pub(super) async fn regions(moment: &DatabaseTransaction) -> Result<Vec<Term>, StoreError> {
    let rows = region::Entity::find()
        .order_by_asc(region::Column::Position)
        .order_by_asc(region::Column::Key)
        .all(moment)
        .await?;
    let term = |row: region::Model| {
        Ok(Term {
            words: words("region", &row.key, row.words)?,
            key: row.key,
            from: None,
            until: None,
        })
    };
    rows.into_iter().map(term).collect()
}

pub(super) async fn countries(moment: &DatabaseTransaction) -> Result<Vec<Country>, StoreError> {
    let mut groups = latest_groups(moment).await?;
    let rows = country::Entity::find()
        .order_by_asc(country::Column::Code)
        .all(moment)
        .await?;
    let country = |row: country::Model| {
        Ok(Country {
            words: words("country", &row.code, row.words)?,
            development: groups.remove(&row.code).unwrap_or_default(),
            code: row.code,
            region: row.region_key,
        })
    };
    rows.into_iter().map(country).collect()
}

/// The development group in force of each country: the one with the latest year.
async fn latest_groups(moment: &DatabaseTransaction) -> Result<HashMap<String, String>, DbErr> {
    let rows = development_group::Entity::find().all(moment).await?;
    let mut latest: HashMap<String, development_group::Model> = HashMap::new();
    for row in rows {
        match latest.get(&row.country_code) {
            // No year is before any year.
            Some(known) if known.valid_from >= row.valid_from => {}
            _ => drop(latest.insert(row.country_code.clone(), row)),
        }
    }
    Ok(latest
        .into_iter()
        .map(|(code, row)| (code, row.group_key))
        .collect())
}

pub(super) async fn classes(moment: &DatabaseTransaction) -> Result<Vec<Class>, DbErr> {
    let rows = class::Entity::find()
        .order_by_asc(class::Column::Year)
        .all(moment)
        .await?;
    let class = |row: class::Model| Class {
        year: row.year,
        members: u32::try_from(row.members).unwrap_or(0),
    };
    Ok(rows.into_iter().map(class).collect())
}

fn words(table: &'static str, key: &str, json: Json) -> Result<Words, StoreError> {
    serde_json::from_value(json).map_err(|error| StoreError::Row {
        table,
        key: key.to_owned(),
        reason: error.to_string(),
    })
}
