//! What search engines read: `/robots.txt` and `/sitemap.xml`.

use std::fmt::Write;

use app::i18n::{LOCALES, code, href};
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, header};

use crate::{routes::export::tagged, site::Site};

/// The pages beside those of cities.
const PAGES: [&str; 5] = [
    "/",
    "/cities",
    "/about",
    "/about/data",
    "/about/accessibility",
];

/// Both files.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(sitemap))
}

async fn robots(State(site): State<Site>) -> Response {
    let rules = format!(
        "User-agent: *\nDisallow: /api/\n\nSitemap: {}/sitemap.xml\n",
        site.origin.0
    );
    (no_longer_than_a_day(), rules).into_response()
}

/// Every page in every language, each naming the others.
async fn sitemap(State(site): State<Site>) -> Response {
    let index = site.index.current();
    let cities = index
        .roster()
        .cities
        .iter()
        .map(|city| format!("/cities/{}", city.slug));
    let pages = PAGES.into_iter().map(str::to_owned).chain(cities);
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    ));
    pages.for_each(|page| write_page(&mut xml, &escaped(&site.origin.0), &escaped(&page)));
    xml.push_str("</urlset>\n");
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    tagged(
        (
            no_longer_than_a_day(),
            [(header::CONTENT_TYPE, kind)],
            xml.clone(),
        )
            .into_response(),
        xml.as_bytes(),
    )
}

fn write_page(xml: &mut String, origin: &str, page: &str) {
    let mut others = String::new();
    for locale in LOCALES {
        let (language, address) = (code(locale), href(locale, page));
        let _ = write!(
            others,
            "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{origin}{address}\"/>"
        );
    }
    for locale in LOCALES {
        let _ = writeln!(
            xml,
            "<url><loc>{origin}{}</loc>{others}</url>",
            href(locale, page)
        );
    }
}

fn no_longer_than_a_day() -> [(header::HeaderName, HeaderValue); 1] {
    [(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=86400"),
    )]
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
