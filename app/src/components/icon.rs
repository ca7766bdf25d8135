//! A sign from the sprite.

use leptos::prelude::*;

/// Draws the sign of a name in `public/icons.svg`, in the colour of the text, silent for screen readers.
#[component]
pub fn Icon(
    /// Its name in the sprite.
    #[prop(into)]
    name: String,
    /// Its class.
    #[prop(default = "icon")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("/icons.svg#{name}") />
        </svg>
    }
}
