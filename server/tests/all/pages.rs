//! Pages, as a browser without scripts gets them.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;

use crate::support::{Client, listed};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_says_its_language_and_direction() {
    let client = Client::new().await;
    for (prefix, language, direction) in [
        ("", "en", "ltr"),
        ("/fr", "fr", "ltr"),
        ("/ar", "ar", "rtl"),
    ] {
        for page in [
            "",
            "/cities",
            "/cities/bologna",
            "/about",
            "/about/data",
            "/about/accessibility",
        ] {
            let address = match format!("{prefix}{page}") {
                empty if empty.is_empty() => "/".to_owned(),
                address => address,
            };
            let answer = client.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            let opening = answer
                .body
                .split("<html")
                .nth(1)
                .unwrap()
                .split('>')
                .next()
                .unwrap()
                .to_owned();
            assert!(
                opening.contains(&format!("lang=\"{language}\"")),
                "{address}: {opening}"
            );
            assert!(
                opening.contains(&format!("dir=\"{direction}\"")),
                "{address}: {opening}"
            );
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(answer.header("cache-control"), "no-cache");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_city_is_found_however_it_is_typed() {
    let client = Client::new().await;
    let typed = [
        ("ostersund", "ostersund"),
        ("%C3%96stersund", "ostersund"),
        ("%D9%85%D8%AD%D8%B1%D9%82", "muharraq"),
        (
            "%D0%AD%D1%81%D1%82%D0%B5%D1%80%D1%81%D1%83%D0%BD%D0%B4",
            "ostersund",
        ),
        ("medelin", "medellin"),
    ];
    for (typed, slug) in typed {
        let answer = client.get(&format!("/cities?q={typed}")).await;
        let first: Vec<String> = listed(&answer.body).into_iter().take(3).collect();
        assert!(
            first.iter().any(|found| found == slug),
            "{typed}: {first:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_knows_the_site_s_own_address() {
    let answer = Client::new().await.get("/fr/cities/bologna").await;
    assert!(
        answer
            .body
            .contains("href=\"https://cities.example/fr/cities/bologna\"")
    );
    assert!(
        answer
            .body
            .contains("href=\"https://cities.example/ar/cities/bologna\" hreflang=\"ar\"")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn search_engines_find_every_page_in_every_language() {
    let client = Client::new().await;
    let robots = client.get("/robots.txt").await;
    assert!(
        robots
            .body
            .contains("Sitemap: https://cities.example/sitemap.xml")
    );
    let sitemap = client.get("/sitemap.xml").await;
    assert_eq!(
        sitemap.header("content-type"),
        "application/xml; charset=utf-8"
    );
    assert_eq!(sitemap.body.matches("<url>").count(), 3 * (404 + 5));
    assert_eq!(
        sitemap.body.matches("<xhtml:link ").count(),
        3 * 3 * (404 + 5)
    );
    assert!(
        sitemap
            .body
            .contains("<loc>https://cities.example/ar/cities/bologna</loc>")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_drawn_while_another_site_is_built() {
    let client = Client::new().await;
    let site = client.site.clone();
    let building = std::thread::spawn(move || {
        for _ in 0..300 {
            drop(server::router::build(site.clone()));
        }
    });
    let mut drawn = 0;
    while !building.is_finished() || drawn == 0 {
        let answer = client.get(&format!("/cities?q=x{drawn}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        drawn += 1;
    }
    building.join().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_who_goes_away_breaks_nothing() {
    static BROKEN: AtomicUsize = AtomicUsize::new(0);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let words = panic.payload_as_str().unwrap_or_default();
        if words.contains("disposed") || words.contains("non-wasm targets") {
            BROKEN.fetch_add(1, Ordering::Relaxed);
        }
        usual(panic);
    }));
    let client = Client::new().await;
    for patience in 0..300 {
        let gone = async {
            for _ in 0..patience {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = client.get_with("/cities/bologna", "cookie", "a=1") => {}
            () = gone => {}
        }
    }
    // What is still being drawn was begun before this one.
    assert_eq!(client.get("/cities?q=last").await.status, StatusCode::OK);
    assert_eq!(BROKEN.load(Ordering::Relaxed), 0);
}
