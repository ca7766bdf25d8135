//! Headers that tell browsers what a response may do.

use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use leptos::{nonce::use_nonce, prelude::use_context};
use leptos_axum::ResponseOptions;

use crate::site::Site;

/// Carried by what is no page: nothing in it may load or run anything.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";
/// On every response that does not say otherwise.
const EVERYWHERE: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::CONTENT_SECURITY_POLICY, NOTHING),
];

/// The policy of a page. Scripts start from those with the nonce, and Wasm needs its own word; styles are the page's own
/// or a file of this site, from where all else comes.
pub fn page_policy(nonce: &str) -> Option<HeaderValue> {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    );
    HeaderValue::try_from(policy).ok()
}

/// The nonce in a page's policy.
pub fn nonce_of(headers: &HeaderMap) -> Option<&str> {
    let policy = headers.get(header::CONTENT_SECURITY_POLICY)?;
    let (_, from_nonce) = policy.to_str().ok()?.split_once("'nonce-")?;
    let (nonce, _) = from_nonce.split_once('\'')?;
    Some(nonce)
}

/// Sets the policy of the page that is being drawn, with the nonce that its scripts carry.
pub fn guard_page() {
    let policy = use_nonce().and_then(|nonce| page_policy(&nonce));
    if let (Some(policy), Some(response)) = (policy, use_context::<ResponseOptions>()) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Adds the headers that every response carries.
pub async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in EVERYWHERE {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if site.is_secure() {
        let always = HeaderValue::from_static("max-age=31536000");
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(always);
    }
    response
}

/// What a reader sees where our code broke: plain words and the way back. The log has the rest.
pub fn broke(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Ensemble</title>\
        <h1>Something broke on our side</h1><p>It is in our log. <a href=\"/\">Back to the start</a></p></html>";
    let mut response = Response::new(Body::from(PAGE));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(NOTHING),
    );
    response
}
