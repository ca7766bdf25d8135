//! What browsers are told that a response may do.

use crate::support::Client;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_response_carries_the_security_headers() {
    let client = Client::new().await;
    let addresses = [
        "/",
        "/cities",
        "/nowhere",
        "/cities/",
        "/cities.json",
        "/cities.csv",
        "/icons.svg",
        "/healthz",
        "/sitemap.xml",
    ];
    for address in addresses {
        let answer = client.get(address).await;
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{address}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{address}"
        );
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{address}"
        );
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'"),
            "{address}"
        );
        assert!(
            answer
                .header("strict-transport-security")
                .starts_with("max-age="),
            "{address}"
        );
        assert!(!answer.header("x-request-id").is_empty(), "{address}");
        let readers = if address.starts_with("/cities.") {
            "cross-origin"
        } else {
            "same-origin"
        };
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            readers,
            "{address}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn https_is_demanded_only_where_the_site_has_it() {
    let roster = crate::support::real_roster().await.clone();
    let client = Client::to(roster, "http://127.0.0.1:3000").await;
    assert_eq!(
        client.get("/").await.header("strict-transport-security"),
        ""
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_policy_of_a_page_has_no_way_around_the_nonce() {
    let client = Client::new().await;
    let policy = client
        .get("/cities")
        .await
        .header("content-security-policy")
        .to_owned();
    for wanted in [
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "style-src 'self'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(wanted), "{wanted}");
    }
    assert!(
        !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'")
            && !policy.contains('*')
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_response_has_a_nonce_of_its_own_in_policy_and_scripts() {
    let client = Client::new().await;
    let mut seen = Vec::new();
    for address in [
        "/cities",
        "/cities",
        "/cities",
        "/fr/cities/bologna",
        "/nowhere",
        "/nowhere",
    ] {
        let answer = client.get(address).await;
        let nonce = answer.nonce();
        assert!(nonce.len() >= 22, "{nonce}");
        let scripts = answer.body.matches("<script").count();
        let data = answer.body.matches("type=\"application/ld+json\"").count();
        let with_nonce = answer.body.matches(&format!("nonce=\"{nonce}\"")).count();
        assert!(
            scripts > 0 && with_nonce + data >= scripts,
            "{address}: {with_nonce} of {scripts}"
        );
        assert!(
            !answer.body.contains(" style=\""),
            "{address} has an inline style, which the policy forbids"
        );
        assert!(!seen.contains(&nonce), "{address}");
        seen.push(nonce);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_keeps_the_identifier_it_came_with() {
    let answer = Client::new()
        .await
        .get_with("/healthz", "x-request-id", "abc-1")
        .await;
    assert_eq!(answer.header("x-request-id"), "abc-1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn styles_come_with_the_page_and_its_nonce() {
    let answer = Client::new().await.get("/cities").await;
    let nonce = answer.nonce();
    assert!(answer.body.contains(&format!(
        "<style nonce=\"{nonce}\">body{{color:black}}</style>"
    )));
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains(&format!("style-src 'self' 'nonce-{nonce}'")),
        "{policy}"
    );
}
