//! Brings the known network into the database: what is missing, and what nobody edited.
//!
//! Whoever writes a city, or its fields or names, sets `edited` on the city; from then on it belongs to people.
//! Nothing is ever deleted.

mod children;
mod cities;
mod files;
mod report;
mod table;
mod terms;

use chrono::Utc;
use sea_orm::{ActiveValue::Set, DatabaseConnection, DbErr, EntityTrait, sea_query::OnConflict};

use crate::{
    entity::{city, class, country, development_group, field, region, seed_state},
    error::StoreError,
};
use table::write;

pub use report::{SeedReport, Tally};

/// The row of `seed_state` that stands for these seeds.
const NAME: &str = "directory";

/// Seeds the database; quick where the same seeds were brought in before. One transaction a table.
pub async fn seed(db: &DatabaseConnection) -> Result<SeedReport, StoreError> {
    let fingerprint = files::fingerprint();
    let known = seed_state::Entity::find_by_id(NAME).one(db).await?;
    let mut report = SeedReport::default();
    if known.is_some_and(|known| known.fingerprint == fingerprint) {
        return Ok(report);
    }
    // In an order in which every row finds those that it refers to.
    write::<region::Entity>(db, terms::regions()?, &mut report).await?;
    write::<field::Entity>(db, terms::fields()?, &mut report).await?;
    write::<country::Entity>(db, terms::countries()?, &mut report).await?;
    write::<development_group::Entity>(db, terms::development_groups()?, &mut report).await?;
    write::<class::Entity>(db, terms::classes()?, &mut report).await?;
    write::<city::Entity>(db, cities::cities()?, &mut report).await?;
    report.add("city_field", children::fields(db).await?);
    report.add("city_name", children::names(db).await?);
    remember(db, fingerprint).await?;
    Ok(report)
}

async fn remember(db: &DatabaseConnection, fingerprint: String) -> Result<(), DbErr> {
    let state = seed_state::ActiveModel {
        name: Set(NAME.to_owned()),
        fingerprint: Set(fingerprint),
        seeded_at: Set(Utc::now()),
    };
    let replace = OnConflict::column(seed_state::Column::Name)
        .update_columns([
            seed_state::Column::Fingerprint,
            seed_state::Column::SeededAt,
        ])
        .to_owned();
    seed_state::Entity::insert(state)
        .on_conflict(replace)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
