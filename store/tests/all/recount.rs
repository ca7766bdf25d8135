//! The directory's answers, counted again in plain SQL.

use std::collections::{BTreeMap, BTreeSet};

use domain::directory::{Facet, Index, Query, search};
use sea_orm::DatabaseConnection;
use store::{load_roster, testing::TestDatabase};

use crate::support::{populate, rows, run, texts};

store::on_both_databases! { counts_of_random_questions_equal_a_recount_in_sql }

const QUESTIONS: u64 = 250;

async fn counts_of_random_questions_equal_a_recount_in_sql(database: TestDatabase) {
    populate(&database).await;
    enrich(&database.db).await;
    let index = Index::new(load_roster(&database.db).await.unwrap());
    let (mut found_some, mut in_the_past, mut different) = (0, 0, BTreeSet::new());
    for seed in 0..QUESTIONS {
        let query = random_query(&index, &mut Random(seed));
        let found = search(&index, &query);
        assert_eq!(found.ignored, [], "{query}");
        let slugs: BTreeSet<String> = found
            .hits
            .iter()
            .map(|at| index.city(*at).unwrap().slug.clone())
            .collect();
        assert_eq!(slugs.len(), found.hits.len(), "{query} names a city twice");
        assert_eq!(
            slugs,
            recount_cities(&database.db, &query).await,
            "cities of {query}"
        );
        for (facet, counts) in Facet::ALL.into_iter().zip(&found.counts) {
            let counts: BTreeMap<String, i64> = counts
                .iter()
                .filter(|(_, n)| *n > 0)
                .map(|(key, n)| (key.clone(), i64::from(*n)))
                .collect();
            let recount = recount_facet(&database.db, &query, facet).await;
            assert_eq!(counts, recount, "{} of {query}", facet.key());
        }
        found_some += u32::from(!slugs.is_empty());
        in_the_past += u32::from(query.as_of.is_some() && !slugs.is_empty());
        different.insert(query.to_string());
    }
    // The questions have to be worth asking.
    println!(
        "{} different questions, {found_some} with cities, {in_the_past} of the past",
        different.len()
    );
    assert!(different.len() >= 200 && found_some >= 120 && in_the_past >= 40);
}

/// What the seeds lack: recognitions, cities that changed their field, countries that changed their group.
async fn enrich(db: &DatabaseConnection) {
    for sql in [
        "INSERT INTO recognition (city_id, kind, evidence, since)
            SELECT id, 'creative-hub', 'a report', 2020 FROM city WHERE id % 3 = 0",
        "INSERT INTO recognition (city_id, kind, evidence, since)
            SELECT id, 'socio-cultural-cluster', 'a report', 2022 FROM city WHERE id % 5 = 0",
        "UPDATE city_field SET valid_until = 2021 WHERE city_id % 7 = 0 AND valid_from < 2021 AND valid_until IS NULL",
        "INSERT INTO city_field (city_id, field_key, valid_from)
            SELECT city_id, 'film', 2021 FROM city_field WHERE valid_until = 2021",
        "INSERT INTO development_group (country_code, group_key, valid_from, source, recorded_on)
            SELECT code, 'developed', 2020, 'a decision', '2026-01-01' FROM country WHERE code IN ('BR', 'CN', 'MX')",
        "INSERT INTO development_group (country_code, group_key, valid_from, source, recorded_on)
            SELECT code, 'developing', 2015, 'an older decision', '2026-02-01' FROM country WHERE code IN ('CN', 'FR')",
    ] {
        assert!(run(db, sql).await.unwrap() > 0, "{sql}");
    }
}

/// Numbers that are the same on every machine (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).unwrap()
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// Every facet ticked now and then, with one to four values; years now and then.
fn random_query(index: &Index, random: &mut Random) -> Query {
    let everything = search(index, &Query::default()).counts;
    let mut address = Vec::new();
    for (facet, values) in Facet::ALL.into_iter().zip(&everything) {
        if random.once_in(3) {
            // Mostly values with many cities, or hardly any question would find one.
            let mut values: Vec<_> = values.clone();
            values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let limit = if random.once_in(4) {
                values.len()
            } else {
                values.len().min(12)
            };
            for _ in 0..=random.below(4) {
                address.push(format!("{}={}", facet.key(), values[random.below(limit)].0));
            }
        }
    }
    for (parameter, often) in [("year_from", 4), ("year_to", 4), ("as_of", 2)] {
        if random.once_in(often) {
            address.push(format!("{parameter}={}", 2003 + random.below(24)));
        }
    }
    let (query, ignored) = Query::parse(&address.join("&"));
    assert_eq!(ignored, []);
    query
}

/// Members in the years of the question, each with the value that it has in every facet of one value.
fn members(query: &Query) -> String {
    let period = query.as_of.map_or("1 = 1".to_owned(), |year| {
        format!("f.valid_from <= {year} AND (f.valid_until IS NULL OR f.valid_until > {year})")
    });
    let years = [
        ("year_from", ">=", query.year_from),
        ("year_to", "<=", query.year_to),
        ("as_of", "<=", query.as_of),
    ];
    let years: String = years
        .iter()
        .filter_map(|(_, sign, year)| year.map(|year| format!(" AND c.designated {sign} {year}")))
        .collect();
    format!(
        "WITH member AS (
            SELECT c.id, c.slug, c.country_code AS country, land.region_key AS region,
                (SELECT f.field_key FROM city_field f WHERE f.city_id = c.id AND {period}
                    ORDER BY f.valid_from DESC LIMIT 1) AS field,
                (SELECT g.group_key FROM development_group g WHERE g.country_code = c.country_code
                    ORDER BY COALESCE(g.valid_from, 0) DESC LIMIT 1) AS development
            FROM city c JOIN country land ON land.code = c.country_code
            WHERE 1 = 1{years}) "
    )
}

/// Ticked values of every facet but one, as conditions.
fn conditions(query: &Query, but: Option<Facet>) -> String {
    let mut sql = "1 = 1".to_owned();
    for facet in Facet::ALL.into_iter().filter(|facet| Some(*facet) != but) {
        let ticked: Vec<String> = query
            .ticked(facet)
            .iter()
            .map(|value| format!("'{value}'"))
            .collect();
        let ticked = ticked.join(", ");
        if ticked.is_empty() {
            continue;
        }
        sql += &match facet {
            Facet::Recognition => format!(
                " AND EXISTS (SELECT 1 FROM recognition r WHERE r.city_id = member.id AND r.kind IN ({ticked}))"
            ),
            _ => format!(" AND member.{} IN ({ticked})", facet.key()),
        };
    }
    sql
}

async fn recount_cities(db: &DatabaseConnection, query: &Query) -> BTreeSet<String> {
    let sql = format!(
        "{} SELECT slug FROM member WHERE {}",
        members(query),
        conditions(query, None)
    );
    texts(db, &sql).await.into_iter().collect()
}

async fn recount_facet(
    db: &DatabaseConnection,
    query: &Query,
    facet: Facet,
) -> BTreeMap<String, i64> {
    let (value, join) = match facet {
        Facet::Recognition => ("r.kind", "JOIN recognition r ON r.city_id = member.id"),
        facet => (facet.key(), ""),
    };
    let sql = format!(
        "{} SELECT {value} AS value, COUNT(*) AS cities FROM member {join} WHERE {value} IS NOT NULL AND {} GROUP BY {value}",
        members(query),
        conditions(query, Some(facet)),
    );
    let count = |row: &sea_orm::QueryResult| {
        (
            row.try_get("", "value").unwrap(),
            row.try_get("", "cities").unwrap(),
        )
    };
    rows(db, &sql).await.iter().map(count).collect()
}
