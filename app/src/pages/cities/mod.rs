//! The city directory: one question, one answer, shown as list, table or map.

mod as_of;
mod drawn;
mod each_row;
mod explorer;
mod facets;
mod local;
mod map;
mod pagination;
mod pills;
mod results;
mod table;

use domain::directory::{Query, Screen};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    api::directory,
    components::{Icon, PageHead, PageMeta, SearchBox, Wake},
    i18n::{code, href, locale, number, reader_locale, text},
};
use drawn::Drawn;
use explorer::Explorer;
use facets::FacetGroups;
use results::Results;

/// The directory page. The address is the question; the answer comes with the page.
#[component]
pub fn Cities() -> impl IntoView {
    let l = locale();
    let asked = use_location().search.get_untracked();
    let first = asked.clone();
    let screen = Resource::new_blocking(
        || (),
        move |()| directory::find_cities(first.clone(), code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, cities.title) description=text!(l, cities.description) />
        <main id="main" class="finder-page" tabindex="-1">
            <Wake />
            <Suspense>
                {move || {
                    let asked = asked.clone();
                    Suspend::new(async move {
                        screen.await.ok().map(|answer| {
                            let screen = Screen::from_text(&answer).unwrap_or_default();
                            let held = number(l, screen.members);
                            let drawn = Drawn { asked, answer };
                            provide_context(drawn.clone());
                            view! {
                                <PageHead title=text!(l, cities.title) lede=text!(l, cities.lede, number = held) />
                                {drawn.into_page()}
                                <Finder />
                            }
                        })
                    })
                }}
            </Suspense>
        </main>
    }
}

/// The form that asks and the results that answer: the island in which every question is answered at once.
#[island]
fn Finder() -> impl IntoView {
    let l = reader_locale();
    provide_context(l);
    let drawn = Drawn::find();
    let screen = Screen::from_text(&drawn.answer).unwrap_or_default();
    let explorer = Explorer::new(Query::parse(&drawn.asked).0, screen);
    let input = NodeRef::new();
    explorer.follow_history(input);
    explorer.load_when_awake(input);
    let value = explorer.asked.with_untracked(|query| query.q.clone());
    view! {
        <div class="finder" on:click=move |event| explorer.follow_link(&event)>
            <form
                class="finder-form"
                id="finder"
                method="get"
                action=href(l, "/cities")
                role="search"
                autocomplete="off"
                on:submit=move |event| {
                    event.prevent_default();
                    explorer.settle();
                }
                on:input=move |event| explorer.hear(&event)
                on:focusin=move |_| explorer.load_names()
            >
                <SearchBox value node=input />
                <KeptAlong explorer />
                <details class="filters">
                    <summary>
                        <Icon name="filter" />
                        {text!(l, cities.filters)}
                        {move || {
                            let ticked = explorer.pills().len();
                            (ticked > 0)
                                .then(|| view! { " " <span class="count">{number(l, ticked as u32)}</span> })
                        }}
                    </summary>
                    <div class="facets">
                        <FacetGroups explorer />
                        <p class="apply">
                            <button type="submit">{text!(l, cities.apply)}</button>
                        </p>
                    </div>
                </details>
            </form>
            <Results explorer />
        </div>
    }
}

/// What the form does not ask for but must not lose when it is sent without JavaScript.
#[component]
fn KeptAlong(explorer: Explorer) -> impl IntoView {
    move || {
        let kept = explorer.asked.with(|query| {
            let pairs = query.pairs().into_iter();
            pairs
                .filter(|(name, _)| matches!(*name, "view" | "dir"))
                .collect::<Vec<_>>()
        });
        kept.into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view()
    }
}
