//! Pages that are kept in memory: the same for everyone, never anyone's own, never old.

use axum::http::StatusCode;
use domain::{city::Roster, directory::Index};

use crate::support::{Client, real_roster};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_page_is_the_page_but_for_its_nonce() {
    let client = Client::new().await;
    let first = client.get("/cities?field=music").await;
    assert_eq!(client.site.pages.len(), 1);
    let kept = client.get("/cities?field=music").await;
    assert_eq!(
        first.body.replace(&first.nonce(), ""),
        kept.body.replace(&kept.nonce(), "")
    );
    assert_eq!(first.header("content-type"), kept.header("content-type"));
    // Drawn anew for a reader who says who they are.
    let drawn = client
        .get_with("/cities?field=music", "cookie", "a=b")
        .await;
    assert_eq!(
        drawn.body.replace(&drawn.nonce(), ""),
        kept.body.replace(&kept.nonce(), "")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_public_pages_that_exist_are_kept() {
    let client = Client::new().await;
    let long = format!("/cities?q={}", "a".repeat(600));
    for address in [
        "/nowhere",
        "/cities/atlantis",
        "/cities?page=99",
        "/healthz",
        "/icons.svg",
        "/metrics",
        &long,
    ] {
        client.get(address).await;
    }
    client.get_with("/cities", "cookie", "session=1").await;
    client
        .get_with("/cities", "authorization", "Bearer 1")
        .await;
    assert!(client.site.pages.is_empty());
    for (kept, address) in (1..).zip([
        "/",
        "/fr",
        "/ar/cities",
        "/cities/bologna",
        "/about/data",
        "/cities.json",
    ]) {
        client.get(address).await;
        assert_eq!(client.site.pages.len(), kept, "{address}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_directory_shows_at_once() {
    let client = Client::new().await;
    assert_eq!(client.get("/cities/bologna").await.status, StatusCode::OK);
    assert_eq!(client.get("/cities.json").await.json()["total"], 404);
    let whole = real_roster().await;
    let cities = whole
        .cities
        .iter()
        .filter(|city| city.slug != "bologna")
        .cloned()
        .collect();
    let without = Roster {
        cities,
        names: Vec::new(),
        ..whole.clone()
    };
    client.site.index.replace(Index::new(without));
    assert_eq!(
        client.get("/cities/bologna").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(client.get("/cities.json").await.json()["total"], 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_page_is_compressed_for_whoever_wants_it_so() {
    let client = Client::new().await;
    let plain = client.get("/about").await;
    let packed = client.get_with("/about", "accept-encoding", "gzip").await;
    let again = client.get("/about").await;
    assert_eq!(
        (
            plain.header("content-encoding"),
            packed.header("content-encoding"),
            again.header("content-encoding")
        ),
        ("", "gzip", "")
    );
    assert!(packed.header("vary").contains("accept-encoding"));
    assert!(again.body.contains("</html>"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_city_publishes_is_on_its_page_at_once() {
    let client = Client::populated().await;
    assert!(
        !client
            .get("/cities/bologna")
            .await
            .body
            .contains("Confirmed by the city")
    );
    let now = chrono::Utc::now();
    store::freshness::confirm(&client.site.db, "bologna", None, now)
        .await
        .unwrap();
    assert!(
        !client
            .get("/cities/bologna")
            .await
            .body
            .contains("Confirmed by the city"),
        "kept"
    );
    client.site.pages.renew();
    assert!(
        client
            .get("/cities/bologna")
            .await
            .body
            .contains("Confirmed by the city")
    );
}
