//! A page that does not exist, and the way on from it.

use leptos::prelude::*;

use crate::{
    components::{PageMeta, SearchBox},
    i18n::{href, locale, text},
};

/// Says that nothing lives at this address and offers the directory.
#[component]
pub fn NotFound() -> impl IntoView {
    let l = locale();
    #[cfg(feature = "ssr")]
    crate::ssr::answer_with(http::StatusCode::NOT_FOUND);
    view! {
        <PageMeta title=text!(l, error.not_found) description=text!(l, error.not_found_hint) />
        <main id="main" tabindex="-1">
            <Missing title=text!(l, error.not_found) />
        </main>
    }
}

/// The body of a page that does not exist.
#[component]
pub fn Missing(
    /// What is missing.
    title: &'static str,
) -> impl IntoView {
    let l = locale();
    view! {
        <section class="error-page">
            <p class="status" aria-hidden="true">"404"</p>
            <div>
                <h1>{title}</h1>
                <p class="lede">{text!(l, error.not_found_hint)}</p>
                <form method="get" action=href(l, "/cities") role="search">
                    <SearchBox />
                </form>
                <ul class="actions">
                    <li>
                        <a class="button" href=href(l, "/cities")>
                            {text!(l, home.all_cities)}
                        </a>
                    </li>
                    <li>
                        <a href=href(l, "/")>{text!(l, error.home)}</a>
                    </li>
                </ul>
            </div>
        </section>
    }
}
