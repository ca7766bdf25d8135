//! The choices of every facet, with what each would give.

use domain::{
    city::Year,
    directory::{Facet, FacetValue, Query},
};
use leptos::{html, prelude::*};

use super::{
    explorer::{Explorer, Step},
    pills::value_label,
};
use crate::{
    components::Icon,
    i18n::{Locale, locale, number, text},
};

/// Every facet and the years of designation.
#[component]
pub fn FacetGroups(explorer: Explorer) -> impl IntoView {
    let groups = Facet::ALL
        .map(|facet| view! { <FacetGroup explorer facet /> })
        .into_iter()
        .collect_view();
    view! {
        {groups}
        <YearRange explorer />
    }
}

fn facet_name(l: Locale, facet: Facet) -> &'static str {
    match facet {
        Facet::Field => text!(l, facet.field),
        Facet::Region => text!(l, facet.region),
        Facet::Country => text!(l, facet.country),
        Facet::Development => text!(l, facet.development),
        Facet::Recognition => text!(l, facet.recognition),
    }
}

#[component]
fn FacetGroup(explorer: Explorer, facet: Facet) -> impl IntoView {
    let l = locale();
    let is_ticked = explorer
        .asked
        .with_untracked(|query| !query.ticked(facet).is_empty());
    let is_open = is_ticked || matches!(facet, Facet::Field | Facet::Region);
    let values = explorer
        .screen
        .with_untracked(|screen| screen.facets.of(facet).to_vec());
    // Typing changes the question, but not what is ticked.
    let ticked = Memo::new(move |_| explorer.asked.with(|query| query.ticked(facet).clone()));
    let choices = values
        .into_iter()
        .enumerate()
        .map(|(place, value)| view! { <Choice explorer facet ticked place value /> })
        .collect_view();
    view! {
        <details class="facet-group" open=is_open>
            <summary>{facet_name(l, facet)} <Icon name="chevron" /></summary>
            <fieldset class="facet">
                <legend class="visually-hidden">{facet_name(l, facet)}</legend>
                <ul>{choices}</ul>
            </fieldset>
        </details>
    }
}

/// One choice. Its count follows every answer; its place among the choices never changes.
#[component]
fn Choice(
    explorer: Explorer,
    facet: Facet,
    /// The ticked values of the facet.
    ticked: Memo<Vec<String>>,
    place: usize,
    value: FacetValue,
) -> impl IntoView {
    let l = locale();
    let label = value_label(l, facet, &value.value, &value.label);
    let key = value.value.clone();
    let count = move || {
        explorer.screen.with(|screen| {
            screen
                .facets
                .of(facet)
                .get(place)
                .map_or(0, |value| value.count)
        })
    };
    let toggle = {
        let key = key.clone();
        move || {
            let query = explorer
                .asked
                .with_untracked(|query| query.toggled(facet, &key));
            explorer.ask(query, Step::New);
        }
    };
    let is_ticked = ticked.with_untracked(|ticked| ticked.contains(&key));
    let input = NodeRef::<html::Input>::new();
    let toggle_early = toggle.clone();
    Effect::new(move |awake: Option<()>| {
        let ticked = ticked.with(|ticked| ticked.contains(&key));
        match input.get() {
            Some(input) if input.checked() != ticked => match awake {
                Some(()) => input.set_checked(ticked),
                None => toggle_early(),
            },
            _ => {}
        }
    });
    let is_field = facet == Facet::Field;
    view! {
        <li>
            <label
                class="check"
                data-field=is_field.then(|| value.value.clone())
                class:is-empty=move || count() == 0
            >
                <input
                    node_ref=input
                    type="checkbox"
                    name=facet.key()
                    value=value.value.clone()
                    checked=is_ticked
                    on:change=move |_| toggle()
                />
                {is_field.then(|| view! { <Icon name=format!("field-{}", value.value) /> })}
                <span class="check-name">{label}</span>
                " "
                <span class="count">{move || number(l, count())}</span>
            </label>
        </li>
    }
}

#[component]
fn YearRange(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let is_open = explorer
        .asked
        .with_untracked(|query| query.year_from.is_some() || query.year_to.is_some());
    view! {
        <details class="facet-group" open=is_open>
            <summary>{text!(l, facet.designated)} <Icon name="chevron" /></summary>
            <fieldset class="facet year-range">
                <legend class="visually-hidden">{text!(l, facet.designated)}</legend>
                <YearInput explorer name="year_from" label=text!(l, facet.from) year=|q| &mut q.year_from />
                <YearInput explorer name="year_to" label=text!(l, facet.to) year=|q| &mut q.year_to />
            </fieldset>
        </details>
    }
}

/// One end of the span of years; it takes effect when its field is left.
#[component]
fn YearInput(
    explorer: Explorer,
    /// Its parameter.
    name: &'static str,
    /// What stands before it.
    label: &'static str,
    /// Its place in the question.
    year: fn(&mut Query) -> &mut Option<Year>,
) -> impl IntoView {
    let (first, last) = explorer.screen.with_untracked(|screen| screen.years);
    let asked = move || explorer.asked.with(|query| *year(&mut query.clone()));
    let shown = move || asked().map_or_else(String::new, |year| year.to_string());
    view! {
        <label>
            {label} " "
            <input
                type="number"
                name=name
                min=first
                max=last
                inputmode="numeric"
                value=untrack(shown)
                prop:value=shown
                on:change=move |event| {
                    let typed = event_target_value(&event).parse().ok();
                    explorer.change(Step::New, |query| *year(query) = typed);
                }
            />
        </label>
    }
}
