//! What is known of a partnership, and what was written and changed about it.

use domain::partnership::{Audience, Health};
use leptos::prelude::*;

use crate::{
    api::partnership::{ChangeRow, EntryRow, Sheet, Whole},
    components::{
        Section,
        form::{FieldKind, TextField},
    },
    i18n::{href, locale, text},
    words::tracker as words,
};

/// Area, direction, dates, aims, goals, and what is particular to the area.
#[component]
pub fn Facts(whole: Whole) -> impl IntoView {
    let l = locale();
    let facts = whole.facts.into_iter().map(|(name, values)| {
        let values = values.into_iter().map(|value| view! { <dd>{value}</dd> });
        view! {
            <div>
                <dt>{name}</dt>
                {values.collect_view()}
            </div>
        }
    });
    let particulars = whole.particulars.into_iter().map(|(name, answer)| {
        let is_address = answer.starts_with("https://") || answer.starts_with("http://");
        let answer = match is_address {
            true => {
                let address = answer.clone();
                view! { <a href=address rel="external noopener nofollow">{answer}</a> }.into_any()
            }
            false => answer.into_any(),
        };
        view! {
            <div>
                <dt>{name}</dt>
                <dd dir="auto" class="typed">{answer}</dd>
            </div>
        }
    });
    let links = whole.links.into_iter().map(|(title, address)| {
        view! {
            <li>
                <a href=address rel="external noopener nofollow">
                    {title}
                </a>
            </li>
        }
    });
    let links: Vec<_> = links.collect();
    let why = whole.why.map(|why| view! { <p class="hint">{why}</p> });
    let disagrees = whole.disagrees.map(|disagrees| {
        view! {
            <p class="notice" data-kind="warn">
                {disagrees}
            </p>
        }
    });
    view! {
        <Section title=text!(l, tracker.core)>
            <dl class="facts">{facts.collect_view()} {particulars.collect_view()}</dl>
            {why}
            {disagrees}
            {(!links.is_empty())
                .then(|| {
                    view! {
                        <h3>{text!(l, tracker.links)}</h3>
                        <ul>{links}</ul>
                    }
                })}
        </Section>
    }
}

/// Milestones, measures, money.
#[component]
pub fn Sheets(tables: Vec<Sheet>) -> impl IntoView {
    let tables = tables.into_iter().map(|sheet| {
        let Sheet { name, head, rows } = sheet;
        let head = head
            .into_iter()
            .map(|head| view! { <th scope="col">{head}</th> });
        let head = head.collect_view();
        let rows = rows.into_iter().map(|row| {
            let cells = row
                .into_iter()
                .map(|cell| view! { <td dir="auto">{cell}</td> });
            view! { <tr>{cells.collect_view()}</tr> }
        });
        let rows = rows.collect_view();
        view! {
            <Section title=name.clone()>
                <div class="table-scroll" role="region" aria-label=name tabindex="0">
                    <table class="desk-table">
                        <thead>
                            <tr>{head}</tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </Section>
        }
    });
    tables.collect_view()
}

/// Updates and comments, then the history for those who may read it.
#[component]
pub fn Journal(whole: Whole) -> impl IntoView {
    let l = locale();
    let is_empty = whole.entries.is_empty();
    let entries = whole
        .entries
        .into_iter()
        .map(|entry| view! { <OneEntry entry /> });
    let entries = entries.collect_view();
    let write = whole
        .may_edit
        .then(|| view! { <Write slug=whole.card.slug.clone() /> });
    let nothing = is_empty.then(|| view! { <p class="hint">{text!(l, tracker.no_entries)}</p> });
    let history = whole
        .sees_history
        .then(|| view! { <History changes=whole.history /> });
    view! {
        <Section title=text!(l, tracker.journal)>{nothing} <div class="entries">{entries}</div> {write}</Section>
        {history}
    }
}

#[component]
fn OneEntry(entry: EntryRow) -> impl IntoView {
    let health = entry.health.map(|(key, name)| {
        view! {
            <span class="signal" data-signal=key>
                {name}
            </span>
        }
    });
    let l = locale();
    view! {
        <article class="entry">
            <p class="hint">{entry.kind} {text!(l, site.comma)} {entry.by} " · " {entry.audience} " " {health}</p>
            <p dir="auto" class="typed">
                {entry.body}
            </p>
        </article>
    }
}

#[component]
fn Write(slug: String) -> impl IntoView {
    let l = locale();
    let audiences = Audience::ALL.iter().rev().copied().map(|audience| {
        view! { <option value=audience.key()>{words::audience(l, audience)}</option> }
    });
    let healths = Health::ALL.map(|health| {
        view! { <option value=health.key()>{words::health(l, health)}</option> }
    });
    view! {
        <form method="post" action=href(l, &format!("/partnerships/{slug}/entries")) class="form">
            <TextField name="body" label=text!(l, tracker.text) kind=FieldKind::LongText />
            <div class="text-field">
                <label for="kind">{text!(l, tracker.kind)}</label>
                <select id="kind" name="kind">
                    <option value="comment">{text!(l, tracker.comment)}</option>
                    <option value="update">{text!(l, tracker.update)}</option>
                </select>
            </div>
            <div class="text-field">
                <label for="health">{text!(l, signal.health)}</label>
                <select id="health" name="health">
                    <option value="">{text!(l, signal.unknown)}</option>
                    {healths.into_iter().collect_view()}
                </select>
            </div>
            <div class="text-field">
                <label for="audience">{text!(l, tracker.audience)}</label>
                <select id="audience" name="audience">
                    {audiences.collect_view()}
                </select>
            </div>
            <button type="submit" class="button">
                {text!(l, tracker.send)}
            </button>
        </form>
    }
}

#[component]
fn History(changes: Vec<ChangeRow>) -> impl IntoView {
    let l = locale();
    let is_empty = changes.is_empty();
    let rows = changes.into_iter().map(|change| {
        view! {
            <tr>
                <th scope="row">{change.field}</th>
                <td dir="auto">
                    <del>{change.before}</del>
                </td>
                <td dir="auto">
                    <ins>{change.after}</ins>
                </td>
                <td>{change.by}</td>
                <td dir="auto">{change.reason}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let head = [
        text!(l, profile.field),
        text!(l, profile.before),
        text!(l, profile.after),
        text!(l, desk.who),
        text!(l, tracker.reason),
    ];
    let head = head.map(|head| view! { <th scope="col">{head}</th> });
    let head = head.into_iter().collect_view();
    view! {
        <Section title=text!(l, tracker.history)>
            {match is_empty {
                true => view! { <p class="hint">{text!(l, tracker.no_history)}</p> }.into_any(),
                false => {
                    view! {
                        <div class="table-scroll" role="region" aria-label=text!(l, tracker.history) tabindex="0">
                            <table class="desk-table">
                                <thead>
                                    <tr>{head}</tr>
                                </thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </div>
                    }
                        .into_any()
                }
            }}
        </Section>
    }
}
