//! The head of every page: brand, main pages, languages, light or dark.

use leptos::prelude::*;

use super::Icon;
use crate::i18n::{
    LOCALES, Locale, code, direction, href, locale, number, own_name, page_of, plural, text,
};

/// Who reads the page; provided by the server where someone is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// How much news they have not read.
    pub unread: u32,
}

/// Skip link, brand and navigation.
#[component]
pub fn SiteHeader(
    /// The path of the page shown.
    path: Memo<String>,
) -> impl IntoView {
    let l = locale();
    let is_signed_in = use_context::<Reader>().is_some();
    view! {
        <a class="skip-link" href="#main">
            {text!(l, site.skip)}
        </a>
        <header class="site-header">
            <a class="brand" href=href(l, "/")>
                <Icon name="ensemble" class="brand-mark" />
                <span class="brand-name">"Ensemble"</span>
            </a>
            <nav class="site-nav" aria-label=text!(l, site.main)>
                <ul>
                    <NavLink path page="/cities" label=text!(l, site.cities) />
                    <NavLink path page="/about" label=text!(l, site.about) />
                    <NavLink path page="/about/data" label=text!(l, site.coverage) />
                </ul>
            </nav>
            <nav class="entrance" aria-label=text!(l, site.yours) data-signed-in=is_signed_in.then_some("")>
                <ul>
                    <Entrance path />
                </ul>
            </nav>
            <nav class="language-switch" aria-label=text!(l, site.language)>
                <ul>
                    {LOCALES
                        .map(|other| view! { <LanguageLink path other /> })
                        .into_iter()
                        .collect_view()}
                </ul>
            </nav>
            // Answers to the script in the head of the page.
            <button class="theme-switch" type="button" aria-label=text!(l, site.theme)>
                <Icon name="sun" class="icon icon-sun" />
                <Icon name="moon" class="icon icon-moon" />
            </button>
        </header>
    }
}

/// The way to one's own pages, or to signing in.
#[component]
fn Entrance(
    /// The path of the page shown.
    path: Memo<String>,
) -> impl IntoView {
    let l = locale();
    match use_context::<Reader>() {
        Some(Reader { unread }) => view! {
            <NavLink path page="/desk" label=text!(l, site.desk) />
            <NavLink path page="/inbox" label=text!(l, inbox.title) unread />
            <NavLink path page="/account" label=text!(l, site.account) />
        }
        .into_any(),
        None => view! { <NavLink path page="/sign-in" label=text!(l, site.sign_in) /> }.into_any(),
    }
}

/// A page in the navigation; the one shown says so.
#[component]
fn NavLink(
    /// The path of the page shown.
    path: Memo<String>,
    /// The page linked.
    page: &'static str,
    /// Its name.
    label: &'static str,
    /// How much there is unread.
    #[prop(default = 0)]
    unread: u32,
) -> impl IntoView {
    let l = locale();
    let count = (unread > 0).then(|| {
        view! {
            <span class="badge" aria-hidden="true">
                {number(l, unread)}
            </span>
            <span class="visually-hidden">{plural!(l, unread, inbox.unread)}</span>
        }
    });
    let current = move || {
        path.with(|path| match page_of(path) {
            shown if shown == page => Some("page"),
            shown if page == "/cities" && shown.starts_with("/cities/") => Some("true"),
            _ => None,
        })
    };
    view! {
        <li>
            <a href=href(l, page) aria-current=current>
                {label}
                {count}
            </a>
        </li>
    }
}

/// The page shown, in another language, with the same question in its address.
#[component]
fn LanguageLink(
    /// The path of the page shown.
    path: Memo<String>,
    /// The other language.
    other: Locale,
) -> impl IntoView {
    let search = leptos_router::hooks::use_location().search;
    let address = move || {
        let page = path.with(|path| href(other, page_of(path)));
        match search.get() {
            search if search.is_empty() => page,
            search => format!("{page}?{search}"),
        }
    };
    view! {
        <li>
            <a
                href=address
                rel="external"
                lang=code(other)
                hreflang=code(other)
                dir=direction(other)
                aria-current=(other == locale()).then_some("true")
            >
                {own_name(other)}
            </a>
        </li>
    }
}
