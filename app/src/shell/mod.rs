//! The HTML document around the pages.

mod built;

use leptos::{nonce::use_nonce, prelude::*, reactive::owner::Owner};
use leptos_meta::MetaTags;

use crate::{
    App,
    i18n::{code, direction, locale_of},
};
pub use built::{Built, hash_file};

/// Runs before anything is painted.
const THEME: &str = include_str!("theme.js");

/// The document: head, body, and what wakes it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let path = use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned());
    let locale = locale_of(&path.unwrap_or_default());
    let built = Built::of(&options);
    provide_context(built);
    // Only what is within an island is numbered for the browser to find again.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    view! {
        <!DOCTYPE html>
        <html lang=code(locale) dir=direction(locale)>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#fbfbf8" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#10181e" media="(prefers-color-scheme: dark)" />
                <script nonce=use_nonce() inner_html=THEME></script>
                // Before the styles, which take their time: a page's scripts are in here.
                <MetaTags />
                <Styles built />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The style sheet, within the page where that can be: asked for by a link, it would come one round trip later, and
/// nothing is painted without it.
#[component]
fn Styles(built: &'static Built) -> impl IntoView {
    match &built.styles {
        Some(styles) => {
            view! { <style nonce=use_nonce() inner_html=styles.as_str()></style> }.into_any()
        }
        None => view! { <link rel="stylesheet" href=built.stylesheet.as_str() /> }.into_any(),
    }
}
