//! The directory's reads, answered from the index in memory.
#![expect(missing_docs, reason = "the argument types that the macro writes have no place for it")]

use domain::{
    city::Roster,
    directory::{Coverage, NameTable, Overview, Profile, Screen},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// The cities that an address (`field=music&page=2`) asks for.
#[server(input = GetUrl)]
pub async fn find_cities(address: String, language: String) -> Result<Screen, ServerFnError> {
    let index = crate::ssr::index();
    let (query, mut ignored) = domain::directory::Query::parse(&address);
    let found = domain::directory::search(&index, &query);
    let mut screen = index.screen(&found, &query, &language);
    screen.ignored.append(&mut ignored);
    crate::ssr::answer_beyond_the_end(&query, &screen);
    Ok(screen)
}

/// The network at a glance.
#[server(input = GetUrl)]
pub async fn network_overview(language: String) -> Result<Overview, ServerFnError> {
    Ok(crate::ssr::index().overview(&language))
}

/// A city's page; `None` where there is no such city.
#[server(input = GetUrl)]
pub async fn city_profile(slug: String, language: String) -> Result<Option<Profile>, ServerFnError> {
    Ok(crate::ssr::index().profile(&slug, &language))
}

/// How complete the directory is.
#[server(input = GetUrl)]
pub async fn directory_coverage(language: String) -> Result<Coverage, ServerFnError> {
    Ok(crate::ssr::index().coverage(&language))
}

/// The cities as a browser searches them, in one language.
#[server(input = GetUrl)]
pub async fn directory_roster(language: String) -> Result<Roster, ServerFnError> {
    crate::ssr::keep_for_minutes();
    Ok(crate::ssr::index().roster().slim(&language))
}

/// The words of names in every script, for the search box.
#[server(input = GetUrl)]
pub async fn directory_names() -> Result<NameTable, ServerFnError> {
    crate::ssr::keep_for_minutes();
    Ok(crate::ssr::index().alternates().clone())
}
