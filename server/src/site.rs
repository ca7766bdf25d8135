//! What every route shares.

use std::sync::Arc;

use app::{
    components::SiteOrigin,
    i18n::{Locale, href},
    ssr::IndexHandle,
};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use store::DatabaseConnection;
use tokio::sync::Notify;

use crate::{
    config::Audience, feed::Feed, limits::Limits, metrics::Metrics, page_cache::PageCache,
    storage::Storage,
};

/// The running site.
#[derive(Clone)]
pub struct Site {
    /// Where its files are.
    pub options: LeptosOptions,
    /// The directory in force.
    pub index: IndexHandle,
    /// The database.
    pub db: DatabaseConnection,
    /// Scheme and host under which readers know it.
    pub origin: SiteOrigin,
    /// Counts and latencies.
    pub metrics: Metrics,
    /// Who may read them.
    pub metrics_for: Audience,
    /// Public pages as they were drawn.
    pub pages: PageCache,
    /// How often someone may try.
    pub limits: Limits,
    /// Tells the worker that there is something to do.
    pub work: Arc<Notify>,
    /// What happens, for those who follow it.
    pub feed: Feed,
    /// Files that people sent.
    pub storage: Storage,
    /// Whether requests come by way of a proxy of ours.
    pub is_behind_proxy: bool,
}

impl Site {
    /// A site from its parts, with nothing counted and nothing drawn.
    pub fn new(
        options: LeptosOptions,
        index: IndexHandle,
        db: DatabaseConnection,
        origin: String,
    ) -> Site {
        Site {
            options,
            index,
            db,
            origin: SiteOrigin(origin),
            metrics: Metrics::default(),
            metrics_for: Audience::default(),
            pages: PageCache::default(),
            limits: Limits::default(),
            work: Arc::default(),
            feed: Feed::default(),
            storage: Storage::in_memory(),
            is_behind_proxy: false,
        }
    }

    /// The whole address of a page in a language.
    pub fn absolute(&self, l: Locale, page: &str) -> String {
        format!("{}{}", self.origin.0, href(l, page))
    }

    /// Whether readers reach it by https.
    pub fn is_secure(&self) -> bool {
        self.origin.0.starts_with("https:")
    }
}

impl FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> Self {
        site.options.clone()
    }
}
