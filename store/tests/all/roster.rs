//! The network as it comes out of the database.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use domain::city::{City, Roster};
use store::{load_roster, testing::TestDatabase};

use crate::support::{migrate, populate, run};

store::on_both_databases! {
    the_roster_is_the_known_network,
    lyon_has_two_periods,
    the_latest_development_group_is_in_force,
    the_roster_takes_as_many_queries_for_an_empty_network_as_for_a_full_one,
    a_new_city_leaves_the_positions_of_the_others,
}

fn city<'a>(roster: &'a Roster, slug: &str) -> &'a City {
    roster.cities.iter().find(|city| city.slug == slug).unwrap()
}

async fn the_roster_is_the_known_network(database: TestDatabase) {
    populate(&database).await;
    let roster = load_roster(&database.db).await.unwrap();
    assert_eq!(roster.cities.len(), 404);
    assert_eq!(roster.countries.len(), 194);
    assert_eq!(roster.names.len(), 12_547);
    assert_eq!(roster.fields.len(), 8);
    assert_eq!(roster.regions.len(), 5);
    let classes: Vec<_> = roster
        .classes
        .iter()
        .map(|class| (class.year, class.members))
        .collect();
    assert_eq!(classes.first(), Some(&(2013, 41)));
    assert_eq!(classes.last(), Some(&(2025, 408)));
    let unconfirmed: Vec<_> = roster
        .cities
        .iter()
        .filter(|c| c.unconfirmed)
        .map(|c| c.slug.as_str())
        .collect();
    assert_eq!(unconfirmed.len(), 4, "{unconfirmed:?}");
    assert_eq!(
        roster
            .cities
            .iter()
            .filter(|city| city.population.is_none())
            .count(),
        8
    );
    assert!(
        roster
            .countries
            .iter()
            .all(|country| country.words.0.len() == 6)
    );
    assert!(
        roster
            .countries
            .iter()
            .all(|country| !country.development.is_empty())
    );

    let at = |(at, name): &(u32, String)| (roster.cities[*at as usize].slug.clone(), name.clone());
    let names: Vec<_> = roster.names.iter().map(at).collect();
    assert!(names.contains(&("edinburgh".into(), "Caeredin".into())));
    assert!(names.contains(&("lyon".into(), "里昂".into())));

    let edinburgh = city(&roster, "edinburgh");
    assert_eq!(
        (edinburgh.country.as_str(), edinburgh.designated),
        ("GB", 2004)
    );
    assert_eq!((edinburgh.lat, edinburgh.lon), (55.95206, -3.19648));
    assert_eq!(
        (edinburgh.population, edinburgh.geonames_id),
        (Some(514_990), Some(2_650_225))
    );
    assert_eq!(edinburgh.timezone, "Europe/London");
    // 24 November 2026 is day 20,781.
    assert!(
        edinburgh.updated >= 20_781 && edinburgh.updated < 60_000,
        "{}",
        edinburgh.updated
    );
}

async fn lyon_has_two_periods(database: TestDatabase) {
    populate(&database).await;
    let roster = load_roster(&database.db).await.unwrap();
    let lyon = city(&roster, "lyon");
    let periods: Vec<_> = lyon
        .fields
        .iter()
        .map(|p| (p.field.as_str(), p.until))
        .collect();
    assert_eq!(periods, [("media-arts", Some(2023)), ("literature", None)]);
    assert_eq!(
        roster
            .cities
            .iter()
            .filter(|city| city.fields.len() == 1)
            .count(),
        403
    );
}

async fn the_latest_development_group_is_in_force(database: TestDatabase) {
    populate(&database).await;
    let sql = "INSERT INTO development_group (country_code, group_key, valid_from, source, recorded_on) VALUES
        ('BR', 'developed', 2026, 'a decision', '2026-06-01'),
        ('BR', 'developing', 2020, 'an older decision', '2026-07-01')";
    run(&database.db, sql).await.unwrap();
    let roster = load_roster(&database.db).await.unwrap();
    let group = |code: &str| {
        &roster
            .countries
            .iter()
            .find(|c| c.code == code)
            .unwrap()
            .development
    };
    assert_eq!(group("BR"), "developed");
    assert_eq!(group("AR"), "developing");
}

async fn the_roster_takes_as_many_queries_for_an_empty_network_as_for_a_full_one(
    mut database: TestDatabase,
) {
    migrate(&database).await;
    let queries = Arc::new(AtomicU32::new(0));
    let counter = queries.clone();
    database.db.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    assert_eq!(load_roster(&database.db).await.unwrap(), Roster::default());
    let empty = queries.swap(0, Ordering::Relaxed);
    store::seed::seed(&database.db).await.unwrap();
    queries.store(0, Ordering::Relaxed);
    load_roster(&database.db).await.unwrap();
    assert_eq!(queries.load(Ordering::Relaxed), empty);
    assert_eq!(empty, 9);
}

async fn a_new_city_leaves_the_positions_of_the_others(database: TestDatabase) {
    populate(&database).await;
    let before = load_roster(&database.db).await.unwrap();
    let sql = "INSERT INTO city (slug, name, country_code, designated, lat, lon, timezone, confidence, created_at, updated_at)
        VALUES ('aaa', 'Aaa', 'FR', 2001, 0, 0, 'UTC', 'high', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00')";
    run(&database.db, sql).await.unwrap();
    run(
        &database.db,
        "UPDATE city SET name = 'Leith', version = 2 WHERE slug = 'edinburgh'",
    )
    .await
    .unwrap();
    let after = load_roster(&database.db).await.unwrap();
    assert_eq!(after.cities.len(), 405);
    assert_eq!(after.names, before.names);
    let slugs = |roster: &Roster| {
        roster
            .cities
            .iter()
            .map(|c| c.slug.clone())
            .take(404)
            .collect::<Vec<_>>()
    };
    assert_eq!(slugs(&after), slugs(&before));
}
