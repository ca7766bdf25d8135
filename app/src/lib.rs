//! The pages of Ensemble. The server draws them whole; what answers at once is an island that wakes in the browser.
#![recursion_limit = "512"]

pub mod api;
pub mod components;
#[cfg(feature = "ssr")]
mod dates;
#[cfg(feature = "ssr")]
mod devices;
pub mod forms;
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod letters;
mod pages;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod words;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode, StaticSegment,
    components::{Outlet, ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};

use components::{SiteFooter, SiteHeader};
use pages::{
    About, Accessibility, Account, Cities, City, Coverage, Desk, EditProfile, Examples, HandOver,
    History, Home, Inbox, LetterPage, Letters, Link, NotFound, Passkeys, Refused, Register, Reset,
    Review, RolesPage, SignIn, StopLetters, Suggest, Suggestions, Trail,
};

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

/// In the context of a page that whoever asks may not see; provided by the server.
#[derive(Clone, Copy, Debug)]
pub struct Refusal;

/// What stands around every page, and the one list of routes.
#[component]
fn Frame() -> impl IntoView {
    let path = use_location().pathname;
    provide_context(i18n::locale_of(&path.get_untracked()));
    let page = match use_context::<Refusal>() {
        Some(Refusal) => Refused().into_any(),
        None => AllPages().into_any(),
    };
    view! {
        <SiteHeader path />
        {page}
        <SiteFooter />
    }
}

/// Every page in every language.
#[component]
fn AllPages() -> impl IntoView {
    view! {
        <Routes fallback=|| NotFound().into_any()>
            <Pages language="fr" />
            <Pages language="ar" />
            <Pages language="" />
        </Routes>
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
            <Route path=path!("cities/:slug/suggest") view=|| Suggest().into_any() ssr=SsrMode::Async />
            <Route path=path!("about") view=|| About().into_any() ssr=SsrMode::Async />
            <Route path=path!("about/data") view=|| Coverage().into_any() ssr=SsrMode::Async />
            <Route path=path!("about/accessibility") view=|| Accessibility().into_any() ssr=SsrMode::Async />
            <Route path=path!("sign-in") view=|| SignIn().into_any() ssr=SsrMode::Async />
            <Route path=path!("register") view=|| Register().into_any() ssr=SsrMode::Async />
            <Route path=path!("reset") view=|| Reset().into_any() ssr=SsrMode::Async />
            <Route path=path!("link/:secret") view=|| Link().into_any() ssr=SsrMode::Async />
            <Route path=path!("account") view=|| Account().into_any() ssr=SsrMode::Async />
            <Route path=path!("account/passkeys") view=|| Passkeys().into_any() ssr=SsrMode::Async />
            <Route path=path!("inbox") view=|| Inbox().into_any() ssr=SsrMode::Async />
            <Route path=path!("letters/stop/:key") view=|| StopLetters().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk") view=|| Desk().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/roles") view=|| RolesPage().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/roles/:kind/:scope") view=|| RolesPage().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/city/:slug") view=|| EditProfile().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/city/:slug/history") view=|| History().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/city/:slug/suggestions") view=|| Suggestions().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/revisions") view=|| Review().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/trail") view=|| Trail().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/letters") view=|| Letters().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/letters/examples") view=|| Examples().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/letters/:id") view=|| LetterPage().into_any() ssr=SsrMode::Async />
            <Route path=path!("desk/city/:slug/hand-over") view=|| HandOver().into_any() ssr=SsrMode::Async />
        </ParentRoute>
    }
    .into_inner()
}
