//! The directory's reads, answered from the index in memory.
#![expect(
    missing_docs,
    reason = "the argument types that the macro writes have no place for it"
)]

use domain::directory::{Coverage, Overview, Profile};
#[cfg(feature = "ssr")]
use domain::directory::{Query, search};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// The cities that an address (`field=music&page=2`) asks for: a `Screen` as text.
#[server(input = GetUrl)]
pub async fn find_cities(address: String, language: String) -> Result<String, ServerFnError> {
    let index = crate::ssr::index();
    let (query, mut ignored) = Query::parse(&address);
    let mut screen = index.screen(&search(&index, &query), &query, &language);
    screen.ignored.append(&mut ignored);
    crate::ssr::answer_beyond_the_end(&query, &screen);
    Ok(screen.to_text())
}

/// The network at a glance.
#[server(input = GetUrl)]
pub async fn network_overview(language: String) -> Result<Overview, ServerFnError> {
    Ok(crate::ssr::index().overview(&language))
}

/// A city's page; `None` where there is no such city.
#[server(input = GetUrl)]
pub async fn city_profile(
    slug: String,
    language: String,
) -> Result<Option<Profile>, ServerFnError> {
    Ok(crate::ssr::index().profile(&slug, &language))
}

/// How complete the directory is.
#[server(input = GetUrl)]
pub async fn directory_coverage(language: String) -> Result<Coverage, ServerFnError> {
    Ok(crate::ssr::index().coverage(&language))
}

/// The cities as a browser searches them, in one language: a `Roster` as text.
#[server(input = GetUrl)]
pub async fn directory_roster(language: String) -> Result<String, ServerFnError> {
    crate::ssr::keep_for_minutes();
    Ok(crate::ssr::index().roster().to_text(&language))
}

/// The words of names in every script, for the search box: a `NameTable` as text.
#[server(input = GetUrl)]
pub async fn directory_names() -> Result<String, ServerFnError> {
    crate::ssr::keep_for_minutes();
    Ok(crate::ssr::index().alternates().to_text())
}
