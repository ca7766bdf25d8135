//! The same cities as a table of figures.

use domain::directory::{Direction, Row, Sort};
use leptos::prelude::*;

use super::{each_row::EachRow, explorer::Explorer};
use crate::{
    components::{FieldChip, Icon},
    i18n::{about, href, locale, text},
};

/// Cities as lines of a table; headings sort.
#[component]
pub fn CityTable(explorer: Explorer) -> impl IntoView {
    let l = locale();
    view! {
        <div class="table-scroll" role="region" aria-labelledby="city-table" tabindex="0">
            <table class="city-table">
                <caption id="city-table">{text!(l, cities.caption)}</caption>
                <thead>
                    <tr>
                        <SortHeading explorer sort=Sort::Name label=text!(l, cities.name) class="" />
                        <th scope="col">{text!(l, facet.country)}</th>
                        <th scope="col">{text!(l, facet.field)}</th>
                        <SortHeading explorer sort=Sort::Year label=text!(l, cities.year) class="num" />
                        <SortHeading
                            explorer
                            sort=Sort::Population
                            label=text!(l, cities.population)
                            class="num"
                        />
                    </tr>
                </thead>
                <tbody>
                    <EachRow explorer draw=|row| view! { <TableRow row /> } />
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn SortHeading(
    explorer: Explorer,
    sort: Sort,
    label: &'static str,
    class: &'static str,
) -> impl IntoView {
    let direction = move || {
        explorer
            .asked
            .with(|query| (query.order() == Some(sort)).then(|| query.direction()))
    };
    let address = move || {
        let mut query = explorer.asked.with(|query| query.first_page());
        query.sort = Some(sort);
        query.dir = direction().map(Direction::reversed);
        explorer.address(&query)
    };
    let said = move || {
        direction().map(|direction| match direction {
            Direction::Asc => "ascending",
            Direction::Desc => "descending",
        })
    };
    view! {
        <th scope="col" class=class aria-sort=said>
            <a href=address data-noscroll="">
                {label}
                <Icon name="sort" />
            </a>
        </th>
    }
}

#[component]
fn TableRow(row: Row) -> impl IntoView {
    let l = locale();
    let population = match row.population {
        Some(people) => about(l, people),
        None => "—".to_owned(),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=href(l, &format!("/cities/{}", row.slug))>
                    <bdi>{row.name}</bdi>
                </a>
            </th>
            <td>{row.country_name}</td>
            <td>
                <FieldChip field=row.field name=row.field_name />
            </td>
            <td class="num">{row.designated}</td>
            <td class="num">{population}</td>
        </tr>
    }
}
