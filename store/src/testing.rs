//! Databases for tests: fresh ones on both engines, gone when the test process has ended.
//!
//! `on_both_databases!` runs the same test bodies on SQLite and on PostgreSQL. A machine without PostgreSQL fails them,
//! with the cure: a test that did not run has proved nothing.

mod postgres;

use sea_orm::DatabaseConnection;
use tempfile::TempDir;

use crate::connect;

/// An engine that we support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file of its own for each test.
    Sqlite,
    /// A database of its own for each test, in one cluster for each test process.
    Postgres,
}

/// An empty database for one test.
#[derive(Debug)]
pub struct TestDatabase {
    /// Which engine it is.
    pub engine: Engine,
    /// Its address, for whoever opens it anew.
    pub address: String,
    /// A connection to it.
    pub db: DatabaseConnection,
    // Dropped after the connection.
    _folder: Option<TempDir>,
}

impl TestDatabase {
    /// Makes an empty database.
    #[expect(
        clippy::panic,
        reason = "a test without its database fails, and says why"
    )]
    pub async fn new(engine: Engine) -> TestDatabase {
        match TestDatabase::try_new(engine).await {
            Ok(database) => database,
            Err(why) => panic!("{why}"),
        }
    }

    async fn try_new(engine: Engine) -> Result<TestDatabase, String> {
        let (address, folder) = match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
                let file = folder.path().join("test.db");
                (format!("sqlite:{}", file.display()), Some(folder))
            }
            Engine::Postgres => (postgres::new_database().await?, None),
        };
        let db = connect(&address).await.map_err(|error| error.to_string())?;
        Ok(TestDatabase {
            engine,
            address,
            db,
            _folder: folder,
        })
    }
}

/// Makes a test of each function, on each engine: `on_both_databases! { does_this, does_that }` with
/// `async fn does_this(database: TestDatabase)`.
#[macro_export]
macro_rules! on_both_databases {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::testing::TestDatabase::new($crate::testing::Engine::Sqlite).await).await;
            })+
        }

        mod on_postgres {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::testing::TestDatabase::new($crate::testing::Engine::Postgres).await).await;
            })+
        }
    };
}
