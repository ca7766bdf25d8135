//! The tracker as a table, along the years, and by months.

use domain::partnership::Ask;
use leptos::prelude::*;

use super::board::Facts;
use crate::{
    api::partnership::{Bar, Card, Month},
    i18n::{href, locale, number, text},
};

/// Side by side, with pages.
#[component]
pub fn Table(cards: Vec<Card>, page: u32, pages: u32, ask: Ask) -> impl IntoView {
    let l = locale();
    let columns = [
        text!(l, tracker.by_title),
        text!(l, tracker.status),
        text!(l, tracker.area),
        text!(l, tracker.cities),
        text!(l, tracker.dates),
        text!(l, tracker.health),
    ];
    let head = columns.map(|column| view! { <th scope="col">{column}</th> });
    let rows = cards.into_iter().map(|card| view! { <Row card /> });
    view! {
        <div class="table-scroll" role="region" aria-label=text!(l, tracker.title) tabindex="0">
            <table class="desk-table tracker-table">
                <thead>
                    <tr>{head.into_iter().collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <Pages page pages ask />
    }
}

#[component]
fn Row(card: Card) -> impl IntoView {
    let l = locale();
    let signals = [card.health, card.freshness].into_iter().flatten();
    let signals = signals.map(|(key, name)| {
        view! {
            <span class="signal" data-signal=key>
                {name}
            </span>
        }
    });
    view! {
        <tr data-id=card.id>
            <th scope="row" lang=card.language>
                <a href=href(l, &format!("/partnerships/{}", card.slug))>{card.title}</a>
            </th>
            <td>{card.status.1}</td>
            <td>{card.area}</td>
            <td>{card.cities.join(text!(l, site.comma))}</td>
            <td>{card.period.unwrap_or_else(|| text!(l, tracker.undated).to_owned())}</td>
            <td class="signals">{signals.collect_view()}</td>
        </tr>
    }
}

#[component]
fn Pages(page: u32, pages: u32, ask: Ask) -> impl IntoView {
    let l = locale();
    let link = |to: u32, label: &'static str, rel: &'static str| {
        let ask = Ask {
            page: to,
            ..ask.clone()
        };
        view! {
            <a class="button" rel=rel href=href(l, &ask.address("/partnerships"))>
                {label}
            </a>
        }
    };
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label=text!(l, cities.pages)>
                {(page > 1).then(|| link((page - 1).min(pages), text!(l, cities.previous), "prev"))}
                <p>{number(l, page)} " / " {number(l, pages)}</p>
                {(page < pages).then(|| link(page + 1, text!(l, cities.next), "next"))}
            </nav>
        }
    })
}

/// Along the years: each with a bar from its beginning to its end.
#[component]
pub fn Timeline(bars: Vec<Bar>, first: i32, last: i32) -> impl IntoView {
    let l = locale();
    if bars.is_empty() {
        return ().into_any();
    }
    let bars = bars.into_iter().map(|bar| {
        let Bar { card, from, width } = bar;
        view! {
            <li>
                <p lang=card.language.clone()>
                    <a href=href(l, &format!("/partnerships/{}", card.slug))>{card.title}</a>
                    " "
                    <span class="hint">{card.period.unwrap_or_default()}</span>
                </p>
                <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" class="bar" data-status=card.status.0>
                    <rect class="bar-ground" x="0" y="0" width="100" height="2" />
                    <rect class="bar-span" x=from y="0" width=width height="2" />
                </svg>
            </li>
        }
    });
    view! {
        <div class="timeline">
            <p class="timeline-years" aria-hidden="true">
                <span>{first.to_string()}</span>
                <span>{last.to_string()}</span>
            </p>
            <ol>{bars.collect_view()}</ol>
        </div>
    }
    .into_any()
}

/// What begins, ends, meets and is due in a month, day by day.
#[component]
pub fn Calendar(month: Month, ask: Ask) -> impl IntoView {
    let l = locale();
    let link = |month: &str, label: &'static str, rel: &'static str| {
        let month = format!("{month}-01").parse().ok();
        let ask = Ask {
            month,
            ..ask.clone()
        };
        view! {
            <a class="button" rel=rel href=href(l, &ask.address("/partnerships"))>
                {label}
            </a>
        }
    };
    let is_empty = month.days.is_empty();
    let days = month.days.into_iter().map(|(day, entries)| {
        let entries = entries.into_iter().map(|(title, slug, what)| {
            view! {
                <li>
                    <a href=href(l, &format!("/partnerships/{slug}"))>{title}</a>
                    " "
                    <span class="hint">{what}</span>
                </li>
            }
        });
        view! {
            <section class="day">
                <h3>{day}</h3>
                <ul>{entries.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <nav class="months" aria-label=text!(l, tracker.calendar)>
            {link(&month.around.0, text!(l, tracker.previous_month), "prev")} <h2>{month.name}</h2>
            {link(&month.around.1, text!(l, tracker.next_month), "next")}
        </nav>
        {is_empty.then(|| view! { <p class="notice">{text!(l, tracker.quiet_month)}</p> })}
        {days.collect_view()}
    }
}

/// A list of partnerships on another page, such as a city's.
#[component]
pub fn Cards(cards: Vec<Card>) -> impl IntoView {
    let l = locale();
    let cards = cards.into_iter().map(|card| {
        view! {
            <li class="card">
                <h3 lang=card.language.clone()>
                    <a href=href(l, &format!("/partnerships/{}", card.slug))>{card.title.clone()}</a>
                </h3>
                <p class="signals">
                    <span class="signal">{card.status.1.clone()}</span>
                </p>
                <Facts card />
            </li>
        }
    });
    view! { <ul class="cards">{cards.collect_view()}</ul> }
}
