//! Everything that the public directory is made from, in one consistent read.

mod cities;
mod terms;

use domain::city::Roster;
use sea_orm::{
    DatabaseConnection, DbBackend, IsolationLevel, TransactionOptions, TransactionTrait,
};

use crate::error::StoreError;

/// Reads the whole network: one query a table, however many rows there are.
pub async fn load_roster(db: &DatabaseConnection) -> Result<Roster, StoreError> {
    // All tables as of one moment. SQLite gives that to any transaction, PostgreSQL to this level.
    let is_postgres = db.get_database_backend() == DbBackend::Postgres;
    let moment = db
        .begin_with_options(TransactionOptions {
            isolation_level: is_postgres.then_some(IsolationLevel::RepeatableRead),
            ..TransactionOptions::default()
        })
        .await?;
    let (cities, names) = cities::cities(&moment).await?;
    let roster = Roster {
        fields: terms::fields(&moment).await?,
        regions: terms::regions(&moment).await?,
        countries: terms::countries(&moment).await?,
        classes: terms::classes(&moment).await?,
        cities,
        names,
    };
    moment.commit().await?;
    Ok(roster)
}
