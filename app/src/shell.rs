//! The HTML document around the pages.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{
    App,
    i18n::{Locale, code, direction, locale_of},
};

/// Puts the reader's choice of light or dark in force before anything is painted.
const THEME: &str = "try{var t=localStorage.getItem('theme');if(t)document.documentElement.dataset.theme=t}catch(e){}";

/// The document: head, body, and what wakes it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let path = use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned());
    let locale = locale_of(&path.unwrap_or_default());
    let fonts = fonts(locale).iter().copied();
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
                <HydrationScripts options islands=true />
                <MetaTags />
            </head>
            <body>
                <App />
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
