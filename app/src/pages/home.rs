//! The network at a glance.

use domain::directory::{Growth, Overview, Tally};
use domain::mark::Short;
use leptos::prelude::*;

use crate::{
    api::directory,
    components::{Bars, Icon, PageMeta, SearchBox, WorldMap},
    i18n::{code, href, locale, number, text},
};

/// Height of the tallest bar, in parts of a hundred: above it stands its figure.
const HIGHEST_BAR: f64 = 92.0;

/// The first page: what the network is, how large, where, and a way in.
#[component]
pub fn Home() -> impl IntoView {
    let l = locale();
    let overview = Resource::new_blocking(
        || (),
        move |()| directory::network_overview(code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, home.title) description=text!(l, home.lede) />
        <main id="main" tabindex="-1">
            <Suspense>
                {move || Suspend::new(async move {
                    overview.await.ok().map(|overview| view! { <Glance overview /> })
                })}
            </Suspense>
        </main>
    }
}

#[component]
fn Glance(overview: Overview) -> impl IntoView {
    let l = locale();
    let Overview {
        members,
        countries,
        fields,
        regions,
        growth,
        dots,
    } = overview;
    let since = growth.first().map_or(0, |growth| growth.year);
    view! {
        <Hero dots />
        <dl class="figures">
            <Figure term=text!(l, home.members) value=number(l, members) />
            <Figure term=text!(l, home.countries) value=number(l, countries) />
            <Figure term=text!(l, home.fields) value=fields.len().to_string() />
            <Figure term=text!(l, home.since) value=since.to_string() />
        </dl>
        <FieldIndex fields />
        <section class="section" aria-labelledby="h-growth">
            <header class="section-head">
                <h2 id="h-growth">{text!(l, home.growth)}</h2>
                <p>{text!(l, home.growth_note)}</p>
            </header>
            <GrowthChart growth />
        </section>
        <section class="section" aria-labelledby="h-region">
            <header class="section-head">
                <h2 id="h-region">{text!(l, home.by_region)}</h2>
            </header>
            <Bars caption=text!(l, home.in_directory) parameter="region" tallies=regions />
        </section>
    }
}

#[component]
fn Hero(dots: Vec<(String, String)>) -> impl IntoView {
    let l = locale();
    let dots = dots
        .into_iter()
        .map(|(field, path)| view! { <path class="dots" data-field=field d=path /> })
        .collect_view();
    view! {
        <section class="hero">
            <div class="hero-text">
                <h1>{text!(l, home.title)}</h1>
                <p class="lede">{text!(l, home.lede)}</p>
                <form class="hero-search" method="get" action=href(l, "/cities") role="search">
                    <SearchBox />
                </form>
            </div>
            <WorldMap class="map hero-map">
                <g>{dots}</g>
            </WorldMap>
        </section>
    }
}

#[component]
fn Figure(#[prop(into)] term: String, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{term}</dt>
            <dd>{value}</dd>
        </div>
    }
}

#[component]
fn FieldIndex(fields: Vec<Tally>) -> impl IntoView {
    let l = locale();
    let fields = fields.into_iter().map(|field| {
        let address = href(l, &format!("/cities?field={}", field.key));
        view! {
            <li data-field=field.key.clone()>
                <a href=address>
                    <Icon name=format!("field-{}", field.key) class="glyph" />
                    <span class="field-name">{field.label}</span>
                    " "
                    <span class="count">{number(l, field.count)}</span>
                </a>
            </li>
        }
    });
    view! {
        <section class="section" aria-labelledby="h-fields">
            <header class="section-head">
                <h2 id="h-fields">{text!(l, home.by_field)}</h2>
                <a class="more" href=href(l, "/cities")>
                    {text!(l, home.all_cities)}
                    <Icon name="arrow" />
                </a>
            </header>
            <ul class="field-index">{fields.collect_view()}</ul>
        </section>
    }
}

/// Members after each class, those who were there before and the new ones.
#[component]
fn GrowthChart(growth: Vec<Growth>) -> impl IntoView {
    let most = f64::from(growth.last().map_or(1, |growth| growth.members.max(1)));
    let percent = move |count: u32| f64::from(count) * HIGHEST_BAR / most;
    let share = |percent: f64| format!("{}%", Short(percent));
    let bars = growth.into_iter().map(move |Growth { year, members, joined }| {
        let (all, new) = (percent(members), percent(joined));
        view! {
            <li>
                <svg class="growth-bar">
                    <text class="growth-value" x="50%" y=share(100.0 - all) dy="-5">
                        {members}
                    </text>
                    <rect class="growth-before" y=share(100.0 - all + new) width="100%" height=share(all - new) />
                    <rect class="growth-new" y=share(100.0 - all) width="100%" height=share(new) />
                </svg>
                <span class="growth-year">{year}</span>
            </li>
        }
    });
    view! { <ol class="growth">{bars.collect_view()}</ol> }
}
