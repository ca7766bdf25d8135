//! The filters in force, each one removable.

use domain::directory::{Facet, Query, Screen};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::explorer::{Explorer, Step};
use crate::{
    components::Icon,
    i18n::{Locale, locale, text},
};

/// One filter in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Pill {
    /// Parameter and value, which tell it from the others.
    pub key: (&'static str, String),
    /// What it says.
    pub label: String,
    /// Its field, for the hue.
    pub field: Option<String>,
    /// The question without it.
    pub without: Query,
}

/// Every filter of a question, in the order of the form.
pub fn pills(query: &Query, screen: &Screen, l: Locale) -> Vec<Pill> {
    let mut pills = Vec::new();
    let mut add = |parameter, value: &str, label: String, without: Query| {
        pills.push(Pill {
            field: (parameter == "field").then(|| value.to_owned()),
            key: (parameter, value.to_owned()),
            label,
            without: without.first_page(),
        });
    };
    let asked = query.q.trim();
    if !asked.is_empty() {
        let without = Query {
            q: String::new(),
            ..query.clone()
        };
        add(
            "q",
            asked,
            text!(l, cities.named, words = asked).to_string(),
            without,
        );
    }
    for facet in Facet::ALL {
        for value in query.ticked(facet) {
            let is_known = !screen
                .ignored
                .iter()
                .any(|i| i.parameter == facet.key() && i.value == *value);
            if is_known {
                let label = value_label(l, facet, value, screen.facets.label(facet, value));
                add(facet.key(), value, label, query.toggled(facet, value));
            }
        }
    }
    if let Some(year) = query.year_from {
        let label = text!(l, cities.since, year = year).to_string();
        add(
            "year_from",
            &year.to_string(),
            label,
            Query {
                year_from: None,
                ..query.clone()
            },
        );
    }
    if let Some(year) = query.year_to {
        let label = text!(l, cities.until, year = year).to_string();
        add(
            "year_to",
            &year.to_string(),
            label,
            Query {
                year_to: None,
                ..query.clone()
            },
        );
    }
    if let Some(year) = query.as_of {
        let label = text!(l, cities.as_in, year = year).to_string();
        add(
            "as_of",
            &year.to_string(),
            label,
            Query {
                as_of: None,
                ..query.clone()
            },
        );
    }
    pills
}

/// The name of a facet's value: from the rows, or from the texts where the software itself decides by it.
pub fn value_label(l: Locale, facet: Facet, value: &str, label: &str) -> String {
    let own = match (facet, value) {
        (Facet::Development, "developed") => text!(l, facet.developed),
        (Facet::Development, "developing") => text!(l, facet.developing),
        (Facet::Recognition, "creative-hub") => text!(l, facet.creative_hub),
        (Facet::Recognition, "socio-cultural-cluster") => text!(l, facet.socio_cultural_cluster),
        _ => label,
    };
    own.to_owned()
}

/// The filters in force as buttons that take them off.
#[component]
pub fn Pills(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let cleared = move || {
        explorer
            .asked
            .with(|query| explorer.address(&query.cleared()))
    };
    let any = Memo::new(move |_| !explorer.pills().is_empty());
    move || {
        any.get().then(|| {
            view! {
                <ul class="pills" aria-label=text!(l, cities.in_force)>
                    <For
                        each=move || explorer.pills()
                        key=|pill| pill.key.clone()
                        children=move |pill| view! { <PillLink explorer pill /> }
                    />
                    <li>
                        <a class="clear-all" href=cleared>
                            {text!(l, cities.clear)}
                        </a>
                    </li>
                </ul>
            }
        })
    }
}

#[component]
fn PillLink(explorer: Explorer, pill: Pill) -> impl IntoView {
    let l = locale();
    let key = pill.key.clone();
    let without = move || {
        let pills = explorer.pills();
        let found = pills.into_iter().find(|pill| pill.key == key);
        found.map_or_else(Query::default, |pill| pill.without)
    };
    let address = {
        let without = without.clone();
        move || explorer.address(&without())
    };
    let remove = move |event: ev::MouseEvent| {
        event.prevent_default();
        focus_neighbour(&event);
        explorer.ask(untrack(&without), Step::New);
    };
    view! {
        <li>
            <a
                class="pill"
                href=address
                data-field=pill.field.clone()
                aria-label=text!(l, cities.remove, filter = pill.label.clone())
                on:click=remove
            >
                {pill.field.clone().map(|field| view! { <Icon name=format!("field-{field}") /> })}
                <bdi>{pill.label.clone()}</bdi>
                <Icon name="close" class="icon icon-close" />
            </a>
        </li>
    }
}

/// Focus goes to the next pill, to the one before where there is none, else to the result.
fn focus_neighbour(event: &ev::MouseEvent) {
    let link = event
        .current_target()
        .and_then(|t| t.dyn_into::<Element>().ok());
    let item = link.and_then(|link| link.parent_element());
    let pill_of =
        |item: Option<Element>| item.and_then(|item| item.query_selector("a.pill").ok().flatten());
    let next = item.as_ref().and_then(Element::next_element_sibling);
    let before = item.as_ref().and_then(Element::previous_element_sibling);
    let target = pill_of(next)
        .or_else(|| pill_of(before))
        .or_else(|| document().get_element_by_id("result-count"));
    if let Some(target) = target.and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
        let _ = target.focus();
    }
}
