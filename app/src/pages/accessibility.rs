//! The accessibility statement.

use leptos::prelude::*;

use crate::{
    components::{PageHead, PageMeta},
    i18n::{locale, text},
};

/// What we promise, how it is tested, what is known to be missing.
#[component]
pub fn Accessibility() -> impl IntoView {
    let l = locale();
    view! {
        <PageMeta title=text!(l, accessibility.title) description=text!(l, accessibility.lede) />
        <main id="main" class="about-page" tabindex="-1">
            <PageHead title=text!(l, accessibility.title) lede=text!(l, accessibility.lede) />
            <div class="prose">
                <h2>{text!(l, accessibility.standard)}</h2>
                <p>{text!(l, accessibility.standard_note)}</p>
                <h2>{text!(l, accessibility.works)}</h2>
                <ul>
                    <li>{text!(l, accessibility.keyboard)}</li>
                    <li>{text!(l, accessibility.scripts)}</li>
                    <li>{text!(l, accessibility.map)}</li>
                    <li>{text!(l, accessibility.colour)}</li>
                    <li>{text!(l, accessibility.zoom)}</li>
                    <li>{text!(l, accessibility.direction)}</li>
                </ul>
                <h2>{text!(l, accessibility.tested)}</h2>
                <p>{text!(l, accessibility.tested_note)}</p>
                <h2>{text!(l, accessibility.limits)}</h2>
                <p>{text!(l, accessibility.limits_note)}</p>
            </div>
        </main>
    }
}
