//! Public pages as they were drawn, kept in memory.
//!
//! The public directory is a pure function of address and index. A page is kept without its nonce; every response
//! gets a fresh one, in its scripts and in its policy. No private page can get in: the list of public addresses is
//! closed, requests that say who asks pass by, and so do answers that are meant for one reader.

use std::sync::{
    Arc, Weak,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::directory::Index;
use http::{HeaderMap, Method, StatusCode, header};
use leptos::nonce::Nonce;
use quick_cache::{Weighter, sync::Cache};

use crate::{problem::Problem, security, site::Site};

/// Bytes of all pages together.
const CAPACITY: u64 = 32 * 1024 * 1024;
/// About how many pages that is.
const ESTIMATED_PAGES: usize = 1_000;
/// Bytes of one page; larger ones are drawn each time.
const LARGEST_PAGE: usize = 2 * 1024 * 1024;
/// Bytes of one answer that we are ready to hold at all.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;
/// Bytes of path and query; questions that are longer are rare.
const LONGEST_ADDRESS: usize = 512;

/// The pages that are kept, by path and query.
#[derive(Clone)]
pub struct PageCache(Arc<Pages>);

struct Pages {
    kept: Cache<String, Arc<Page>, Weight>,
    /// Counts how often everything that was drawn became old.
    generation: AtomicU64,
}

impl Default for PageCache {
    fn default() -> Self {
        PageCache(Arc::new(Pages {
            kept: Cache::with_weighter(ESTIMATED_PAGES, CAPACITY, Weight),
            generation: AtomicU64::new(0),
        }))
    }
}

impl PageCache {
    /// How many pages are kept.
    pub fn len(&self) -> usize {
        self.0.kept.len()
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.0.kept.is_empty()
    }

    /// Says that what pages show has changed: each is drawn anew, those that are being drawn just now as well.
    pub fn renew(&self) {
        self.0.generation.fetch_add(1, Ordering::AcqRel);
    }

    fn generation(&self) -> u64 {
        self.0.generation.load(Ordering::Acquire)
    }

    /// A page, if it was drawn from this index and nothing has changed since.
    fn get(&self, address: &str, index: &Arc<Index>) -> Option<Arc<Page>> {
        let generation = self.generation();
        self.0.kept.get(address).filter(|page| {
            page.generation == generation && std::ptr::eq(page.index.as_ptr(), Arc::as_ptr(index))
        })
    }
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Arc<Page>> for Weight {
    fn weight(&self, address: &String, page: &Arc<Page>) -> u64 {
        (address.len() + page.size + 1024) as u64
    }
}

/// A page without its nonce.
struct Page {
    /// The index that it was drawn from. Held weakly, its place in memory is not used again.
    index: Weak<Index>,
    /// What was counted when its drawing began.
    generation: u64,
    headers: HeaderMap,
    /// The body, parted where the nonce stands.
    parts: Vec<Bytes>,
    size: usize,
}

impl Page {
    fn new(headers: HeaderMap, body: Bytes, index: &Arc<Index>, generation: u64) -> Page {
        let text = std::str::from_utf8(&body).ok();
        let parts = match (text, security::nonce_of(&headers)) {
            (Some(text), Some(nonce)) => text
                .split(nonce)
                .map(|part| body.slice_ref(part.as_bytes()))
                .collect(),
            _ => vec![body.clone()],
        };
        Page {
            index: Arc::downgrade(index),
            generation,
            headers,
            parts,
            size: body.len(),
        }
    }

    /// The page with a nonce of its own.
    fn answer(&self) -> Response {
        let mut headers = self.headers.clone();
        let body = match self.parts.as_slice() {
            [whole] => Body::from(whole.clone()),
            parts => {
                let nonce = Nonce::new();
                if let Some(policy) = security::page_policy(&nonce) {
                    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
                }
                Body::from(parts.join(nonce.as_bytes()))
            }
        };
        (headers, body).into_response()
    }
}

/// Answers from memory where it can, and keeps what may be kept.
pub async fn remember(State(site): State<Site>, request: Request, next: Next) -> Response {
    let Some(address) = address_of(&request) else {
        return next.run(request).await;
    };
    let (index, generation) = (site.index.current(), site.pages.generation());
    if let Some(page) = site.pages.get(&address, &index) {
        return page.answer();
    }
    let response = next.run(request).await;
    if !may_keep(&response) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_ANSWER).await else {
        return Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The answer could not be read.",
        )
        .into_response();
    };
    let page = Arc::new(Page::new(parts.headers, body, &index, generation));
    if page.size <= LARGEST_PAGE {
        site.pages.0.kept.insert(address, page.clone());
    }
    page.answer()
}

/// The address under which an answer may be kept: of a public page, asked by nobody in particular.
fn address_of(request: &Request) -> Option<String> {
    let is_anonymous = [header::COOKIE, header::AUTHORIZATION]
        .iter()
        .all(|name| !request.headers().contains_key(name));
    let address = request.uri().path_and_query()?.as_str();
    let may_be_kept = request.method() == Method::GET
        && is_anonymous
        && address.len() <= LONGEST_ADDRESS
        && is_public(app::i18n::page_of(request.uri().path()));
    may_be_kept.then(|| address.to_owned())
}

/// The addresses that are the same for everyone, without their language. The list is closed.
fn is_public(page: &str) -> bool {
    const EXACT: [&str; 7] = [
        "/",
        "/cities",
        "/cities.json",
        "/cities.csv",
        "/cities.geojson",
        "/about",
        "/sitemap.xml",
    ];
    let is_child = |folder: &str| {
        page.strip_prefix(folder)
            .is_some_and(|rest| !rest.contains('/'))
    };
    EXACT.contains(&page) || is_child("/cities/") || is_child("/about/")
}

/// Whether an answer is meant for everyone.
fn may_keep(response: &Response) -> bool {
    let kept = response
        .headers()
        .get(header::CACHE_CONTROL)
        .and_then(|kept| kept.to_str().ok());
    let is_for_one = kept.is_some_and(|kept| kept.contains("private") || kept.contains("no-store"));
    response.status() == StatusCode::OK
        && !response.headers().contains_key(header::SET_COOKIE)
        && !is_for_one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_closed_list_is_public() {
        for page in [
            "/",
            "/cities",
            "/cities/bologna",
            "/about/data",
            "/cities.json",
        ] {
            assert!(is_public(page), "{page}");
        }
        for page in [
            "/account",
            "/desk/x",
            "/cities/bologna/edit",
            "/partnerships",
            "/aboutx",
            "/events",
        ] {
            assert!(!is_public(page), "{page}");
        }
    }

    #[test]
    fn whoever_says_who_they_are_passes_by() {
        let ask = |name: &str| {
            Request::builder()
                .uri("/cities")
                .header(name, "x")
                .body(Body::empty())
                .unwrap()
        };
        assert_eq!(address_of(&ask("accept")).as_deref(), Some("/cities"));
        assert_eq!(address_of(&ask("cookie")), None);
        assert_eq!(address_of(&ask("authorization")), None);
    }

    #[test]
    fn what_is_meant_for_one_reader_is_not_kept() {
        let answer = |name: &str, value: &str| {
            Response::builder()
                .header(name, value)
                .body(Body::empty())
                .unwrap()
        };
        assert!(may_keep(&answer("cache-control", "public, max-age=60")));
        assert!(!may_keep(&answer("cache-control", "private, max-age=60")));
        assert!(!may_keep(&answer("cache-control", "no-store")));
        assert!(!may_keep(&answer("set-cookie", "a=b")));
    }

    #[test]
    fn a_kept_page_gets_a_fresh_nonce_in_body_and_policy() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            security::page_policy("OLD").unwrap(),
        );
        let index = Arc::new(Index::new(Default::default()));
        let page = Page::new(
            headers,
            Bytes::from("<script nonce=\"OLD\"></script><i nonce=\"OLD\">"),
            &index,
            0,
        );
        assert_eq!(page.parts.len(), 3);
        let answer = page.answer();
        let nonce = security::nonce_of(answer.headers()).unwrap();
        assert_ne!(nonce, "OLD");
        assert_ne!(Some(nonce), security::nonce_of(page.answer().headers()));
    }
}
