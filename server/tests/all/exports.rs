//! The directory for programs.

use axum::http::{Request, StatusCode};
use domain::city::{City, Country, Roster};

use crate::support::{Client, ORIGIN, listed};

const QUERIES: [&str; 8] = [
    "",
    "field=music&region=africa",
    "q=san",
    "country=IT&country=FR&sort=population",
    "development=developing&sort=year&dir=asc&page=2",
    "as_of=2015&field=media-arts",
    "year_from=2019&year_to=2021&page=3",
    "recognition=creative-hub",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_has_the_shape_of_the_contract() {
    let answer = Client::new().await.get("/cities.json").await;
    assert_eq!(answer.header("content-type"), "application/json");
    let list = answer.json();
    assert_eq!(
        (&list["total"], &list["page"], &list["pages"]),
        (&404.into(), &1.into(), &9.into())
    );
    assert_eq!(list["items"].as_array().unwrap().len(), 48);
    let keys = [
        "slug",
        "name",
        "country",
        "region",
        "field",
        "designated",
        "lat",
        "lon",
        "population",
        "development",
    ];
    for key in keys {
        assert!(list["items"][0].get(key).is_some(), "{key}");
    }
    for (facet, values) in [
        ("field", 8),
        ("region", 5),
        ("country", 194),
        ("development", 2),
    ] {
        assert_eq!(
            list["facets"][facet].as_array().unwrap().len(),
            values,
            "{facet}"
        );
    }
    let countries = list["facets"]["country"].as_array().unwrap();
    assert!(countries.iter().any(|country| country["count"] == 0));
    assert!(
        list["credit"]["text"]
            .as_str()
            .unwrap()
            .contains("GeoNames")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_has_the_rows_of_the_page() {
    let client = Client::new().await;
    for query in QUERIES {
        let page = listed(
            &client
                .get(&format!("/cities?{query}&view=table"))
                .await
                .body,
        );
        let list = client.get(&format!("/cities.json?{query}")).await.json();
        let items: Vec<&str> = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["slug"].as_str().unwrap())
            .collect();
        assert_eq!(page, items, "{query}");

        let table = client.get(&format!("/cities.csv?{query}")).await.body;
        let geo = client.get(&format!("/cities.geojson?{query}")).await.json();
        let features = geo["features"].as_array().unwrap();
        let slugs: Vec<&str> = features
            .iter()
            .map(|feature| feature["id"].as_str().unwrap())
            .collect();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let rows: Vec<String> = reader
            .records()
            .map(|row| row.unwrap()[0].to_owned())
            .collect();
        assert_eq!(rows, slugs, "{query}");
        assert_eq!(
            rows.len() as u64,
            list["total"].as_u64().unwrap(),
            "{query}"
        );
        assert!(items.iter().all(|item| slugs.contains(item)), "{query}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_paged_as_asked() {
    let client = Client::new().await;
    let list = client.get("/cities.json?per_page=500").await.json();
    assert_eq!(
        (list["items"].as_array().unwrap().len(), &list["pages"]),
        (404, &1.into())
    );
    let beyond = client.get("/cities.json?page=999999").await;
    assert_eq!(beyond.status, StatusCode::OK);
    assert_eq!(
        (
            beyond.json()["items"].as_array().unwrap().len(),
            &beyond.json()["pages"]
        ),
        (0, &9.into())
    );
    for ignored in ["page=-1", "per_page=501", "per_page=0"] {
        let list = client.get(&format!("/cities.json?{ignored}")).await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 48, "{ignored}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_come_in_the_asked_language() {
    let client = Client::new().await;
    for (asked, name) in [
        ("", "Germany"),
        ("&lang=fr", "Allemagne"),
        ("&lang=ar", "ألمانيا"),
        ("&lang=xx", "Germany"),
    ] {
        let list = client
            .get(&format!("/cities.json?country=DE{asked}"))
            .await
            .json();
        assert_eq!(list["items"][0]["country_name"], name, "{asked}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_city_has_a_file_of_its_own() {
    let client = Client::new().await;
    let answer = client.get("/cities/lyon.json").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "application/json")
    );
    let city = answer.json();
    assert_eq!(
        (&city["slug"], &city["country"]),
        (&"lyon".into(), &"FR".into())
    );
    assert_eq!(city["history"].as_array().unwrap().len(), 2);
    assert_eq!(city["url"], format!("{ORIGIN}/cities/lyon"));
    let missing = client.get("/cities/atlantis.json").await;
    assert_eq!(
        (missing.status, missing.header("content-type")),
        (StatusCode::NOT_FOUND, "application/problem+json")
    );
    for key in ["type", "title", "status", "detail"] {
        assert!(missing.json().get(key).is_some(), "{key}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_program_has_is_not_sent_again() {
    let client = Client::new().await;
    for address in [
        "/cities.json?field=music",
        "/cities.csv",
        "/cities.geojson",
        "/cities/lyon.json",
        "/sitemap.xml",
    ] {
        let first = client.get(address).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() == 18, "{tag}");
        for named in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
            let again = client.get_with(address, "if-none-match", &named).await;
            assert_eq!(
                (again.status, again.body.as_str()),
                (StatusCode::NOT_MODIFIED, ""),
                "{address} {named}"
            );
            assert_eq!(again.header("etag"), tag);
        }
        assert_eq!(
            client
                .get_with(address, "if-none-match", "\"x\"")
                .await
                .status,
            StatusCode::OK
        );
    }
    let other = client.get("/cities.json?field=film").await;
    assert_ne!(
        other.header("etag"),
        client.get("/cities.json?field=music").await.header("etag")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn programs_on_other_sites_may_read() {
    let client = Client::new().await;
    for address in [
        "/cities.json",
        "/cities.csv",
        "/cities.geojson",
        "/cities/lyon.json",
    ] {
        let answer = client
            .get_with(address, "origin", "https://other.example")
            .await;
        assert_eq!(
            answer.header("access-control-allow-origin"),
            "*",
            "{address}"
        );
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=60",
            "{address}"
        );
        assert_eq!(
            answer.header("link"),
            format!("<{ORIGIN}/about/data>; rel=\"license\""),
            "{address}"
        );
        let asked = client
            .send(Request::options(address).header("origin", "https://other.example"))
            .await;
        assert_eq!(
            (asked.status, asked.header("access-control-allow-methods")),
            (StatusCode::NO_CONTENT, "GET, HEAD, OPTIONS")
        );
        let refused = client.send(Request::post(address)).await;
        assert_eq!(
            (refused.status, refused.header("content-type")),
            (StatusCode::METHOD_NOT_ALLOWED, "application/problem+json")
        );
    }
    assert_eq!(
        client
            .get("/cities")
            .await
            .header("access-control-allow-origin"),
        ""
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_opens_in_a_spreadsheet_without_doing_anything() {
    let client = Client::to(hostile_roster(), ORIGIN).await;
    let table = client.get("/cities.csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(table.body.starts_with("slug,name,country,"));
    assert!(
        table
            .body
            .contains("\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"a\"\")\""),
        "{}",
        table.body
    );
    assert!(table.body.contains(",-33.5,"), "{}", table.body);
    assert!(
        table.body.split("\r\n").count() == 3 && !table.body.replace("\r\n", "").contains('\n')
    );
    assert!(!table.body.starts_with('\u{feff}'));
    assert!(
        client
            .get("/cities.csv?bom=1")
            .await
            .body
            .starts_with("\u{feff}slug,")
    );
}

/// One city whose name is a formula, in the south.
fn hostile_roster() -> Roster {
    let country = Country {
        code: "CL".to_owned(),
        region: "latin-america-caribbean".to_owned(),
        development: "developing".to_owned(),
        words: [("en", "@Chile")].into_iter().collect(),
    };
    let city = City {
        slug: "evil".to_owned(),
        name: "=HYPERLINK(\"https://evil.example\",\"a\")".to_owned(),
        country: "CL".to_owned(),
        designated: 2015,
        lat: -33.5,
        lon: -70.5,
        ..City::default()
    };
    Roster {
        countries: vec![country],
        cities: vec![city],
        ..Roster::default()
    }
}
