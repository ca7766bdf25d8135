//! Counts and latencies of requests, by route and status, in the text form of Prometheus.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use ::metrics::{Recorder, counter, gauge, histogram, with_local_recorder};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::Method;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

use crate::site::Site;

/// Upper ends of the latency buckets in seconds: a page from memory takes tens of microseconds, a drawn one milliseconds.
const BUCKETS: [f64; 11] = [
    0.000_1, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0,
];
/// How often the samples are folded into buckets, so that they stay few where nobody reads them.
const UPKEEP: Duration = Duration::from_secs(5);

/// The counters of one site; no global state, so that tests do not share them.
#[derive(Clone)]
pub struct Metrics {
    recorder: Arc<PrometheusRecorder>,
    handle: PrometheusHandle,
}

impl Default for Metrics {
    fn default() -> Self {
        let builder = PrometheusBuilder::new()
            .set_buckets(&BUCKETS)
            .unwrap_or_default();
        let recorder = Arc::new(builder.build_recorder());
        let handle = recorder.handle();
        Metrics { recorder, handle }
    }
}

impl Metrics {
    /// All that was counted.
    pub fn text(&self, cities: usize) -> String {
        self.record(|| {
            gauge!("ensemble_directory_cities").set(u32::try_from(cities).unwrap_or(u32::MAX));
            gauge!("ensemble_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
        });
        self.handle.render()
    }

    /// Folds samples into buckets from time to time, for as long as the process runs.
    pub async fn keep_up(self) {
        loop {
            tokio::time::sleep(UPKEEP).await;
            self.handle.run_upkeep();
        }
    }

    fn record(&self, what: impl FnOnce()) {
        let recorder: &dyn Recorder = &*self.recorder;
        with_local_recorder(recorder, what);
    }
}

/// The route that answered, for the counters around the router.
#[derive(Clone)]
struct Route(MatchedPath);

/// Notes on the response which route gave it.
pub async fn name_route(matched: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(matched) = matched {
        response.extensions_mut().insert(Route(matched));
    }
    response
}

/// Counts a request and how long its answer took to begin.
pub async fn measure(State(site): State<Site>, request: Request, next: Next) -> Response {
    let method = method_name(request.method());
    let began = Instant::now();
    let response = next.run(request).await;
    let took = began.elapsed().as_secs_f64();
    let route = response.extensions().get::<Route>();
    let route = route.map_or("other", |route| route.0.as_str()).to_owned();
    let status = response.status().as_u16().to_string();
    site.metrics.record(|| {
        counter!("http_requests_total", "method" => method, "route" => route.clone(), "status" => status.clone())
            .increment(1);
        histogram!("http_request_duration_seconds", "route" => route, "status" => status).record(took);
    });
    response
}

/// Methods are named by us: a caller may send any word.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
