//! Seeds of what belongs to a city: its fields over time and its other names.

use std::collections::{HashMap, HashSet};

use domain::city::Year;
use sea_orm::{
    ActiveValue::Set, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, QueryOrder,
    QuerySelect, sea_query::LockType,
};
use serde::Deserialize;

use super::{
    files::{self, rows},
    report::Tally,
    table::{Seeded, Seeds, write_in},
};
use crate::{
    connect::begin_write,
    entity::{city, city_field, city_name},
    error::StoreError,
};

impl Seeded for city_field::Entity {
    type Key = (i32, Year);

    fn key(row: &city_field::Model) -> (i32, Year) {
        (row.city_id, row.valid_from)
    }
}

impl Seeded for city_name::Entity {
    type Key = (i32, String);

    fn key(row: &city_name::Model) -> (i32, String) {
        (row.city_id, row.name.clone())
    }
}

#[derive(Deserialize)]
struct FieldRow {
    slug: String,
    field: String,
    from: Year,
    until: Option<Year>,
}

pub(super) async fn fields(db: &DatabaseConnection) -> Result<Tally, StoreError> {
    let txn = begin_write(db).await?;
    let ours = unedited_cities(&txn).await?;
    let all = rows::<FieldRow>(files::CITY_FIELDS)?;
    let count = all.len();
    let mut seeds: Seeds<city_field::Entity> = Vec::with_capacity(count);
    for (row, _) in all {
        if let Some(id) = ours.get(&row.slug) {
            let seed = city_field::ActiveModel {
                city_id: Set(*id),
                field_key: Set(row.field),
                valid_from: Set(row.from),
                valid_until: Set(row.until),
                ..Default::default()
            };
            seeds.push(((*id, row.from), seed));
        }
    }
    let kept = (count - seeds.len()) as u64;
    take_moved_years(&txn, &mut seeds).await?;
    let mut tally = write_in::<city_field::Entity>(&txn, seeds).await?;
    txn.commit().await?;
    tally.kept += kept;
    Ok(tally)
}

/// A period whose first year the seeds corrected is the row that it was, not one more.
async fn take_moved_years(
    txn: &DatabaseTransaction,
    seeds: &mut Seeds<city_field::Entity>,
) -> Result<(), DbErr> {
    let rows: Vec<(i32, Year)> = city_field::Entity::find()
        .select_only()
        .columns([city_field::Column::CityId, city_field::Column::ValidFrom])
        .order_by_desc(city_field::Column::ValidFrom)
        .into_tuple()
        .all(txn)
        .await?;
    let known: HashSet<(i32, Year)> = rows.iter().copied().collect();
    let seeded: HashSet<(i32, Year)> = seeds.iter().map(|(key, _)| *key).collect();
    let mut left_over: HashMap<i32, Vec<(i32, Year)>> = HashMap::new();
    for row in rows.into_iter().filter(|row| !seeded.contains(row)) {
        left_over.entry(row.0).or_default().push(row);
    }
    for (key, _) in seeds.iter_mut().filter(|(key, _)| !known.contains(key)) {
        if let Some(row) = left_over.get_mut(&key.0).and_then(Vec::pop) {
            *key = row;
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct NameRow {
    slug: String,
    name: String,
}

pub(super) async fn names(db: &DatabaseConnection) -> Result<Tally, StoreError> {
    let txn = begin_write(db).await?;
    let ours = unedited_cities(&txn).await?;
    let all = rows::<NameRow>(files::CITY_NAMES)?;
    let count = all.len();
    let seed = |(row, _): (NameRow, _)| {
        let id = *ours.get(&row.slug)?;
        let seed = city_name::ActiveModel {
            city_id: Set(id),
            name: Set(row.name.clone()),
            ..Default::default()
        };
        Some(((id, row.name), seed))
    };
    let seeds: Seeds<city_name::Entity> = all.into_iter().filter_map(seed).collect();
    let kept = (count - seeds.len()) as u64;
    let mut tally = write_in::<city_name::Entity>(&txn, seeds).await?;
    txn.commit().await?;
    tally.kept += kept;
    Ok(tally)
}

/// Numbers of cities that no person edited, by slug; locked until the transaction ends.
async fn unedited_cities(txn: &DatabaseTransaction) -> Result<HashMap<String, i32>, DbErr> {
    let rows = city::Entity::find()
        .lock(LockType::NoKeyUpdate)
        .all(txn)
        .await?;
    let ours = rows.into_iter().filter(|row| !row.edited);
    Ok(ours.map(|row| (row.slug, row.id)).collect())
}
