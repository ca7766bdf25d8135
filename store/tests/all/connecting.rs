//! Opening databases, and saying why one does not open.

use store::{StoreError, connect, testing::TestDatabase};

use crate::support::{number, run, texts};

store::on_both_databases! { a_database_that_does_not_exist_is_one_clear_line }

async fn a_database_that_does_not_exist_is_one_clear_line(database: TestDatabase) {
    // Beside the real one: a folder in place of the file, or a name that the server does not know.
    let address = match database.address.strip_suffix("/test.db") {
        Some(folder) => folder.to_owned(),
        None => format!("{}_gone", database.address),
    };
    let message = connect(&address).await.unwrap_err().to_string();
    assert!(
        message.starts_with(&format!("cannot open the database {address}: ")),
        "{message}"
    );
    assert!(!message.contains('\n'), "{message}");
}

#[tokio::test]
async fn an_sqlite_file_is_made_with_its_folder_and_opened_for_many_readers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data/deep/ensemble.db");
    let db = connect(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    assert!(file.is_file());
    assert_eq!(texts(&db, "PRAGMA journal_mode").await, ["wal"]);
    assert_eq!(number(&db, "PRAGMA busy_timeout").await, 5000);
    assert_eq!(number(&db, "PRAGMA foreign_keys").await, 1);
}

#[tokio::test]
async fn a_database_in_memory_lives_as_long_as_its_connection() {
    let db = connect("sqlite::memory:").await.unwrap();
    run(&db, "CREATE TABLE thing (id integer)").await.unwrap();
    assert_eq!(number(&db, "SELECT COUNT(*) FROM thing").await, 0);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    std::fs::write(&file, "Dear city, ".repeat(200)).unwrap();
    let address = format!("sqlite:{}", file.display());
    let message = connect(&address).await.unwrap_err().to_string();
    assert_eq!(
        message,
        format!("cannot open the database {address}: file is not a database")
    );
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let address = format!("sqlite:{}/a.db", file.display());
    let error = connect(&address).await.unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_one_clear_line_without_the_password() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let address = format!("postgres://ensemble:secret@127.0.0.1:{port}/ensemble");
    let message = connect(&address).await.unwrap_err().to_string();
    let expected = format!(
        "cannot open the database postgres://ensemble@127.0.0.1:{port}/ensemble: \
         nothing answered there within 5 seconds; is it running?"
    );
    assert_eq!(message, expected);
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused() {
    for address in [
        "mysql://root@localhost/ensemble",
        "data/ensemble.db",
        "",
        "postgres://[",
    ] {
        let error = connect(address).await.unwrap_err();
        assert!(
            matches!(error, StoreError::Address(_)),
            "{address}: {error}"
        );
    }
}
