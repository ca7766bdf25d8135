//! What the server alone does for a page. The process provides an [`IndexHandle`] in the context of every request.

use std::sync::{Arc, PoisonError, RwLock};

use domain::directory::{Index, Query, Screen};
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The directory index in force; replaced whole when its rows change.
#[derive(Clone, Default)]
pub struct IndexHandle(Arc<RwLock<Option<Arc<Index>>>>);

impl IndexHandle {
    /// A handle to a first index.
    pub fn new(index: Index) -> Self {
        let handle = IndexHandle::default();
        handle.replace(index);
        handle
    }

    /// The index in force.
    pub fn current(&self) -> Arc<Index> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
            .unwrap_or_else(|| Arc::new(Index::new(Default::default())))
    }

    /// Puts a new index in force.
    pub fn replace(&self, index: Index) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(index));
    }
}

/// The index for this request.
pub fn index() -> Arc<Index> {
    use_context::<IndexHandle>().unwrap_or_default().current()
}

/// Sets the status of the page that is being drawn.
pub fn answer_with(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// A page number beyond the last page is not found; the page says which is the last.
pub fn answer_beyond_the_end(query: &Query, screen: &Screen) {
    if query.page > screen.pages {
        answer_with(StatusCode::NOT_FOUND);
    }
}

/// Lets the reader's browser keep an answer that changes rarely.
pub fn keep_for_minutes() {
    if let Some(response) = use_context::<ResponseOptions>() {
        let kept =
            http::HeaderValue::from_static("public, max-age=300, stale-while-revalidate=86400");
        response.insert_header(http::header::CACHE_CONTROL, kept);
    }
}
