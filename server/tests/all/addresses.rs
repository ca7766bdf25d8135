//! Wrong, odd and hostile addresses: a page that helps, with the right status.

use axum::http::{Request, StatusCode};

use crate::support::Client;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_exist_is_not_found_in_the_reader_s_language() {
    let client = Client::new().await;
    let missing = [
        "/nowhere",
        "/fr/nulle-part",
        "/ar/x/y/z",
        "/cities/atlantis",
        "/fr/cities/atlantide",
        "/pkg/x.js",
        "/pkg",
    ];
    for address in missing {
        let answer = client.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.body.contains("<main"), "{address}");
        let language = if address.starts_with("/fr") {
            "fr"
        } else if address.starts_with("/ar") {
            "ar"
        } else {
            "en"
        };
        assert!(
            answer.body.contains(&format!("lang=\"{language}\"")),
            "{address}"
        );
        assert!(
            answer
                .body
                .contains(&format!("nonce=\"{}\"", answer.nonce())),
            "{address}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slash_at_the_end_leads_to_the_page_without() {
    let client = Client::new().await;
    for (from, to) in [
        ("/cities/", "/cities"),
        ("/fr/", "/fr"),
        ("/cities/?q=a&page=2", "/cities?q=a&page=2"),
        ("//evil.example/", "/evil.example"),
    ] {
        let answer = client.get(from).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{from}");
        assert_eq!(answer.header("location"), to);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_input_gets_a_page_that_helps() {
    let client = Client::new().await;
    let long = "%C3%A9".repeat(3_500);
    let inputs = [
        ("/cities?page=-1".to_owned(), StatusCode::OK),
        ("/cities?page=999999".to_owned(), StatusCode::NOT_FOUND),
        ("/cities?field=nonsense".to_owned(), StatusCode::OK),
        ("/cities?field=%ff%fe&q=%00%ff".to_owned(), StatusCode::OK),
        (format!("/cities?q={}", "a".repeat(10_000)), StatusCode::OK),
        (format!("/cities?q={long}"), StatusCode::OK),
        ("/cities?&&&=&==&q".to_owned(), StatusCode::OK),
        ("/cities/%ff%fe".to_owned(), StatusCode::NOT_FOUND),
        ("/%c3%28".to_owned(), StatusCode::NOT_FOUND),
        ("/fr/%c3%28".to_owned(), StatusCode::NOT_FOUND),
        ("/%00".to_owned(), StatusCode::NOT_FOUND),
        (
            "/cities/%0d%0aset-cookie:a=b".to_owned(),
            StatusCode::NOT_FOUND,
        ),
        ("/..%2f..%2fetc%2fpasswd".to_owned(), StatusCode::NOT_FOUND),
        (
            "/pkg/..%2f..%2fCargo.toml".to_owned(),
            StatusCode::NOT_FOUND,
        ),
        ("/../../etc/passwd".to_owned(), StatusCode::NOT_FOUND),
        (format!("/{}", "a".repeat(5_000)), StatusCode::NOT_FOUND),
        (
            format!("/cities/{}", "a".repeat(5_000)),
            StatusCode::NOT_FOUND,
        ),
        (
            "/cities/%3Cscript%3Ealert(1)%3C%2Fscript%3E".to_owned(),
            StatusCode::NOT_FOUND,
        ),
    ];
    for (address, status) in inputs {
        let answer = client.get(&address).await;
        let shown: String = address.chars().take(60).collect();
        assert_eq!(answer.status, status, "{shown}");
        assert!(
            answer.body.contains("</html>") && answer.body.contains("<main"),
            "{shown}"
        );
        assert!(!answer.body.contains("<script>alert"), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn methods_that_nothing_answers_are_refused() {
    let client = Client::new().await;
    for address in ["/cities", "/nowhere", "/pkg/ensemble.css", "/healthz"] {
        let answer = client.send(Request::delete(address)).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
    }
    let answer = client
        .send(
            Request::builder()
                .method("CONNECT")
                .uri("cities.example:80"),
        )
        .await;
    assert!(answer.status.is_client_error());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_request_gets_the_headers_alone() {
    let client = Client::new().await;
    for address in [
        "/cities",
        "/cities.json",
        "/cities/bologna.json",
        "/nowhere",
        "/icons.svg",
    ] {
        let answer = client.send(Request::head(address)).await;
        let status = if address == "/nowhere" {
            StatusCode::NOT_FOUND
        } else {
            StatusCode::OK
        };
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (status, ""),
            "{address}"
        );
    }
}
