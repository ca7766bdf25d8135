//! Log lines: when, which request, what came of it. Never what a reader typed.

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    io::IsTerminal,
    panic::PanicHookInfo,
    time::Duration,
};

use axum::{extract::Request, response::Response};
use http::HeaderName;
use tower_http::{
    classify::{ServerErrorsAsFailures, SharedClassifier},
    trace::TraceLayer,
};
use tracing::{Span, error, info, info_span};
use tracing_subscriber::EnvFilter;

use crate::{
    config::{Config, LogFormat},
    error::StartError,
};

/// Most letters of a path in a line.
const LONGEST_PATH: usize = 200;
/// Carries the identifier of a request, to the log and back to whoever asked.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Begins logging to the standard output.
pub fn start(config: &Config) -> Result<(), StartError> {
    let filter =
        EnvFilter::try_new(&config.log).map_err(|error| StartError::Log(error.to_string()))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter);
    let started = match config.log_format {
        LogFormat::Text => lines
            .with_ansi(std::io::stdout().is_terminal())
            .with_target(false)
            .try_init(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .try_init(),
    };
    std::panic::set_hook(Box::new(panicked));
    started.map_err(|error| StartError::Log(error.to_string()))
}

/// A panic is a log line like any other, with the request that it broke.
fn panicked(panic: &PanicHookInfo) {
    let place = panic.location().map(ToString::to_string);
    let backtrace = Backtrace::capture();
    let backtrace =
        (backtrace.status() == BacktraceStatus::Captured).then(|| backtrace.to_string());
    error!(
        place,
        backtrace,
        "panicked: {}",
        panic.payload_as_str().unwrap_or("without words")
    );
}

/// One line for each answer.
#[expect(
    clippy::type_complexity,
    reason = "the layer names each of its six callbacks"
)]
pub fn requests() -> TraceLayer<
    SharedClassifier<ServerErrorsAsFailures>,
    fn(&Request) -> Span,
    (),
    fn(&Response, Duration, &Span),
    (),
    (),
    (),
> {
    TraceLayer::new_for_http()
        .make_span_with(span as fn(&Request) -> Span)
        .on_request(())
        .on_response(answered as fn(&Response, Duration, &Span))
        .on_body_chunk(())
        .on_eos(())
        .on_failure(())
}

/// The path stands without its query, which may hold what a reader typed.
fn span(request: &Request) -> Span {
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok());
    let path: String = request.uri().path().chars().take(LONGEST_PATH).collect();
    info_span!("request", id, method = %request.method(), path)
}

fn answered(response: &Response, took: Duration, _: &Span) {
    let status = response.status().as_u16();
    let ms = u64::try_from(took.as_micros()).unwrap_or(u64::MAX) as f64 / 1000.0;
    match response.status().is_server_error() {
        true => error!(status, ms, "failed"),
        false => info!(status, ms, "answered"),
    }
}
