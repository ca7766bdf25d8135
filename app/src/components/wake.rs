//! What makes islands answer.

use leptos::prelude::*;

/// Stands once on a page that has islands: their code is on its way while the page is still read. Pages without islands
/// need no code.
#[component]
pub fn Wake() -> impl IntoView {
    #[cfg(feature = "ssr")]
    return use_context::<&'static crate::shell::Built>().map(|built| {
        view! { <leptos_meta::Script>{built.wake.as_str()}</leptos_meta::Script> }
    });
}
