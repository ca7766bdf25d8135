//! The directory for programs: the same rows as the page, for the same parameters.

use std::hash::{DefaultHasher, Hasher};

use app::i18n::{LOCALES, code};
use axum::{
    Router,
    extract::{RawQuery, Request, State},
    handler::Handler,
    middleware::Next,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get},
};
use domain::directory::{Found, Query, Row, search};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use serde::Serialize;

use crate::{
    problem::Problem,
    routes::rows::{CREDIT, CityFile, FeatureCollection, Listing, csv, facets},
    site::Site,
};

const JSON: &str = "application/json";

/// `/cities.json`, `/cities.csv`, `/cities.geojson`.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/cities.json", export(json))
        .route("/cities.csv", export(table))
        .route("/cities.geojson", export(geojson))
}

fn export<T: 'static>(handler: impl Handler<T, Site>) -> MethodRouter<Site> {
    get(handler).options(preflight).fallback(not_allowed)
}

async fn preflight(State(site): State<Site>) -> Response {
    open(StatusCode::NO_CONTENT.into_response(), &site)
}

async fn not_allowed(method: Method) -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("{method} is not answered here; GET is."),
    )
}

/// A question with its answer.
struct Asked {
    query: Query,
    found: Found,
    language: &'static str,
    with_bom: bool,
}

impl Asked {
    fn new(site: &Site, address: Option<&str>) -> Asked {
        let address = address.unwrap_or_default();
        let (query, _) = Query::parse(address);
        let found = search(&site.index.current(), &query);
        let with_bom = parameter(address, "bom").as_deref() == Some("1");
        Asked {
            found,
            query,
            language: language(address),
            with_bom,
        }
    }

    /// Every city found, whatever the page.
    fn all(&self, site: &Site) -> Vec<Row> {
        site.index.current().rows(
            self.found.hits.iter().copied(),
            self.query.as_of,
            self.language,
        )
    }
}

async fn json(State(site): State<Site>, RawQuery(address): RawQuery) -> Response {
    let asked = Asked::new(&site, address.as_deref());
    let index = site.index.current();
    let rows = index.rows(
        asked.found.page(&asked.query),
        asked.query.as_of,
        asked.language,
    );
    let listing = Listing {
        total: asked.found.hits.len(),
        page: asked.query.page,
        pages: asked.found.pages(&asked.query),
        facets: facets(&asked.found),
        items: rows.into_iter().map(Into::into).collect(),
        credit: CREDIT,
    };
    written(&listing, JSON, &site)
}

async fn geojson(State(site): State<Site>, RawQuery(address): RawQuery) -> Response {
    let rows = Asked::new(&site, address.as_deref()).all(&site);
    let features = rows.into_iter().map(Into::into).collect();
    written(
        &FeatureCollection {
            features,
            credit: CREDIT,
        },
        "application/geo+json",
        &site,
    )
}

async fn table(State(site): State<Site>, RawQuery(address): RawQuery) -> Response {
    let asked = Asked::new(&site, address.as_deref());
    let Ok(mut body) = csv(asked.all(&site)) else {
        return cannot_write();
    };
    if asked.with_bom {
        body.splice(0..0, "\u{feff}".bytes());
    }
    let mut response = sent(body, "text/csv; charset=utf-8", &site);
    let name = HeaderValue::from_static("attachment; filename=\"cities.csv\"");
    response
        .headers_mut()
        .insert(header::CONTENT_DISPOSITION, name);
    response
}

/// Answers `/cities/{slug}.json`, and lets pages pass. The router has no patterns with an ending.
pub async fn city_or_page(State(site): State<Site>, request: Request, next: Next) -> Response {
    let file = request
        .uri()
        .path()
        .strip_prefix("/cities/")
        .and_then(|file| file.strip_suffix(".json"));
    match file {
        None => next.run(request).await,
        Some(slug) => match *request.method() {
            Method::GET | Method::HEAD => {
                city(&site, slug, request.uri().query().unwrap_or_default())
            }
            Method::OPTIONS => open(StatusCode::NO_CONTENT.into_response(), &site),
            ref other => not_allowed(other.clone()).await.into_response(),
        },
    }
}

fn city(site: &Site, slug: &str, address: &str) -> Response {
    match site.index.current().profile(slug, language(address)) {
        Some(profile) => {
            let url = format!("{}/cities/{slug}", site.origin.0);
            written(&CityFile::new(profile, url), JSON, site)
        }
        None => {
            let missing = Problem::new(
                StatusCode::NOT_FOUND,
                "There is no city with this name in the directory.",
            );
            open(missing.into_response(), site)
        }
    }
}

/// The asked language of names; English where it is none of ours.
fn language(address: &str) -> &'static str {
    let asked = parameter(address, "lang");
    let known = LOCALES
        .into_iter()
        .map(code)
        .find(|known| Some(*known) == asked.as_deref());
    known.unwrap_or("en")
}

fn parameter(address: &str, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(address.as_bytes());
    pairs
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

fn written(what: &impl Serialize, kind: &'static str, site: &Site) -> Response {
    match serde_json::to_vec(what) {
        Ok(body) => sent(body, kind, site),
        Err(_) => cannot_write(),
    }
}

fn cannot_write() -> Response {
    Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "The rows could not be written.",
    )
    .into_response()
}

fn sent(body: Vec<u8>, kind: &'static str, site: &Site) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=60"),
        ),
    ];
    let tag = tag(&body);
    let mut response = open((headers, body).into_response(), site);
    response
        .headers_mut()
        .extend(tag.map(|tag| (header::ETAG, tag)));
    response
}

/// A response with a tag made from its content.
pub fn tagged(mut response: Response, body: &[u8]) -> Response {
    response
        .headers_mut()
        .extend(tag(body).map(|tag| (header::ETAG, tag)));
    response
}

fn tag(body: &[u8]) -> Option<HeaderValue> {
    let mut hasher = DefaultHasher::new();
    hasher.write(body);
    HeaderValue::try_from(format!("\"{:016x}\"", hasher.finish())).ok()
}

/// Lets programs on other sites read the answer, and says under which licence.
fn open(mut response: Response, site: &Site) -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Link"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    response.headers_mut().extend(headers);
    let licence = HeaderValue::try_from(format!("<{}/about/data>; rel=\"license\"", site.origin.0));
    response
        .headers_mut()
        .extend(licence.ok().map(|licence| (header::LINK, licence)));
    response
}
