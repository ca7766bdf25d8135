//! The trail of events: whole as it is written, broken as soon as a row is touched.

use domain::{account::Email, event::Kind};
use store::{
    account::NewAccount,
    event::{Happening, TrailCheck, TrailQuery, check_trail, note, trail},
    testing::TestDatabase,
};

use crate::support::{migrate, run};

store::on_both_databases! {
    a_whole_trail_has_no_gap_and_fits_its_seals,
    a_row_changed_by_hand_is_named,
    a_row_taken_out_is_named,
    writers_at_the_same_time_keep_one_order,
    the_trail_is_read_the_newest_first,
}

async fn happen(database: &TestDatabase, times: usize) {
    for time in 0..times {
        let key = time.to_string();
        let happening = Happening {
            actor: Some(7),
            kind: Kind::SignedIn,
            entity: "session",
            key: &key,
            detail: "é ل",
        };
        note(&database.db, happening).await.unwrap();
    }
}

async fn a_whole_trail_has_no_gap_and_fits_its_seals(database: TestDatabase) {
    migrate(&database).await;
    assert_eq!(
        check_trail(&database.db).await.unwrap(),
        TrailCheck::Whole {
            events: 0,
            seal: String::new()
        }
    );
    // More than are read at a time.
    happen(&database, 1_003).await;
    let checked = check_trail(&database.db).await.unwrap();
    assert!(
        matches!(checked, TrailCheck::Whole { events: 1_003, .. }),
        "{checked:?}"
    );
}

async fn a_row_changed_by_hand_is_named(database: TestDatabase) {
    migrate(&database).await;
    happen(&database, 5).await;
    let changes = [
        "detail = 'other'",
        "actor_id = 8",
        "kind = 'signed-out'",
        "entity_key = '9'",
        "at = '2020-01-01 00:00:00+00:00'",
        "version = 2",
        "seal = 'x'",
    ];
    for change in changes {
        let txn = sea_orm::TransactionTrait::begin(&database.db)
            .await
            .unwrap();
        sea_orm::ConnectionTrait::execute_unprepared(
            &txn,
            "CREATE TABLE kept AS SELECT * FROM event",
        )
        .await
        .unwrap();
        txn.commit().await.unwrap();
        run(
            &database.db,
            &format!("UPDATE event SET {change} WHERE seq = 3"),
        )
        .await
        .unwrap();
        assert_eq!(
            check_trail(&database.db).await.unwrap(),
            TrailCheck::Broken { seq: 3 },
            "{change}"
        );
        run(&database.db, "DELETE FROM event").await.unwrap();
        run(&database.db, "INSERT INTO event SELECT * FROM kept")
            .await
            .unwrap();
        run(&database.db, "DROP TABLE kept").await.unwrap();
        assert!(matches!(
            check_trail(&database.db).await.unwrap(),
            TrailCheck::Whole { events: 5, .. }
        ));
    }
}

async fn a_row_taken_out_is_named(database: TestDatabase) {
    migrate(&database).await;
    happen(&database, 5).await;
    run(&database.db, "DELETE FROM event WHERE seq = 2")
        .await
        .unwrap();
    assert_eq!(
        check_trail(&database.db).await.unwrap(),
        TrailCheck::Broken { seq: 3 }
    );
}

async fn writers_at_the_same_time_keep_one_order(database: TestDatabase) {
    migrate(&database).await;
    let writers = (0..8).map(|_| {
        let db = database.db.clone();
        tokio::spawn(async move {
            for _ in 0..10 {
                let happening = Happening {
                    actor: None,
                    kind: Kind::RoleGiven,
                    entity: "account",
                    key: "1",
                    detail: "",
                };
                note(&db, happening).await.unwrap();
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let checked = check_trail(&database.db).await.unwrap();
    assert!(
        matches!(checked, TrailCheck::Whole { events: 80, .. }),
        "{checked:?}"
    );
}

async fn the_trail_is_read_the_newest_first(database: TestDatabase) {
    migrate(&database).await;
    let new = NewAccount {
        email: Email::parse("ana@a.example").unwrap(),
        name: "Ana".to_owned(),
        language: "en".to_owned(),
        password_hash: None,
        demo: false,
    };
    store::account::open_once(&database.db, new, None, chrono::Utc::now())
        .await
        .unwrap();
    happen(&database, 4).await;
    let ask = async |kind, before| {
        let query = TrailQuery {
            kind,
            before,
            limit: 3,
            ..TrailQuery::default()
        };
        let events = trail(&database.db, &query).await.unwrap();
        events
            .into_iter()
            .map(|event| event.seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(ask(None, None).await, [5, 4, 3]);
    assert_eq!(ask(None, Some(3)).await, [2, 1]);
    assert_eq!(ask(Some(Kind::AccountOpened), None).await, [1]);
}
