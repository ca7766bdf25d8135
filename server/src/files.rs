//! The site folder: scripts, Wasm, styles, fonts, images.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderValue, StatusCode, header};
use tower_http::services::ServeDir;

use crate::site::Site;

/// For names that change with their content, and for fonts.
const A_YEAR: &str = "public, max-age=31536000, immutable";
/// For names that stay.
const AN_HOUR: &str = "public, max-age=3600";

/// Serves the folder, compressed ahead where the release build did so.
pub fn folder(site: &Site) -> ServeDir {
    ServeDir::new(&*site.options.site_root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

/// Says how long a file may be kept; what is not there is not kept.
pub async fn keep(State(site): State<Site>, request: Request, next: Next) -> Response {
    let is_hashed =
        site.options.hash_files && is_below(request.uri().path(), &site.options.site_pkg_dir);
    let is_lasting = is_hashed || is_below(request.uri().path(), "fonts");
    let mut response = next.run(request).await;
    if [
        StatusCode::OK,
        StatusCode::PARTIAL_CONTENT,
        StatusCode::NOT_MODIFIED,
    ]
    .contains(&response.status())
    {
        let how_long = HeaderValue::from_static(if is_lasting { A_YEAR } else { AN_HOUR });
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, how_long);
    }
    response
}

fn is_below(path: &str, folder: &str) -> bool {
    let rest = path
        .trim_start_matches('/')
        .strip_prefix(folder.trim_matches('/'));
    rest.is_some_and(|rest| rest.starts_with('/'))
}
