//! The answer: how many, in which form, which cities, and the same as files.

use domain::directory::{Sort, View};
use leptos::{either::Either, html, prelude::*};

use super::{
    as_of::AsOf,
    each_row::EachRow,
    explorer::{Explorer, Step},
    map::CityMap,
    pagination::Pagination,
    pills::Pills,
    table::CityTable,
};
use crate::{
    components::{CityRow, Icon},
    i18n::{Locale, locale, plural, text},
};

/// Everything beside the form.
#[component]
pub fn Results(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let total = move || explorer.screen.with(|screen| screen.total);
    let shows = move |view: View| explorer.asked.with(|query| query.view == view);
    let finds = move || total() > 0;
    view! {
        <section
            class="results"
            aria-labelledby="result-count"
            data-complete=move || explorer.is_complete().then_some("")
        >
            <div class="results-head">
                <h2 class="result-count" id="result-count" tabindex="-1" aria-live="polite">
                    {move || plural!(l, total(), cities.count)}
                </h2>
                <ViewSwitch explorer />
                <SortBy explorer />
            </div>
            <Pills explorer />
            <Notices explorer />
            <AsOf explorer />
            <When is=move || !finds()>
                <NoCity explorer />
            </When>
            <When is=move || finds() && shows(View::Map)>
                <CityMap explorer />
            </When>
            <When is=move || finds() && shows(View::Table)>
                <CityTable explorer />
            </When>
            <When is=move || finds() && !shows(View::Table)>
                <Rows explorer />
            </When>
            <Pagination explorer />
            <div class="results-foot">
                <Exports explorer />
                <p class="credit">{text!(l, site.credit)}</p>
            </div>
        </section>
    }
}

/// Draws its content while something holds, and leaves it alone while it goes on to hold.
#[component]
fn When<C: IntoView + 'static>(
    /// What must hold.
    is: impl Fn() -> bool + Send + Sync + 'static,
    /// What is drawn.
    children: TypedChildrenFn<C>,
) -> impl IntoView {
    let holds = Memo::new(move |_| is());
    let children = children.into_inner();
    move || holds.get().then(|| children())
}

/// The cities of the page. As the server drew them they are left alone: they answer to nothing, and going through them
/// would take a third of the time in which the page wakes.
#[component]
fn Rows(explorer: Explorer) -> impl IntoView {
    let class = move || {
        let is_map = explorer.asked.with(|query| query.view == View::Map);
        if is_map {
            "city-list map-list"
        } else {
            "city-list"
        }
    };
    move || match explorer.as_drawn.get() {
        true => Either::Left(view! { <ol class=class inner_html=rows_as_drawn(explorer)></ol> }),
        false => Either::Right(view! {
            <ol class=class>
                <EachRow explorer draw=|row| view! { <CityRow row /> } />
            </ol>
        }),
    }
}

#[cfg(feature = "ssr")]
fn rows_as_drawn(explorer: Explorer) -> String {
    let rows = explorer.screen.with_untracked(|screen| screen.rows.clone());
    let rows = rows.into_iter().map(|row| view! { <CityRow row /> });
    rows.collect_view().to_html()
}

/// In the browser they are in the page already.
#[cfg(not(feature = "ssr"))]
fn rows_as_drawn(_: Explorer) -> String {
    String::new()
}

fn view_name(l: Locale, view: View) -> &'static str {
    match view {
        View::List => text!(l, cities.list),
        View::Table => text!(l, cities.table),
        View::Map => text!(l, cities.map),
    }
}

#[component]
fn ViewSwitch(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let links = View::ALL.map(|view| {
        let address = move || {
            let mut query = explorer.asked.get();
            query.view = view;
            explorer.address(&query)
        };
        let current = move || {
            explorer
                .asked
                .with(|query| (query.view == view).then_some("true"))
        };
        view! {
            <li>
                <a href=address aria-current=current data-noscroll="">
                    <Icon name=view.key() />
                    <span>{view_name(l, view)}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="view-switch" aria-label=text!(l, cities.view)>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}

fn sort_name(l: Locale, sort: Sort) -> &'static str {
    match sort {
        Sort::Name => text!(l, cities.name),
        Sort::Year => text!(l, cities.year),
        Sort::Population => text!(l, cities.population),
        Sort::Recent => text!(l, cities.recent),
        Sort::Connected => text!(l, cities.connected),
    }
}

#[component]
fn SortBy(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let select = NodeRef::<html::Select>::new();
    let sort_now = explorer.asked.with_untracked(|query| query.sort);
    Effect::new(move |_| {
        let sort = explorer.asked.with(|query| query.sort);
        if let Some(select) = select.get() {
            select.set_value(sort.map_or("", Sort::key));
        }
    });
    let choose = move |event| {
        let key = event_target_value(&event);
        explorer.change(Step::New, |query| {
            query.sort = Sort::ALL.into_iter().find(|sort| sort.key() == key);
            query.dir = None;
        });
    };
    let options = Sort::ALL.map(|sort| {
        view! {
            <option value=sort.key() selected=sort_now == Some(sort)>
                {sort_name(l, sort)}
            </option>
        }
    });
    let reversed = move || {
        let mut query = explorer.asked.with(|query| query.first_page());
        query.dir = Some(query.direction().reversed());
        explorer.address(&query)
    };
    view! {
        <div class="sort">
            <label for="sort">{text!(l, cities.sort)}</label>
            <select node_ref=select id="sort" name="sort" form="finder" autocomplete="off" on:change=choose>
                <option value="">{text!(l, cities.best)}</option>
                {options.into_iter().collect_view()}
            </select>
            <button type="submit" form="finder">
                {text!(l, cities.apply_sort)}
            </button>
            <a class="reverse" href=reversed data-noscroll="" aria-label=text!(l, cities.reverse)>
                <Icon name="sort" />
            </a>
        </div>
    }
}

/// What of the address was not followed, and whether the server answered.
#[component]
fn Notices(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let ignored = move || {
        explorer.screen.with(|screen| {
            let parts = screen.ignored.iter();
            parts
                .map(|i| format!("{}={}", i.parameter, i.value))
                .collect::<Vec<_>>()
        })
    };
    let beyond = move || {
        let pages = explorer.screen.with(|screen| screen.pages);
        explorer
            .asked
            .with(|query| (query.page > pages).then_some(pages))
    };
    view! {
        {move || {
            let parts = ignored();
            (!parts.is_empty())
                .then(|| {
                    let parts = parts.into_iter().map(|part| view! { <li><bdi>{part}</bdi></li> });
                    view! {
                        <div class="notice" data-kind="warn">
                            <p>{text!(l, cities.ignored)}</p>
                            <ul>{parts.collect_view()}</ul>
                        </div>
                    }
                })
        }}
        {move || {
            beyond()
                .map(|pages| {
                    let mut last = explorer.asked.get();
                    last.page = pages;
                    let says = plural!(l, pages, cities.beyond);
                    view! {
                        <p class="notice" data-kind="warn">
                            {says} " "
                            <a href=explorer.address(&last)>{text!(l, cities.last_page)}</a>
                        </p>
                    }
                })
        }}
        {move || {
            explorer
                .failed
                .get()
                .then(|| {
                    view! {
                        <p class="notice" data-kind="warn" role="alert">
                            {text!(l, cities.failed)}
                        </p>
                    }
                })
        }}
    }
}

/// No city answers: which filter to take off.
#[component]
fn NoCity(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let offers = move || {
        let pills = explorer.pills().into_iter();
        pills
            .map(|pill| {
                view! {
                    <li>
                        <a class="button" href=explorer.address(&pill.without)>
                            {text!(l, cities.remove, filter = pill.label)}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="empty">
            <h3>{text!(l, cities.none)}</h3>
            <p>{text!(l, cities.none_hint)}</p>
            <ul class="actions">{offers}</ul>
        </div>
    }
}

/// The same cities as files.
#[component]
fn Exports(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let file = move |ending: &'static str| {
        move || {
            let query = explorer.asked.with(|query| {
                let mut query = query.first_page();
                query.view = View::List;
                query.at = Default::default();
                query
            });
            query.address(&format!("/cities.{ending}"))
        }
    };
    view! {
        <p class="exports">
            <span>
                <Icon name="download" />
                {text!(l, cities.download)}
            </span>
            " "
            <a href=file("csv") download="">
                "CSV"
            </a>
            " "
            <a href=file("json") rel="external">
                "JSON"
            </a>
            " "
            <a href=file("geojson") download="">
                "GeoJSON"
            </a>
        </p>
    }
}
