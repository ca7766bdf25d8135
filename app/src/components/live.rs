//! What keeps a page without islands up to date.

use leptos::prelude::*;

/// A function of what the page shows.
const LIVE: &str = include_str!("live.js");

/// Stands on a page about one thing: when that changes, its content is fetched and shown anew.
#[component]
pub fn Live(
    /// Kind of thing, as events name it.
    entity: &'static str,
    /// Which one; a key without quotes in it.
    key: String,
) -> impl IntoView {
    let key: String = key
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '-')
        .collect();
    let call = format!("{}('{entity}', '{key}')", LIVE.trim_end());
    view! { <leptos_meta::Script>{call}</leptos_meta::Script> }
}
