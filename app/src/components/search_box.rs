//! The box in which one types a city's name.

use leptos::prelude::*;

use super::Icon;
use crate::i18n::{locale, text};

/// A labelled search box with its button; the form around it decides what happens.
#[component]
pub fn SearchBox(
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// The box itself, for those who follow its typing.
    #[prop(optional)]
    node: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    let l = locale();
    view! {
        <div class="search-box">
            <label for="q">{text!(l, search.label)}</label>
            <div class="search-field">
                <Icon name="search" />
                <input
                    node_ref=node
                    type="search"
                    id="q"
                    name="q"
                    value=value
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="q-hint"
                />
                <button type="submit">{text!(l, search.find)}</button>
            </div>
            <p class="hint" id="q-hint">
                {text!(l, search.hint)}
            </p>
        </div>
    }
}
