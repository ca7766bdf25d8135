//! Cities one below the other.

use domain::directory::Row;
use leptos::prelude::*;

use super::{CityMark, FieldChip};
use crate::i18n::{href, locale};

/// A plain list of cities.
#[component]
pub fn CityList(
    /// The cities.
    rows: Vec<Row>,
    /// Its class.
    #[prop(default = "city-list")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <ol class=class>
            {rows.into_iter().map(|row| view! { <CityRow row /> }).collect_view()}
        </ol>
    }
}

/// One city: mark, name, country, field, year.
#[component]
pub fn CityRow(
    /// The city.
    row: Row,
) -> impl IntoView {
    let address = href(locale(), &format!("/cities/{}", row.slug));
    view! {
        <li class="city-row" data-field=row.field.clone()>
            <CityMark field=row.field.clone() lat=row.lat lon=row.lon designated=row.designated />
            <h3 class="city-name">
                <a href=address>
                    <bdi>{row.name}</bdi>
                </a>
            </h3>
            <p class="city-place">{row.country_name}</p>
            <FieldChip field=row.field.clone() name=row.field_name />
            <span class="year">{row.designated}</span>
        </li>
    }
}
