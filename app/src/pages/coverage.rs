//! How complete the directory is, where its facts come from, and under which licences.

use domain::{
    directory::{Coverage as Known, RegionCoverage, Row},
    mark::Short,
};
use leptos::prelude::*;

use crate::{
    api::directory,
    components::{CityList, PageHead, PageMeta},
    i18n::{code, locale, number, plural, text},
};

/// Coverage, sources and licences of the directory.
#[component]
pub fn Coverage() -> impl IntoView {
    let l = locale();
    let known = Resource::new_blocking(
        || (),
        move |()| directory::directory_coverage(code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, coverage.title) description=text!(l, coverage.description) />
        <main id="main" class="data-page" tabindex="-1">
            <Suspense>
                {move || Suspend::new(async move {
                    known.await.ok().map(|known| view! { <Completeness known /> })
                })}
            </Suspense>
            <Sources />
        </main>
    }
}

#[component]
fn Completeness(known: Known) -> impl IntoView {
    let l = locale();
    let missing = known.members.saturating_sub(known.held);
    let lede = text!(
        l,
        coverage.lede,
        held = number(l, known.held),
        members = number(l, known.members),
        year = known.year
    );
    let rows = known
        .regions
        .into_iter()
        .map(|region| view! { <RegionRow region /> });
    let missing_text = plural!(l, missing, coverage.missing);
    view! {
        <PageHead title=text!(l, coverage.title) lede />
        <section class="section">
            {(missing > 0).then(|| view! { <p class="notice">{missing_text}</p> })}
            <div class="table-scroll" role="region" aria-labelledby="coverage" tabindex="0">
                <table class="coverage">
                    <caption id="coverage">{text!(l, coverage.by_region)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text!(l, facet.region)}</th>
                            <th scope="col" class="num">
                                {text!(l, site.cities)}
                            </th>
                            <th scope="col" class="num">
                                {text!(l, cities.population)}
                            </th>
                            <th scope="col" class="num">
                                {text!(l, coverage.names)}
                            </th>
                            <th scope="col" class="num">
                                {text!(l, facet.recognition)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
        <Doubtful title=text!(l, coverage.unconfirmed) note=text!(l, city.unconfirmed) rows=known.unconfirmed />
        <Doubtful title=text!(l, coverage.wide) note=text!(l, coverage.wide_note) rows=known.wide />
    }
}

#[component]
fn RegionRow(region: RegionCoverage) -> impl IntoView {
    let l = locale();
    let share = move |filled: u32| {
        let percent = f64::from(filled) * 100.0 / f64::from(region.cities.max(1));
        view! {
            <td class="num">
                {text!(l, coverage.share, percent = format!("{percent:.0}"))}
                <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width=Short(percent).to_string() height="4" />
                </svg>
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{region.label}</th>
            <td class="num">{number(l, region.cities)}</td>
            {share(region.population)}
            {share(region.names)}
            {share(region.recognition)}
        </tr>
    }
}

#[component]
fn Doubtful(title: &'static str, note: &'static str, rows: Vec<Row>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section">
                <header class="section-head">
                    <h2>{title}</h2>
                    <p>{note}</p>
                </header>
                <CityList rows class="city-list compact" />
            </section>
        }
    })
}

#[component]
fn Sources() -> impl IntoView {
    let l = locale();
    let source = |name: &'static str, licence: &'static str| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{licence}</dd>
            </div>
        }
    };
    view! {
        <div class="prose">
            <h2>{text!(l, coverage.sources)}</h2>
            <dl class="terms">
                {source(text!(l, coverage.membership), text!(l, coverage.membership_source))}
                {source(text!(l, coverage.places), text!(l, coverage.places_source))}
                {source(text!(l, coverage.countries), text!(l, coverage.countries_source))}
                {source(text!(l, facet.development), text!(l, coverage.development_source))}
                {source(text!(l, cities.map), text!(l, coverage.map_source))}
            </dl>
            <h2>{text!(l, coverage.reuse)}</h2>
            <p>{text!(l, coverage.reuse_note)}</p>
            <ul class="exports">
                <li>
                    <a href="/cities.csv" download="">
                        "CSV"
                    </a>
                </li>
                <li>
                    <a href="/cities.json" rel="external">
                        "JSON"
                    </a>
                </li>
                <li>
                    <a href="/cities.geojson" download="">
                        "GeoJSON"
                    </a>
                </li>
            </ul>
        </div>
    }
}
