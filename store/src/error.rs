//! What can go wrong between us and the database, one clear line each.

use std::path::PathBuf;

use sea_orm::DbErr;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names no database that we speak to.
    #[error(
        "the database address must begin with sqlite: or postgres: and be well formed, unlike \"{0}\""
    )]
    Address(String),
    /// The folder of an SQLite file cannot be made.
    #[error("cannot make the folder {} for the database: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database does not open.
    #[error("cannot open the database {address}: {reason}")]
    Open {
        /// Where it should be, without a password.
        address: String,
        /// What it answered.
        reason: String,
    },
    /// A statement failed.
    #[error("the database refused: {0}")]
    Database(#[from] DbErr),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Randomness(String),
    /// A seed file in the program is not as its reader expects.
    #[error("the seeds {file} cannot be read: {reason}")]
    Seed {
        /// Name of the file.
        file: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A row holds something that no writer of ours puts there.
    #[error("the row {key} of table {table} cannot be understood: {reason}")]
    Row {
        /// Name of the table.
        table: &'static str,
        /// Key of the row.
        key: String,
        /// What is wrong with it.
        reason: String,
    },
}
