//! `/metrics`, for programs on this machine unless the settings say otherwise.

use std::net::SocketAddr;

use axum::{
    Extension, Router,
    extract::{ConnectInfo, State},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::{config::Audience, problem::Problem, site::Site};

/// Names of headers by which proxies say whom they ask for.
const FORWARDED: [&str; 3] = ["forwarded", "x-forwarded-for", "x-real-ip"];

/// `/metrics`.
pub fn routes() -> Router<Site> {
    Router::new().route("/metrics", get(metrics))
}

/// Where a request comes from, if the listener noted it.
type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

async fn metrics(State(site): State<Site>, peer: Peer, headers: HeaderMap) -> Response {
    // A proxy on this machine asks from here, though for someone else.
    let is_forwarded = FORWARDED.iter().any(|name| headers.contains_key(*name));
    let is_here = !is_forwarded
        && peer.is_some_and(|Extension(ConnectInfo(peer))| peer.ip().to_canonical().is_loopback());
    if site.metrics_for == Audience::Loopback && !is_here {
        return Problem::new(
            StatusCode::FORBIDDEN,
            "Metrics are for programs on this machine.",
        )
        .into_response();
    }
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    (
        [(header::CONTENT_TYPE, kind)],
        site.metrics.text(site.index.current().len()),
    )
        .into_response()
}
