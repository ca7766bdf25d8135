//! The time control: the network as it stood at the end of any year.

use leptos::{html, prelude::*};

use super::explorer::Explorer;
use crate::{
    components::Icon,
    i18n::{locale, text},
};

/// A slider over the years of the network; at its end stands today.
#[component]
pub fn AsOf(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let (first, last) = explorer.screen.with_untracked(|screen| screen.years);
    let year = move || {
        explorer
            .asked
            .with(|query| query.as_of.unwrap_or(last).clamp(first, last))
    };
    let slider = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let year = year().to_string();
        if let Some(slider) = slider.get().filter(|slider| slider.value() != year) {
            slider.set_value(&year);
        }
    });
    let slide = move |event| {
        if let Ok(year) = event_target_value(&event).parse() {
            explorer.show_year(year);
        }
    };
    let today = move || {
        let mut query = explorer.asked.with(|query| query.first_page());
        query.as_of = None;
        explorer.address(&query)
    };
    view! {
        <div class="as-of">
            <label for="as-of">{text!(l, cities.as_of)}</label>
            <output for="as-of" id="as-of-year">
                {year}
            </output>
            <input
                node_ref=slider
                type="range"
                id="as-of"
                name="as_of"
                form="finder"
                autocomplete="off"
                step="1"
                min=first
                max=last
                value=untrack(year)
                on:input=slide
                on:change=move |_| explorer.settle()
            />
            <button class="as-of-apply" type="submit" form="finder">
                {text!(l, cities.apply)}
            </button>
            <a class="reset" href=today data-noscroll="" hidden=move || year() == last>
                <Icon name="reset" />
                {text!(l, cities.today)}
            </a>
        </div>
    }
}
