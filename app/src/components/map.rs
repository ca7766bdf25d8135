//! The world that every map is drawn on.

use domain::map::Viewport;
use leptos::prelude::*;

use crate::i18n::{locale, text};

/// Land and graticule, with what stands on them.
#[component]
pub fn WorldMap<C: IntoView + 'static>(
    /// Class of the figure.
    class: &'static str,
    /// The part of the world shown.
    #[prop(optional, into)]
    frame: Option<Signal<String>>,
    /// What the drawing says to those who do not see it; silent where it only decorates.
    #[prop(optional, into)]
    label: Option<String>,
    /// Whether the note on borders stands below.
    #[prop(default = true)]
    note: bool,
    /// Dots and groups, in drawing units.
    children: TypedChildren<C>,
) -> impl IntoView {
    let children = children.into_inner();
    let frame = frame.unwrap_or_else(|| Signal::stored(Viewport::default().frame().to_string()));
    let role = if label.is_some() {
        "group"
    } else {
        "presentation"
    };
    view! {
        <figure class=class>
            <div class="map-frame">
                <svg class="world" viewBox=move || frame.get() role=role aria-label=label>
                    <use class="graticule" href="/world.svg#graticule" />
                    <use class="land" href="/world.svg#land" />
                    {children()}
                </svg>
            </div>
            {note
                .then(|| view! { <figcaption class="map-note">{text!(locale(), map.note)}</figcaption> })}
        </figure>
    }
}
