//! Writing the seeds of one table: missing rows in batches, changed rows one by one.

use std::{collections::HashMap, hash::Hash};

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ActiveValue, DatabaseConnection, DatabaseTransaction,
    DbErr, EntityTrait, IntoActiveModel, Iterable, QuerySelect,
    sea_query::{LockType, OnConflict},
};

use super::report::{SeedReport, Tally};
use crate::connect::begin_write;

/// Values in one statement: SQLite takes 32,766, PostgreSQL 65,535.
const MOST_VALUES: usize = 30_000;
/// Rows in one statement; more of them make it no quicker.
const MOST_ROWS: usize = 1_000;

/// A table that seeds fill.
pub(super) trait Seeded:
    EntityTrait<Model: IntoActiveModel<Self::ActiveModel>, ActiveModel: ActiveModelBehavior + Send>
{
    /// What makes a row of a seed and a row of the table the same.
    type Key: Eq + Hash + Send;

    /// The key of a row.
    fn key(row: &Self::Model) -> Self::Key;

    /// Whether a person edited the row.
    fn is_edited(_row: &Self::Model) -> bool {
        false
    }

    /// Notes on a new or changed row when that was.
    fn stamp(_row: &mut Self::ActiveModel) {}
}

/// Seeds of a table: each with its key and the columns that it knows.
pub(super) type Seeds<E> = Vec<(<E as Seeded>::Key, <E as EntityTrait>::ActiveModel)>;

/// Writes the seeds of a table in one transaction, and reports it.
pub(super) async fn write<E: Seeded>(
    db: &DatabaseConnection,
    seeds: Seeds<E>,
    report: &mut SeedReport,
) -> Result<(), DbErr> {
    let txn = begin_write(db).await?;
    let tally = write_in::<E>(&txn, seeds).await?;
    txn.commit().await?;
    report.add(E::default().table_name(), tally);
    Ok(())
}

/// Writes the seeds of a table in a transaction that goes on.
pub(super) async fn write_in<E: Seeded>(
    txn: &DatabaseTransaction,
    seeds: Seeds<E>,
) -> Result<Tally, DbErr> {
    // Locked, so that nobody edits a row between our look at it and our change; whoever only refers to it goes on, as
    // another process that seeds does: the two would else wait for each other.
    let rows = E::find().lock(LockType::NoKeyUpdate).all(txn).await?;
    let mut known: HashMap<E::Key, E::Model> =
        rows.into_iter().map(|row| (E::key(&row), row)).collect();
    let mut tally = Tally::default();
    let mut missing = Vec::new();
    for (key, seed) in seeds {
        match known.remove(&key) {
            None => missing.push(seed),
            Some(row) if E::is_edited(&row) => tally.kept += 1,
            Some(row) => tally.updated += update::<E>(txn, row, &seed).await?,
        }
    }
    let wanted = missing.len() as u64;
    tally.inserted = insert::<E>(txn, missing).await?;
    tally.kept += wanted - tally.inserted;
    Ok(tally)
}

/// Brings a row to the values of its seed; says how many rows that changed.
async fn update<E: Seeded>(
    txn: &DatabaseTransaction,
    row: E::Model,
    seed: &E::ActiveModel,
) -> Result<u64, DbErr> {
    let mut row = row.into_active_model();
    for column in E::Column::iter() {
        if let ActiveValue::Set(value) = seed.get(column) {
            row.set_if_not_equals(column, value);
        }
    }
    if !row.is_changed() {
        return Ok(0);
    }
    E::stamp(&mut row);
    Ok(row.update_without_returning(txn).await?.rows_affected)
}

/// Inserts rows in batches; says how many. One that clashes with another row is left out.
async fn insert<E: Seeded>(
    txn: &DatabaseTransaction,
    mut rows: Vec<E::ActiveModel>,
) -> Result<u64, DbErr> {
    rows.iter_mut().for_each(E::stamp);
    let columns = E::Column::iter().count().max(1);
    let mut rows = rows.into_iter().peekable();
    let mut inserted = 0;
    while rows.peek().is_some() {
        let batch = rows.by_ref().take(MOST_ROWS.min(MOST_VALUES / columns));
        inserted += E::insert_many(batch)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(txn)
            .await?;
    }
    Ok(inserted)
}
