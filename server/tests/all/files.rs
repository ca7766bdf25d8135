//! Files of the site folder.

use axum::http::StatusCode;

use crate::support::Client;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_kept_as_long_as_their_names_allow() {
    let client = Client::new().await;
    let an_hour = "public, max-age=3600";
    let a_year = "public, max-age=31536000, immutable";
    for (address, kept) in [
        ("/pkg/ensemble.css", an_hour),
        ("/icons.svg", an_hour),
        ("/fonts/ensemble-sans.woff2", a_year),
    ] {
        let answer = client.get(address).await;
        assert_eq!(
            (answer.status, answer.header("cache-control")),
            (StatusCode::OK, kept),
            "{address}"
        );
    }
    let hashed = client.changed(|site| site.options.hash_files = true);
    assert_eq!(
        hashed
            .get("/pkg/ensemble.css")
            .await
            .header("cache-control"),
        a_year
    );
    assert_eq!(
        hashed.get("/pkg/missing.css").await.header("cache-control"),
        "no-cache"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_compressed_ahead_is_sent_so() {
    let client = Client::new().await;
    let answer = client
        .get_with("/pkg/ensemble.css", "accept-encoding", "gzip, br")
        .await;
    assert_eq!(answer.header("content-encoding"), "br");
    assert_eq!(answer.body, "compressed ahead");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_did_not_change_is_not_sent_again() {
    let client = Client::new().await;
    let modified = client
        .get("/icons.svg")
        .await
        .header("last-modified")
        .to_owned();
    let answer = client
        .get_with("/icons.svg", "if-modified-since", &modified)
        .await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_compressed_and_fonts_are_not() {
    let client = Client::new().await;
    let page = client.get_with("/cities", "accept-encoding", "br").await;
    assert_eq!(page.header("content-encoding"), "br");
    let font = client
        .get_with("/fonts/ensemble-sans.woff2", "accept-encoding", "br")
        .await;
    assert_eq!(font.header("content-encoding"), "");
}
