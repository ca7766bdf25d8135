//! A page that exists, for others.

use leptos::prelude::*;

use crate::{
    components::PageMeta,
    i18n::{href, locale, text},
};

/// Says that the reader's roles do not open this page, and the way on.
#[component]
pub fn Refused() -> impl IntoView {
    let l = locale();
    view! {
        <PageMeta title=text!(l, desk.refused) description=text!(l, desk.refused_note) />
        <main id="main" tabindex="-1">
            <section class="error-page">
                <p class="status" aria-hidden="true">
                    "403"
                </p>
                <div>
                    <h1>{text!(l, desk.refused)}</h1>
                    <p class="lede">{text!(l, desk.refused_note)}</p>
                    <ul class="actions">
                        <li>
                            <a class="button" href=href(l, "/desk")>
                                {text!(l, desk.title)}
                            </a>
                        </li>
                        <li>
                            <a href=href(l, "/")>{text!(l, error.home)}</a>
                        </li>
                    </ul>
                </div>
            </section>
        </main>
    }
}
