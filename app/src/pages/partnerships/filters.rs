//! The filters of the tracker: one form, sent by its button or by each choice.

use domain::partnership::{Ask, Facet, Sort, View};
use leptos::prelude::*;

use crate::{
    api::partnership::FacetGroup,
    components::Icon,
    i18n::{href, locale, number, text},
    words::tracker as words,
};

/// The form: words, facets, order. What it does not ask for is carried along.
#[component]
pub fn Filters(facets: Vec<FacetGroup>, ask: Ask) -> impl IntoView {
    let l = locale();
    let ticked: usize = ask.ticked.iter().map(Vec::len).sum();
    let groups = facets.into_iter().map(|group| view! { <Group group /> });
    let sorts = Sort::ALL.iter().copied().map(|sort| {
        view! {
            <option value=sort.key() selected=ask.sort == sort>
                {words::sort(l, sort)}
            </option>
        }
    });
    let view = (ask.view != View::Board)
        .then(|| view! { <input type="hidden" name="view" value=ask.view.key() /> });
    let count = (ticked > 0).then(|| {
        let ticked = u32::try_from(ticked).unwrap_or(u32::MAX);
        view! { " " <span class="count">{number(l, ticked)}</span> }
    });
    let clear = ask.is_filtered().then(|| {
        view! {
            <a href=href(l, &ask.cleared().address("/partnerships"))>{text!(l, tracker.clear)}</a>
        }
    });
    view! {
        <form class="tracker-form" method="get" action=href(l, "/partnerships") role="search">
            {view}
            <div class="tracker-search">
                <label for="q">{text!(l, tracker.search)}</label>
                <input type="search" id="q" name="q" value=ask.q.clone() maxlength="200" />
                <label for="sort">{text!(l, tracker.sort)}</label>
                <select id="sort" name="sort">
                    {sorts.collect_view()}
                </select>
                <button type="submit" class="button">
                    {text!(l, tracker.apply)}
                </button>
                {clear}
            </div>
            <details class="filters" open=false>
                <summary>
                    <Icon name="filter" />
                    {text!(l, tracker.filters)}
                    {count}
                </summary>
                <div class="facets">{groups.collect_view()}</div>
            </details>
        </form>
    }
}

#[component]
fn Group(group: FacetGroup) -> impl IntoView {
    let l = locale();
    let FacetGroup { key, name, values } = group;
    if values.is_empty() {
        return ().into_any();
    }
    let is_open = values.iter().any(|(.., is_ticked)| *is_ticked)
        || [Facet::Status.key(), Facet::Area.key()].contains(&key.as_str());
    let choices = values.into_iter().map(|(value, label, count, is_ticked)| {
        view! {
            <li>
                <label class="check" class:is-empty=count == 0>
                    <input type="checkbox" name=key.clone() value=value checked=is_ticked />
                    <span class="check-name">{label}</span>
                    " "
                    <span class="count">{number(l, count)}</span>
                </label>
            </li>
        }
    });
    let choices = choices.collect_view();
    view! {
        <details class="facet-group" open=is_open>
            <summary>{name.clone()} <Icon name="chevron" /></summary>
            <fieldset class="facet">
                <legend class="visually-hidden">{name}</legend>
                <ul>{choices}</ul>
            </fieldset>
        </details>
    }
    .into_any()
}
