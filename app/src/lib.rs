//! The pages of Ensemble. The server draws them whole; what answers at once is an island that wakes in the browser.
#![recursion_limit = "512"]

pub mod api;
pub mod components;
pub mod i18n;
mod pages;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode, StaticSegment,
    components::{Outlet, ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};

use components::{SiteFooter, SiteHeader};
use pages::{About, Accessibility, Cities, City, Coverage, Home, NotFound};

#[cfg(feature = "ssr")]
pub use shell::{hash_file, shell};

/// The whole product: header, the page of the address, footer.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame />
        </Router>
    }
}

/// What stands around every page, and the one list of routes.
#[component]
fn Frame() -> impl IntoView {
    let path = use_location().pathname;
    provide_context(i18n::locale_of(&path.get_untracked()));
    view! {
        <SiteHeader path />
        <Routes fallback=|| NotFound().into_any()>
            <Pages language="fr" />
            <Pages language="ar" />
            <Pages language="" />
        </Routes>
        <SiteFooter />
    }
}

/// Every page below the prefix of a language. Each is erased here: the types of all pages in one would take minutes
/// to compile, and their code is no part of the Wasm.
#[component(transparent)]
fn Pages(
    /// First part of the path; empty for English.
    language: &'static str,
) -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=StaticSegment(language) view=Outlet>
            <Route path=path!("") view=|| Home().into_any() ssr=SsrMode::Async />
            <Route path=path!("cities") view=|| Cities().into_any() ssr=SsrMode::Async />
            <Route path=path!("cities/:slug") view=|| City().into_any() ssr=SsrMode::Async />
            <Route path=path!("about") view=|| About().into_any() ssr=SsrMode::Async />
            <Route path=path!("about/data") view=|| Coverage().into_any() ssr=SsrMode::Async />
            <Route path=path!("about/accessibility") view=|| Accessibility().into_any() ssr=SsrMode::Async />
        </ParentRoute>
    }
    .into_inner()
}
