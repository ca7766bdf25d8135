//! Alive, ready, counted.

use std::net::SocketAddr;

use axum::http::StatusCode;
use server::config::Audience;

use crate::support::{Client, ORIGIN, real_roster};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_with_its_schema_is_alive_and_ready() {
    let client = Client::new().await;
    assert_eq!(client.get("/healthz").await.body, "ok");
    let ready = client.get("/readyz").await;
    assert_eq!(
        (ready.status, ready.body.as_str()),
        (StatusCode::OK, "ready")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_whose_schema_is_old_or_whose_database_is_gone_is_not_ready() {
    let client = Client::with(real_roster().await.clone(), ORIGIN, false).await;
    assert_eq!(client.get("/healthz").await.status, StatusCode::OK);
    for _ in 0..2 {
        let answer = client.get("/readyz").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["status"], 503);
        client.site.db.clone().close().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_are_counted_by_route_and_status() {
    let client = Client::new().await;
    for address in [
        "/cities/bologna",
        "/cities/dakar",
        "/cities/atlantis",
        "/nowhere",
        "/cities.json",
    ] {
        client.get(address).await;
    }
    let text = client.get("/metrics").await.body;
    for line in [
        "http_requests_total{method=\"GET\",route=\"/cities/{slug}\",status=\"200\"} 2",
        "http_requests_total{method=\"GET\",route=\"/cities/{slug}\",status=\"404\"} 1",
        "http_requests_total{method=\"GET\",route=\"other\",status=\"404\"} 1",
        "http_request_duration_seconds_count{route=\"/cities.json\",status=\"200\"} 1",
        "ensemble_directory_cities 404",
        "ensemble_build_info{version=\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_are_for_this_machine_unless_they_are_public() {
    let mut client = Client::new().await;
    assert_eq!(client.get("/metrics").await.status, StatusCode::OK);
    let forwarded = client
        .get_with("/metrics", "x-forwarded-for", "192.0.2.1")
        .await;
    assert_eq!(forwarded.status, StatusCode::FORBIDDEN);
    client.peer = SocketAddr::from(([192, 0, 2, 1], 5000));
    assert_eq!(client.get("/metrics").await.status, StatusCode::FORBIDDEN);
    let mut client = client.changed(|site| site.metrics_for = Audience::Public);
    client.peer = SocketAddr::from(([192, 0, 2, 1], 5000));
    assert_eq!(client.get("/metrics").await.status, StatusCode::OK);
}
