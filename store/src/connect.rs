//! Opening a database: an SQLite file or a PostgreSQL server, by address.

use std::{path::Path, str::FromStr, time::Duration};

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
    sqlx::{
        Error,
        postgres::{PgConnectOptions, PgPoolOptions},
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
    },
};

use crate::error::StoreError;

/// How long a statement waits for another writer, and a task for a free connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections to an SQLite file: readers beside the one writer.
const SQLITE_CONNECTIONS: u32 = 4;
/// Connections to PostgreSQL, well below the 100 that it allows to all its clients.
const POSTGRES_CONNECTIONS: u32 = 10;

/// Opens the database at an address: `sqlite:data/ensemble.db`, `sqlite::memory:`, `postgres://user@host/name`.
///
/// An SQLite file is made where it is missing, with its folder. No schema is touched.
pub async fn connect(address: &str) -> Result<DatabaseConnection, StoreError> {
    if address.starts_with("sqlite:") {
        sqlite(address).await
    } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
        postgres(address).await
    } else {
        Err(StoreError::Address(without_password(address)))
    }
}

/// Begins a transaction that will write. SQLite then waits its turn at once instead of failing halfway.
pub(crate) async fn begin_write(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    })
    .await
}

async fn sqlite(address: &str) -> Result<DatabaseConnection, StoreError> {
    let is_in_memory = address.contains(":memory:") || address.contains("mode=memory");
    let mut options = SqliteConnectOptions::from_str(address)
        .map_err(|_| StoreError::Address(address.to_owned()))?
        .foreign_keys(true)
        .busy_timeout(PATIENCE);
    let mut pool = SqlitePoolOptions::new().acquire_timeout(PATIENCE);
    if is_in_memory {
        // What is in memory goes with its last connection.
        pool = pool
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None);
    } else {
        make_folder(options.get_filename())?;
        pool = pool.max_connections(SQLITE_CONNECTIONS);
        // NORMAL is as safe as FULL with a write-ahead log, but for the last moment before a power cut.
        if !address.contains("mode=") {
            options = options.create_if_missing(true);
        }
        options = options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal);
    }
    let pool = pool.connect_with(options).await;
    Ok(pool.map_err(|error| cannot_open(address, &error))?.into())
}

async fn postgres(address: &str) -> Result<DatabaseConnection, StoreError> {
    let options = PgConnectOptions::from_str(address)
        .map_err(|_| StoreError::Address(without_password(address)))?
        .application_name("ensemble");
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await;
    Ok(pool
        .map_err(|error| cannot_open(&without_password(address), &error))?
        .into())
}

fn make_folder(file: &Path) -> Result<(), StoreError> {
    match file.parent() {
        Some(folder) => std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder {
            path: folder.to_owned(),
            source,
        }),
        None => Ok(()),
    }
}

fn cannot_open(address: &str, error: &Error) -> StoreError {
    let reason = match error {
        Error::PoolTimedOut => {
            let seconds = PATIENCE.as_secs();
            format!("nothing answered there within {seconds} seconds; is it running?")
        }
        Error::Database(error) => error.message().to_owned(),
        error => error.to_string(),
    };
    StoreError::Open {
        address: address.to_owned(),
        reason: reason.replace('\n', " "),
    }
}

/// An address that can be shown and logged.
fn without_password(address: &str) -> String {
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let (scheme, rest) = address.split_at(after_scheme);
    let authority = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(authority);
    match authority.rsplit_once('@') {
        Some((user, host)) => {
            let name = user.split(':').next().unwrap_or_default();
            format!("{scheme}{name}@{host}{path}")
        }
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_never_shown() {
        let shown = without_password("postgres://ensemble:se:cr@et@db.example:5432/ensemble?x=1");
        assert_eq!(shown, "postgres://ensemble@db.example:5432/ensemble?x=1");
        assert_eq!(without_password("sqlite:data/a.db"), "sqlite:data/a.db");
    }
}
