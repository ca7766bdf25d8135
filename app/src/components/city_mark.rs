//! The emblem of a city.

use domain::{city::Year, mark};
use leptos::prelude::*;

/// Draws a city's mark from its facts; silent for screen readers, since the name stands beside it.
#[component]
pub fn CityMark(
    /// Key of the field, for hue and glyph.
    field: String,
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lon: f64,
    /// Year of designation.
    designated: Year,
) -> impl IntoView {
    let glyph = format!("/icons.svg#field-{field}");
    view! {
        <svg class="mark" viewBox="0 0 64 64" data-field=field aria-hidden="true">
            <circle class="mark-ground" cx="32" cy="32" r="31" />
            <path class="mark-lines" d=mark::lines(lat, lon) />
            <path class="mark-ring" d=mark::ring(designated) />
            <use class="mark-glyph" href=glyph x="20" y="20" width="24" height="24" />
        </svg>
    }
}
