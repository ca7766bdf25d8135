//! Conditional requests: what a program has already is not sent again.

use axum::{body::Body, extract::Request, middleware::Next, response::Response};
use http::{HeaderMap, StatusCode, header};

/// Answers 304 where the caller names the tag of the answer.
pub async fn answer_unchanged(request: Request, next: Next) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let mut response = next.run(request).await;
    let known = known.as_ref().and_then(|known| known.to_str().ok());
    if response.status() == StatusCode::OK
        && known.is_some_and(|known| is_named(response.headers(), known))
    {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        for name in [
            header::CONTENT_TYPE,
            header::CONTENT_LENGTH,
            header::CONTENT_DISPOSITION,
        ] {
            response.headers_mut().remove(name);
        }
    }
    response
}

/// Whether a list of tags names the one of the answer; weak ones count, as RFC 9110 has it.
fn is_named(headers: &HeaderMap, known: &str) -> bool {
    let tag = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
    let mut names = known
        .split(',')
        .map(|name| name.trim().trim_start_matches("W/"));
    tag.is_some_and(|tag| names.any(|name| name == tag || name == "*"))
}
