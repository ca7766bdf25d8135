//! `/events`: what happens, as server-sent events that name things and tell nothing of them.

use std::{convert::Infallible, time::Duration};

use axum::{
    Router,
    extract::State,
    response::{
        IntoResponse, Response, Sse,
        sse::{Event as Sent, KeepAlive},
    },
    routing::get,
};
use domain::event::Event;
use http::{HeaderMap, StatusCode};
use tokio_stream::{Stream, StreamExt, iter, wrappers::BroadcastStream};

use crate::{
    feed::{self, Moment},
    problem::Problem,
    site::Site,
};

/// How often a quiet stream says that it is alive; proxies cut what is silent for a minute.
const ALIVE_EVERY: Duration = Duration::from_secs(15);

/// The stream.
pub fn routes() -> Router<Site> {
    Router::new().route("/events", get(events))
}

async fn events(State(site): State<Site>, headers: HeaderMap) -> Response {
    // Listening before the look back: what happens between comes twice rather than never.
    let coming = site.feed.listen();
    let missed = match missed(&site, &headers).await {
        Ok(missed) => missed,
        Err(error) => {
            tracing::error!("the trail could not be read: {error}");
            return Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "The trail could not be read.",
            )
            .into_response();
        }
    };
    let stream = iter(missed.into_iter().map(sent)).chain(live(coming));
    let alive = KeepAlive::new().interval(ALIVE_EVERY);
    Sse::new(stream.map(Ok::<_, Infallible>))
        .keep_alive(alive)
        .into_response()
}

/// Public events after the one that the browser saw last.
async fn missed(site: &Site, headers: &HeaderMap) -> Result<Vec<Event>, store::StoreError> {
    let last = headers
        .get("last-event-id")
        .and_then(|last| last.to_str().ok()?.parse().ok());
    let Some(last) = last else {
        return Ok(Vec::new());
    };
    let missed = store::event::after(&site.db, last, feed::CHUNK).await?;
    Ok(missed.into_iter().filter(feed::is_public).collect())
}

/// Events as they come, until the process stops; who lies too far behind is cut off and asks anew with the last one seen.
fn live(coming: tokio::sync::broadcast::Receiver<Moment>) -> impl Stream<Item = Sent> {
    BroadcastStream::new(coming)
        .map_while(|moment| match moment {
            Ok(Moment::Event(event)) => Some(event),
            Ok(Moment::End) | Err(_) => None,
        })
        .map(|event| sent((*event).clone()))
}

fn sent(event: Event) -> Sent {
    let told = serde_json::json!({ "entity": event.entity, "id": event.key, "version": event.seq });
    Sent::default()
        .id(event.seq.to_string())
        .data(told.to_string())
}
