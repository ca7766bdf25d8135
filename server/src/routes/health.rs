//! Is the process alive, and can it answer?

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header};

use crate::{cli::ensure_current, problem::Problem, site::Site};

/// `/healthz` and `/readyz`.
pub fn routes() -> Router<Site> {
    Router::new()
        .route(
            "/healthz",
            get(|| async { said(StatusCode::OK.into_response(), "ok") }),
        )
        .route("/readyz", get(ready))
}

/// Ready when the database answers and its schema is that of the program.
async fn ready(State(site): State<Site>) -> Response {
    let unavailable =
        |why: String| Problem::new(StatusCode::SERVICE_UNAVAILABLE, why).into_response();
    match site.db.ping().await {
        // The answer of the database may name hosts and users: it is for the log.
        Err(error) => {
            tracing::warn!(%error, "not ready");
            unavailable("The database does not answer.".to_owned())
        }
        Ok(()) => match ensure_current(&site.db).await {
            Ok(()) => said(StatusCode::OK.into_response(), "ready"),
            Err(error) => {
                tracing::warn!(%error, "not ready");
                unavailable("The database schema is not that of the program.".to_owned())
            }
        },
    }
}

fn said(response: Response, word: &'static str) -> Response {
    let fresh = HeaderValue::from_static("no-store");
    (response.status(), [(header::CACHE_CONTROL, fresh)], word).into_response()
}
