//! One address for each thing, settled before routing.

use std::borrow::Cow;

use app::i18n::{href, locale_of};
use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, Uri, header, uri::PathAndQuery};
use percent_encoding::percent_decode_str;

/// Bytes of a path, and of what stands between two slashes: systems refuse to look for longer files.
const LONGEST_PATH: usize = 2048;
const LONGEST_PART: usize = 255;

/// Sends `/cities/` to `/cities`, and what cannot exist to the page that helps on.
///
/// axum and the router of the pages disagree about a slash at the end, so that no page may have one.
pub async fn tidy(mut request: Request, next: Next) -> Response {
    if let Some(address) = without_slash(request.uri()) {
        let permanent = StatusCode::PERMANENT_REDIRECT;
        return (permanent, [(header::LOCATION, address)]).into_response();
    }
    if !may_exist(request.uri().path()) {
        *request.uri_mut() = nowhere(request.uri().path());
    }
    next.run(request).await
}

/// The address without the slash at its end. It begins with a single slash, so that it never leads to another site.
fn without_slash(uri: &Uri) -> Option<HeaderValue> {
    let path = uri.path();
    let tidied = path.strip_suffix('/').filter(|rest| !rest.is_empty())?;
    let tidied = tidied.trim_matches(['/', '\\']);
    let query = uri
        .query()
        .map_or(Cow::Borrowed(""), |query| Cow::Owned(format!("?{query}")));
    HeaderValue::try_from(format!("/{tidied}{query}")).ok()
}

/// Whether something may live at a path: text for whoever decodes it, and no longer than a file's name may be.
fn may_exist(path: &str) -> bool {
    let decoded = percent_decode_str(path).decode_utf8();
    let is_text = decoded.is_ok_and(|path| !path.contains(char::is_control));
    is_text && path.len() <= LONGEST_PATH && path.split('/').all(|part| part.len() <= LONGEST_PART)
}

/// An address in the reader's language at which nothing lives.
fn nowhere(path: &str) -> Uri {
    let address = href(locale_of(path), "/unreadable");
    address
        .parse::<PathAndQuery>()
        .map(Uri::from)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(address: &str) -> Option<String> {
        let location = without_slash(&address.parse().unwrap())?;
        Some(location.to_str().unwrap().to_owned())
    }

    #[test]
    fn a_slash_at_the_end_goes_and_the_query_stays() {
        assert_eq!(tidied("/cities/?q=a/").as_deref(), Some("/cities?q=a/"));
        assert_eq!(tidied("/fr/").as_deref(), Some("/fr"));
        assert_eq!(tidied("/cities?q=a/"), None);
        assert_eq!(tidied("/"), None);
    }

    #[test]
    fn no_address_leads_to_another_site() {
        for address in [
            "//evil.example/",
            "///evil.example//",
            "/\\evil.example/",
            "/\\/evil.example/",
        ] {
            assert_eq!(
                tidied(address).as_deref(),
                Some("/evil.example"),
                "{address}"
            );
        }
        assert_eq!(tidied("//").as_deref(), Some("/"));
    }
}
