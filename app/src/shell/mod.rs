//! The HTML document around the pages.

use std::{env, fs, sync::OnceLock};

use leptos::{nonce::use_nonce, prelude::*, reactive::owner::Owner};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{
    App,
    i18n::{Locale, code, direction, locale_of},
};

/// Runs before anything is painted.
const THEME: &str = include_str!("theme.js");
/// A function of the addresses of script and Wasm; runs when the page is whole.
const WAKE: &str = include_str!("wake.js");

/// The document: head, body, and what wakes it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let path = use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned());
    let locale = locale_of(&path.unwrap_or_default());
    let fonts = fonts(locale).iter().copied();
    let wake = wake(&options);
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
                {fonts
                    .map(|font| {
                        view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="" /> }
                    })
                    .collect_view()}
                <HashedStylesheet options=options.clone() />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <MetaTags />
            </head>
            <body>
                <App />
                <script nonce=use_nonce() inner_html=wake></script>
            </body>
        </html>
    }
}

/// The fonts that the first view of a page needs, fetched before the style sheet asks for them.
fn fonts(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::en | Locale::fr => &["/fonts/ensemble-sans.woff2", "/fonts/ensemble-serif.woff2"],
        Locale::ar => &[
            "/fonts/ensemble-arabic.woff2",
            "/fonts/ensemble-naskh.woff2",
        ],
    }
}

/// The script that wakes the islands. Leptos has one of its own (`HydrationScripts`), which fetches the Wasm ahead even
/// where nothing sleeps, and by links that a browser without JavaScript complains of.
fn wake(options: &LeptosOptions) -> String {
    static FILES: OnceLock<[String; 2]> = OnceLock::new();
    let [script, wasm] = FILES.get_or_init(|| {
        let hashes = options.hash_files.then(|| hashes(options)).flatten();
        ["js", "wasm"].map(|kind| {
            let line = |line: &str| {
                Some(line.split_once(':')?)
                    .filter(|(name, _)| *name == kind)
                    .map(|(_, hash)| format!(".{}", hash.trim()))
            };
            let hash = hashes
                .as_deref()
                .and_then(|hashes| hashes.lines().find_map(line))
                .unwrap_or_default();
            format!(
                "/{}/{}{hash}.{kind}",
                options.site_pkg_dir, options.output_name
            )
        })
    });
    format!("{}('{script}', '{wasm}')", WAKE.trim_end())
}

/// What cargo-leptos wrote beside the executable: a line `kind: hash` for each file whose name carries one.
fn hashes(options: &LeptosOptions) -> Option<String> {
    let folder = env::current_exe().ok()?.parent()?.to_owned();
    fs::read_to_string(folder.join(&*options.hash_file)).ok()
}
