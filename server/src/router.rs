//! Every route, and what stands around them.

use std::{panic::resume_unwind, sync::LazyLock, time::Duration};

use app::{App, shell};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header};
use leptos_axum::{
    AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context,
};
use tokio::task::JoinError;
use tower::Layer;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    csrf::CsrfLayer,
    limit::RequestBodyLimitLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
};
use tracing::{Instrument, Span};

use crate::{
    access, addresses, files, logging, metrics, page_cache, pages, routes, security, site::Site,
    visit,
};

/// A tenth shorter than the usual one, for as good as the same time.
const BROTLI_QUALITY: i32 = 5;
/// How long an answer may take to begin.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes of a request body that handlers read; routes for files have a limit of their own.
const LARGEST_BODY: usize = 1024 * 1024;
/// Bytes of a request that are read at all, though what is beyond the limit of its route is thrown away: a browser that
/// is cut off shows an error of its own instead of our page.
const LARGEST_REQUEST: usize = 256 * 1024 * 1024;

/// The addresses of pages. Listed once in a process: while Leptos lists them, resources of all pages are kept from
/// loading, and a page that is drawn meanwhile would wait for ever (leptos issue 4773).
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// The site as one service. The layers read from the inside out: the last one sees a request first.
pub fn build(site: Site) -> Router {
    let routes = public(&site)
        .merge(routes::entrance::routes())
        .merge(routes::account::routes())
        .merge(routes::desk::routes())
        .merge(routes::profile::routes())
        .merge(routes::passkeys::routes())
        .merge(routes::inbox::routes())
        .merge(routes::events::routes())
        .merge(routes::health::routes())
        .merge(routes::metrics::routes())
        // Inside of what recognises people: it asks what they may.
        .route_layer(from_fn_with_state(site.clone(), access::guard))
        .route_layer(from_fn_with_state(site.clone(), visit::recognise))
        .fallback_service(rest(&site))
        // Knows the pattern that matched, which the counters outside do not.
        .layer(from_fn(metrics::name_route))
        .with_state(site.clone());
    Router::new()
        // Before routing: what has two addresses is sent to the one.
        .fallback_service(from_fn(addresses::tidy).layer(routes))
        // Inside the headers, which it leaves alone; outside all bodies, which are kept uncompressed.
        .layer(compression())
        // Whatever breaks in a route, the reader gets an answer and the process goes on. Inside the headers, the counters
        // and the log, so that none of them misses it; what is further out is not ours and does not break.
        .layer(CatchPanicLayer::custom(security::broke))
        // Whatever changes something must come from our own pages. Browsers say where a request comes from; no tokens.
        .layer(CsrfLayer::new())
        // On all that the site itself answers.
        .layer(from_fn_with_state(site.clone(), security::guard))
        // A body that is too long is not read to its end.
        .layer((
            DefaultBodyLimit::max(LARGEST_BODY),
            RequestBodyLimitLayer::new(LARGEST_REQUEST),
        ))
        // No reader waits longer, and nothing is held for longer.
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        // Counts what the layers inside answered as well.
        .layer(from_fn_with_state(site, metrics::measure))
        // Back to whoever asked, so that a report can name its log line.
        .layer(PropagateRequestIdLayer::new(logging::REQUEST_ID))
        // One line an answer; outside the clock, so that a time-out has one.
        .layer(logging::requests())
        // Before the log, which shows it.
        .layer(SetRequestIdLayer::new(logging::REQUEST_ID, MakeRequestUuid))
}

/// Pages and exports: the same for everyone, and so kept in memory.
fn public(site: &Site) -> Router<Site> {
    let options = site.options.clone();
    Router::new()
        .leptos_routes_with_context(site, PAGES.clone(), pages::context(site), move || {
            shell(options.clone())
        })
        .layer(from_fn_with_state(
            site.clone(),
            routes::export::city_or_page,
        ))
        .layer(from_fn(revalidate))
        .layer(from_fn(to_the_end))
        .merge(routes::export::routes())
        .merge(routes::robots::routes())
        .layer(from_fn_with_state(site.clone(), page_cache::remember))
        .layer(from_fn(routes::unchanged::answer_unchanged))
}

/// Files of the site folder, and for what is no file the page that says so.
fn rest(site: &Site) -> Router {
    let options = site.options.clone();
    let page = render_app_async_with_context(pages::context(site), move || shell(options.clone()));
    let missing = move |request: Request<Body>| {
        let page = page.clone();
        async move {
            let mut response: Response = page(request).await;
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    };
    let missing = missing
        .layer(from_fn(revalidate))
        .layer(from_fn(to_the_end))
        .layer(from_fn_with_state(site.clone(), visit::recognise));
    let missing = get(missing).with_state(());
    let files = files::folder(site).fallback(missing);
    Router::new()
        .fallback_service(files)
        .layer(from_fn_with_state(site.clone(), files::keep))
}

/// Draws a page to its end, though its reader may have gone: Leptos would else dispose of what tasks of its own still
/// read, and they would panic.
async fn to_the_end(request: Request, next: Next) -> Response {
    let drawing = tokio::spawn(next.run(request).instrument(Span::current()));
    match drawing.await.map_err(JoinError::try_into_panic) {
        Ok(response) => response,
        Err(Ok(panic)) => resume_unwind(panic),
        // The process is ending.
        Err(Err(_)) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Pages are asked for anew: each carries a nonce that is good for once.
async fn revalidate(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let anew = HeaderValue::from_static("no-cache");
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(anew);
    response
}

/// Fonts are compressed already, and streams of events must not wait for a full block.
fn compression() -> CompressionLayer<impl Predicate> {
    let but_fonts = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(BROTLI_QUALITY))
        .compress_when(but_fonts)
}
