//! The board: a column for each status, a card for each partnership. Every move is a form; the script makes it quick.

use domain::partnership::{Ask, Facet, View};
use leptos::prelude::*;

use crate::{
    api::partnership::{Card, Column},
    i18n::{href, locale, number, plural, text},
};

/// What makes moves quick and keeps the board as things stand.
const BOARD: &str = include_str!("board.js");

/// Columns side by side.
#[component]
pub fn Board(columns: Vec<Column>, ask: Ask) -> impl IntoView {
    let l = locale();
    let columns = columns
        .into_iter()
        .map(|column| view! { <OneColumn column ask=ask.clone() /> });
    view! {
        <leptos_meta::Script type_="module">{BOARD}</leptos_meta::Script>
        <p
            class="notice board-told"
            role="status"
            data-moved=text!(l, tracker.moved, title = "{title}", status = "{status}")
            data-undo=text!(l, tracker.undo)
            data-undone=text!(l, tracker.undone)
            data-refused=text!(l, tracker.refused, reason = "{reason}")
            data-offline=text!(l, tracker.offline)
            data-online=text!(l, tracker.online)
            data-reason=text!(l, tracker.reason)
            hidden
        ></p>
        <div class="board" role="region" aria-label=text!(l, tracker.board) tabindex="0">
            {columns.collect_view()}
        </div>
    }
}

#[component]
fn OneColumn(column: Column, ask: Ask) -> impl IntoView {
    let l = locale();
    let Column {
        key,
        name,
        count,
        cards,
    } = column;
    let shown = u32::try_from(cards.len()).unwrap_or(u32::MAX);
    let rest = count.saturating_sub(shown);
    // The rest stands in the table, where it has pages.
    let more = (rest > 0).then(|| {
        let mut whole = ask.clone();
        if ask.ticked(Facet::Status).is_empty() {
            whole = whole.toggled(Facet::Status, &key);
        }
        whole.view = View::Table;
        view! {
            <p class="more">
                <a href=href(l, &whole.address("/partnerships"))>{plural!(l, rest, tracker.more)}</a>
            </p>
        }
    });
    let heading = format!("column-{key}");
    let named_by = heading.clone();
    let cards = cards.into_iter().map(|card| view! { <OneCard card /> });
    view! {
        <section class="column" data-status=key aria-labelledby=named_by>
            <h2 id=heading>{name} " " <span class="count">{number(l, count)}</span></h2>
            <ul>{cards.collect_view()}</ul>
            {more}
        </section>
    }
}

/// A partnership on the board.
#[component]
fn OneCard(card: Card) -> impl IntoView {
    let l = locale();
    let address = href(l, &format!("/partnerships/{}", card.slug));
    let moves = (!card.steps.is_empty()).then(|| view! { <Moves card=card.clone() /> });
    let (language, title) = (card.language.clone(), card.title.clone());
    let (id, version) = (card.id, card.version);
    view! {
        <li class="card" data-id=id data-version=version>
            <h3 lang=language>
                <a href=address>{title}</a>
            </h3>
            <Facts card />
            {moves}
        </li>
    }
}

/// What a card says besides its title.
#[component]
pub fn Facts(card: Card) -> impl IntoView {
    let l = locale();
    let signals = [card.health, card.freshness]
        .into_iter()
        .flatten()
        .map(|(key, name)| {
            view! {
                <span class="signal" data-signal=key>
                    {name}
                </span>
            }
        });
    let unconfirmed = (!card.is_confirmed)
        .then(|| view! { <span class="signal">{text!(l, partner.unconfirmed)}</span> });
    let line = [Some(card.area), card.direction, card.period];
    let line: Vec<String> = line.into_iter().flatten().collect();
    view! {
        <p class="card-cities">{card.cities.join(text!(l, site.comma))}</p>
        <p class="hint">{line.join(" · ")}</p>
        <p class="signals">{signals.collect_view()} {unconfirmed}</p>
    }
}

/// Where a partnership can go: a form that works by itself.
#[component]
fn Moves(card: Card) -> impl IntoView {
    let l = locale();
    let action = href(l, &format!("/partnerships/{}/status", card.slug));
    let options = card.steps.into_iter().map(|(key, name, needs_reason)| {
        view! {
            <option value=key data-reason=needs_reason.then_some("")>
                {name}
            </option>
        }
    });
    let label = format!("{}: {}", text!(l, tracker.move_label), card.title);
    let reason = format!("{}: {}", text!(l, tracker.reason), card.title);
    view! {
        <details class="moves">
            <summary>{text!(l, tracker.move_label)} <span class="visually-hidden">{card.title}</span></summary>
            <form method="post" action=action class="form">
                <input type="hidden" name="from" value=card.status.0 />
                <input type="hidden" name="back" value="board" />
                <select name="to" aria-label=label>
                    {options.collect_view()}
                </select>
                <input type="text" name="reason" aria-label=reason placeholder=text!(l, tracker.reason) maxlength="500" />
                <button type="submit" class="button">
                    {text!(l, tracker.apply_move)}
                </button>
            </form>
        </details>
    }
}
