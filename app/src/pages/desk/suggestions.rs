//! Corrections that readers suggest, for the city.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::profile::{SuggestionRow, suggestions},
    components::{PageHead, PageMeta},
    i18n::{code, href, locale, text},
    pages::account::{Done, done},
};

/// Each with a button that settles it.
#[component]
pub fn Suggestions() -> impl IntoView {
    let l = locale();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let edit = href(l, &format!("/desk/city/{slug}"));
    let rows = Resource::new_blocking(
        || (),
        move |()| suggestions(slug.clone(), code(l).to_owned()),
    );
    let back = edit.clone();
    let told = (done() == "settled").then(|| text!(l, profile.settled));
    view! {
        <PageMeta title=text!(l, profile.suggestions) description=text!(l, profile.suggestions_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <PageHead title=text!(l, profile.suggestions) lede=text!(l, profile.suggestions_lede) />
            <Done text=told />
            <Suspense>
                {move || {
                    let edit = edit.clone();
                    Suspend::new(async move {
                        rows.await.ok().map(|rows| view! { <List rows edit /> })
                    })
                }}
            </Suspense>
            <p>
                <a href=back>{text!(l, profile.edit)}</a>
            </p>
        </main>
    }
}

#[component]
fn List(rows: Vec<SuggestionRow>, edit: String) -> impl IntoView {
    if rows.is_empty() {
        let nothing = text!(locale(), profile.no_suggestions);
        return view! { <p class="notice">{nothing}</p> }.into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| view! { <Row row edit=edit.clone() /> });
    rows.collect_view().into_any()
}

#[component]
fn Row(row: SuggestionRow, edit: String) -> impl IntoView {
    let l = locale();
    let from = row
        .email
        .unwrap_or_else(|| text!(l, profile.anonymous).to_owned());
    view! {
        <article class="revision">
            <h2>{row.topic}</h2>
            <p class="hint">{text!(l, profile.by, name = from, time = row.made)}</p>
            <p dir="auto" class="typed">
                {row.note}
            </p>
            <form method="post" action=format!("{edit}/suggestions")>
                <input type="hidden" name="suggestion" value=row.id />
                <button type="submit" class="button">
                    {text!(l, profile.settle)}
                </button>
            </form>
        </article>
    }
}
