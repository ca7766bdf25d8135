//! What the tests share: a seeded network, and plain SQL.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, QueryResult, Statement};
use store::testing::TestDatabase;

/// Gives a database its schema.
pub async fn migrate(database: &TestDatabase) {
    Migrator::up(&database.db, None).await.unwrap();
}

/// Gives a database its schema and the known network.
pub async fn populate(database: &TestDatabase) {
    migrate(database).await;
    store::seed::seed(&database.db).await.unwrap();
}

/// Runs one statement.
pub async fn run(db: &DatabaseConnection, sql: &str) -> Result<u64, DbErr> {
    Ok(db.execute_unprepared(sql).await?.rows_affected())
}

/// Rows of a query.
pub async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.unwrap()
}

/// The first column of a query, as text.
pub async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = rows(db, sql).await;
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

/// A number from a query that gives one.
pub async fn number(db: &DatabaseConnection, sql: &str) -> i64 {
    rows(db, sql).await[0].try_get_by_index(0).unwrap()
}
