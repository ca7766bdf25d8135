//! What the database itself refuses.

use sea_orm::SqlErr;
use store::testing::TestDatabase;

use crate::support::{number, populate, run};

store::on_both_databases! {
    a_slug_is_given_once,
    a_city_of_an_unknown_country_is_refused,
    a_country_with_members_cannot_be_deleted,
    a_city_holds_one_field_from_a_year,
    a_city_holds_known_fields_alone,
    a_period_ends_after_it_begins,
    a_point_lies_on_the_earth,
    a_country_has_one_first_development_group,
    a_city_holds_a_recognition_once,
    a_deleted_city_takes_its_fields_and_names_along,
}

const LYON: &str = "(SELECT id FROM city WHERE slug = 'lyon')";

/// What kind of refusal a statement meets.
async fn refusal(database: &TestDatabase, sql: &str) -> Option<SqlErr> {
    populate(database).await;
    run(&database.db, sql).await.expect_err(sql).sql_err()
}

fn city(slug: &str, country: &str, lat: f64) -> String {
    format!(
        "INSERT INTO city (slug, name, country_code, designated, lat, lon, timezone, confidence, created_at, updated_at)
         VALUES ('{slug}', 'X', '{country}', 2025, {lat}, 0, 'UTC', 'high', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00')"
    )
}

async fn a_slug_is_given_once(database: TestDatabase) {
    let refusal = refusal(&database, &city("lyon", "FR", 0.0)).await;
    assert!(
        matches!(refusal, Some(SqlErr::UniqueConstraintViolation(_))),
        "{refusal:?}"
    );
}

async fn a_city_of_an_unknown_country_is_refused(database: TestDatabase) {
    let refusal = refusal(&database, &city("atlantis", "ZZ", 0.0)).await;
    assert!(
        matches!(refusal, Some(SqlErr::ForeignKeyConstraintViolation(_))),
        "{refusal:?}"
    );
}

async fn a_country_with_members_cannot_be_deleted(database: TestDatabase) {
    let refusal = refusal(&database, "DELETE FROM country WHERE code = 'FR'").await;
    assert!(
        matches!(refusal, Some(SqlErr::ForeignKeyConstraintViolation(_))),
        "{refusal:?}"
    );
}

async fn a_city_holds_one_field_from_a_year(database: TestDatabase) {
    let sql = format!(
        "INSERT INTO city_field (city_id, field_key, valid_from) VALUES ({LYON}, 'music', 2023)"
    );
    let refusal = refusal(&database, &sql).await;
    assert!(
        matches!(refusal, Some(SqlErr::UniqueConstraintViolation(_))),
        "{refusal:?}"
    );
}

async fn a_city_holds_known_fields_alone(database: TestDatabase) {
    let sql = format!(
        "INSERT INTO city_field (city_id, field_key, valid_from) VALUES ({LYON}, 'juggling', 2030)"
    );
    let refusal = refusal(&database, &sql).await;
    assert!(
        matches!(refusal, Some(SqlErr::ForeignKeyConstraintViolation(_))),
        "{refusal:?}"
    );
}

async fn a_period_ends_after_it_begins(database: TestDatabase) {
    populate(&database).await;
    let sql = format!(
        "INSERT INTO city_field (city_id, field_key, valid_from, valid_until) VALUES ({LYON}, 'music', 2030, 2030)"
    );
    let message = run(&database.db, &sql).await.unwrap_err().to_string();
    assert!(
        message.to_lowercase().contains("check constraint"),
        "{message}"
    );
}

async fn a_point_lies_on_the_earth(database: TestDatabase) {
    populate(&database).await;
    let message = run(&database.db, &city("above", "FR", 90.5))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        message.to_lowercase().contains("check constraint"),
        "{message}"
    );
}

async fn a_country_has_one_first_development_group(database: TestDatabase) {
    let sql = "INSERT INTO development_group (country_code, group_key, source, recorded_on)
               VALUES ('FR', 'developing', 'a slip', '2026-01-01')";
    let refusal = refusal(&database, sql).await;
    assert!(
        matches!(refusal, Some(SqlErr::UniqueConstraintViolation(_))),
        "{refusal:?}"
    );
}

async fn a_city_holds_a_recognition_once(database: TestDatabase) {
    let one = format!("({LYON}, 'creative-hub', 'a report', 2020)");
    let sql =
        format!("INSERT INTO recognition (city_id, kind, evidence, since) VALUES {one}, {one}");
    let refusal = refusal(&database, &sql).await;
    assert!(
        matches!(refusal, Some(SqlErr::UniqueConstraintViolation(_))),
        "{refusal:?}"
    );
}

async fn a_deleted_city_takes_its_fields_and_names_along(database: TestDatabase) {
    populate(&database).await;
    run(&database.db, "DELETE FROM city WHERE slug = 'lyon'")
        .await
        .unwrap();
    for table in ["city_field", "city_name", "recognition"] {
        let orphans =
            format!("SELECT COUNT(*) FROM {table} WHERE city_id NOT IN (SELECT id FROM city)");
        assert_eq!(number(&database.db, &orphans).await, 0, "{table}");
    }
    assert_eq!(
        number(&database.db, "SELECT COUNT(*) FROM city_field").await,
        403
    );
}
