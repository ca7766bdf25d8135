//! Seeding: again and again, beside what people do.

use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, TransactionTrait};
use store::{
    load_roster,
    seed::{SeedReport, Tally, seed},
    testing::{Engine, TestDatabase},
};

use crate::support::{migrate, number, populate, run, texts};

store::on_both_databases! {
    seeding_an_empty_database_inserts_everything,
    seeding_twice_changes_nothing,
    an_edited_city_is_left_alone_and_an_unedited_one_follows_the_seeds,
    a_correction_of_a_year_moves_the_period,
    an_edited_country_is_left_alone,
    what_is_missing_comes_back,
    a_city_that_clashes_with_a_persons_is_left_out,
    two_processes_may_seed_at_once,
    whoever_refers_to_a_city_keeps_no_seeds_waiting,
}

/// Seeds as after a change to the seed files.
async fn seed_anew(database: &TestDatabase) -> SeedReport {
    run(
        &database.db,
        "UPDATE seed_state SET fingerprint = 'of before'",
    )
    .await
    .unwrap();
    seed(&database.db).await.unwrap()
}

fn tally(report: &SeedReport, table: &str) -> Tally {
    report
        .tables
        .iter()
        .find(|(name, _)| *name == table)
        .unwrap()
        .1
}

fn inserted(inserted: u64) -> Tally {
    Tally {
        inserted,
        ..Tally::default()
    }
}

async fn seeding_an_empty_database_inserts_everything(database: TestDatabase) {
    migrate(&database).await;
    let start = Instant::now();
    let report = seed(&database.db).await.unwrap();
    println!(
        "{:?} seeded in {:?}: {report}",
        database.engine,
        start.elapsed()
    );
    let start = Instant::now();
    assert!(seed(&database.db).await.unwrap().was_current());
    println!(
        "{:?} seeded again in {:?}",
        database.engine,
        start.elapsed()
    );
    let start = Instant::now();
    load_roster(&database.db).await.unwrap();
    println!("{:?} loaded in {:?}", database.engine, start.elapsed());
    let expected = [
        ("region", inserted(5)),
        ("field", inserted(8)),
        ("country", inserted(194)),
        ("development_group", inserted(194)),
        ("class", inserted(8)),
        ("city", inserted(404)),
        ("city_field", inserted(405)),
        ("city_name", inserted(12_547)),
    ];
    assert_eq!(report.tables, expected);
    assert_eq!(
        report.to_string(),
        "13765 rows inserted, 0 updated, 0 kept as people edited them"
    );
}

async fn seeding_twice_changes_nothing(database: TestDatabase) {
    populate(&database).await;
    let before = load_roster(&database.db).await.unwrap();
    let report = seed_anew(&database).await;
    assert_eq!(report.total(), Tally::default());
    assert!(!report.was_current());
    assert_eq!(load_roster(&database.db).await.unwrap(), before);
    assert_eq!(
        number(&database.db, "SELECT COUNT(*) FROM city WHERE version <> 1").await,
        0
    );
    let report = seed(&database.db).await.unwrap();
    assert!(report.was_current());
}

async fn an_edited_city_is_left_alone_and_an_unedited_one_follows_the_seeds(
    database: TestDatabase,
) {
    populate(&database).await;
    let db = &database.db;
    run(
        db,
        "UPDATE city SET name = 'Lugdunum', population = 1, edited = TRUE WHERE slug = 'lyon'",
    )
    .await
    .unwrap();
    run(
        db,
        "DELETE FROM city_name WHERE city_id = (SELECT id FROM city WHERE slug = 'lyon')",
    )
    .await
    .unwrap();
    run(db, "UPDATE city_field SET valid_from = 2009 WHERE valid_from = 2008 AND city_id = (SELECT id FROM city WHERE slug = 'lyon')").await.unwrap();
    run(
        db,
        "UPDATE city SET name = 'Bononia', population = NULL WHERE slug = 'bologna'",
    )
    .await
    .unwrap();
    let before = load_roster(db).await.unwrap();
    let report = seed_anew(&database).await;
    let after = load_roster(db).await.unwrap();

    let city = |roster: &domain::city::Roster, slug| {
        roster
            .cities
            .iter()
            .find(|c| c.slug == slug)
            .unwrap()
            .clone()
    };
    assert_eq!(city(&after, "lyon"), city(&before, "lyon"));
    assert_eq!(after.names, before.names);
    assert_eq!(city(&after, "bologna").name, "Bologna");
    assert!(city(&after, "bologna").population.is_some());
    assert_eq!(
        number(
            db,
            "SELECT CAST(version AS bigint) FROM city WHERE slug = 'bologna'"
        )
        .await,
        2
    );
    assert_eq!(
        texts(db, "SELECT slug FROM city WHERE version <> 1").await,
        ["bologna"]
    );
    assert_eq!(
        texts(db, "SELECT slug FROM city WHERE updated_at > created_at").await,
        ["bologna"]
    );

    assert_eq!(
        tally(&report, "city"),
        Tally {
            inserted: 0,
            updated: 1,
            kept: 1
        }
    );
    assert_eq!(
        tally(&report, "city_field"),
        Tally {
            inserted: 0,
            updated: 0,
            kept: 2
        }
    );
    let names = tally(&report, "city_name");
    assert!(names.inserted == 0 && names.kept > 10, "{names:?}");
}

async fn a_correction_of_a_year_moves_the_period(database: TestDatabase) {
    populate(&database).await;
    let seeded = load_roster(&database.db).await.unwrap();
    // As if earlier seeds had had other years: Lyon's second period alone, then both.
    let moved = "UPDATE city_field SET valid_from = 2022 WHERE valid_from = 2023
        AND city_id = (SELECT id FROM city WHERE slug = 'lyon')";
    run(&database.db, moved).await.unwrap();
    assert_eq!(
        tally(&seed_anew(&database).await, "city_field"),
        Tally {
            updated: 1,
            ..Tally::default()
        }
    );
    let both = "UPDATE city_field SET valid_from = valid_from - 1
        WHERE city_id = (SELECT id FROM city WHERE slug = 'lyon')";
    run(&database.db, both).await.unwrap();
    assert_eq!(
        tally(&seed_anew(&database).await, "city_field"),
        Tally {
            updated: 2,
            ..Tally::default()
        }
    );
    assert_eq!(load_roster(&database.db).await.unwrap(), seeded);
}

async fn an_edited_country_is_left_alone(database: TestDatabase) {
    populate(&database).await;
    let db = &database.db;
    run(
        db,
        "UPDATE country SET words = '{\"en\":\"Türkiye!\"}', edited = TRUE WHERE code = 'TR'",
    )
    .await
    .unwrap();
    run(
        db,
        "UPDATE country SET words = '{\"en\":\"Gaul\"}' WHERE code = 'FR'",
    )
    .await
    .unwrap();
    run(db, "UPDATE development_group SET group_key = 'developed', edited = TRUE WHERE country_code = 'BR'").await.unwrap();
    let report = seed_anew(&database).await;
    assert_eq!(
        tally(&report, "country"),
        Tally {
            inserted: 0,
            updated: 1,
            kept: 1
        }
    );
    assert_eq!(
        tally(&report, "development_group"),
        Tally {
            inserted: 0,
            updated: 0,
            kept: 1
        }
    );
    let roster = load_roster(db).await.unwrap();
    let country = |code: &str| roster.countries.iter().find(|c| c.code == code).unwrap();
    assert_eq!(country("TR").words.get("en"), "Türkiye!");
    assert_eq!(country("FR").words.get("fr"), "France");
    assert_eq!(country("BR").development, "developed");
}

async fn what_is_missing_comes_back(database: TestDatabase) {
    populate(&database).await;
    let seeded = load_roster(&database.db).await.unwrap();
    run(&database.db, "DELETE FROM city WHERE slug = 'bologna'")
        .await
        .unwrap();
    run(&database.db, "DELETE FROM class WHERE year = 2025")
        .await
        .unwrap();
    let report = seed_anew(&database).await;
    assert_eq!(tally(&report, "city"), inserted(1));
    assert_eq!(tally(&report, "city_field"), inserted(1));
    assert_eq!(tally(&report, "class"), inserted(1));
    let roster = load_roster(&database.db).await.unwrap();
    assert_eq!(roster.cities.len(), 404);
    assert_eq!(roster.names.len(), seeded.names.len());
    assert_eq!(roster.classes, seeded.classes);
}

async fn a_city_that_clashes_with_a_persons_is_left_out(database: TestDatabase) {
    populate(&database).await;
    // A person took Lyon out and entered it under another slug.
    run(
        &database.db,
        "UPDATE city SET slug = 'lugdunum', edited = TRUE WHERE slug = 'lyon'",
    )
    .await
    .unwrap();
    let report = seed_anew(&database).await;
    assert_eq!(
        tally(&report, "city"),
        Tally {
            inserted: 0,
            updated: 0,
            kept: 1
        }
    );
    assert_eq!(
        tally(&report, "city_field"),
        Tally {
            inserted: 0,
            updated: 0,
            kept: 2
        }
    );
    assert_eq!(load_roster(&database.db).await.unwrap().cities.len(), 404);
}

async fn two_processes_may_seed_at_once(database: TestDatabase) {
    migrate(&database).await;
    let other = store::connect(&database.address).await.unwrap();
    let (one, two) = tokio::join!(seed(&database.db), seed(&other));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.total().inserted + two.total().inserted, 13_765);
    let roster = load_roster(&other).await.unwrap();
    assert_eq!((roster.cities.len(), roster.names.len()), (404, 12_547));
}

/// What made two processes that seed at once wait for each other for ever, now and then.
async fn whoever_refers_to_a_city_keeps_no_seeds_waiting(database: TestDatabase) {
    populate(&database).await;
    let other = store::connect(&database.address).await.unwrap();
    let txn = other.begin().await.unwrap();
    let refer = "INSERT INTO confirmation (city_id, asked_at) SELECT id, NULL FROM city WHERE slug = 'lyon'";
    txn.execute_unprepared(refer).await.unwrap();
    // SQLite has one writer at a time: there the other has to end first.
    let open = match database.engine {
        Engine::Sqlite => {
            txn.commit().await.unwrap();
            None
        }
        Engine::Postgres => Some(txn),
    };
    let seeding = tokio::time::timeout(Duration::from_secs(20), seed_anew(&database));
    let report = seeding.await.expect("seeding waits for a reader of a city");
    assert_eq!(report.total().inserted, 0);
    drop(open);
}
