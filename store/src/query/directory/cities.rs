//! Member cities with their histories, recognitions and other names.

use std::collections::HashMap;

use domain::city::{City, FieldPeriod};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, QueryOrder, QuerySelect};

use crate::entity::{city, city_field, city_name, recognition};

const SECONDS_A_DAY: i64 = 86_400;

/// Position in the roster by number of the row.
type Places = HashMap<i32, u32>;

/// Cities in the order in which they joined the database, so that positions stay when others join, and their other names.
pub(super) async fn cities(
    moment: &DatabaseTransaction,
) -> Result<(Vec<City>, Vec<(u32, String)>), DbErr> {
    let rows = city::Entity::find()
        .order_by_asc(city::Column::Id)
        .all(moment)
        .await?;
    let places: Places = (0..).zip(&rows).map(|(at, row)| (row.id, at)).collect();
    let mut cities: Vec<City> = rows.into_iter().map(city_of).collect();
    add_fields(moment, &places, &mut cities).await?;
    add_recognitions(moment, &places, &mut cities).await?;
    Ok((cities, names(moment, &places).await?))
}

fn city_of(row: city::Model) -> City {
    let natural = |number: i32| u32::try_from(number).ok();
    City {
        slug: row.slug,
        name: row.name,
        country: row.country_code,
        designated: row.designated,
        lat: row.lat,
        lon: row.lon,
        population: row.population.and_then(natural),
        updated: u32::try_from(row.updated_at.timestamp() / SECONDS_A_DAY).unwrap_or(0),
        timezone: row.timezone,
        geonames_id: row.geonames_id.and_then(natural),
        unconfirmed: row.confidence == "medium",
        ..City::default()
    }
}

async fn add_fields(
    moment: &DatabaseTransaction,
    places: &Places,
    cities: &mut [City],
) -> Result<(), DbErr> {
    let rows = city_field::Entity::find()
        .order_by_asc(city_field::Column::CityId)
        .order_by_asc(city_field::Column::ValidFrom)
        .all(moment)
        .await?;
    for row in rows {
        if let Some(city) = at(places, row.city_id, cities) {
            city.fields.push(FieldPeriod {
                field: row.field_key,
                from: row.valid_from,
                until: row.valid_until,
            });
        }
    }
    Ok(())
}

async fn add_recognitions(
    moment: &DatabaseTransaction,
    places: &Places,
    cities: &mut [City],
) -> Result<(), DbErr> {
    let rows: Vec<(i32, String)> = recognition::Entity::find()
        .select_only()
        .columns([recognition::Column::CityId, recognition::Column::Kind])
        .order_by_asc(recognition::Column::CityId)
        .order_by_asc(recognition::Column::Kind)
        .into_tuple()
        .all(moment)
        .await?;
    for (id, kind) in rows {
        if let Some(city) = at(places, id, cities) {
            city.recognitions.push(kind);
        }
    }
    Ok(())
}

async fn names(moment: &DatabaseTransaction, places: &Places) -> Result<Vec<(u32, String)>, DbErr> {
    let rows: Vec<(i32, String)> = city_name::Entity::find()
        .select_only()
        .columns([city_name::Column::CityId, city_name::Column::Name])
        .order_by_asc(city_name::Column::CityId)
        .order_by_asc(city_name::Column::Id)
        .into_tuple()
        .all(moment)
        .await?;
    let placed = |(id, name)| Some((*places.get(&id)?, name));
    Ok(rows.into_iter().filter_map(placed).collect())
}

fn at<'a>(places: &Places, id: i32, cities: &'a mut [City]) -> Option<&'a mut City> {
    cities.get_mut(*places.get(&id)? as usize)
}
