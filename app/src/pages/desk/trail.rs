//! The trail of events.

use domain::event::Kind;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::desk::{TrailRow, trail},
    components::{PageHead, PageMeta},
    i18n::{code, href, locale, text},
    words,
};

/// Rows of a full page, as the server sends them.
const FULL: usize = 100;

/// What happened, filtered by kind.
#[component]
pub fn Trail() -> impl IntoView {
    let l = locale();
    let asked = |name: &'static str| {
        use_query_map().with_untracked(|query| query.get(name).unwrap_or_default())
    };
    let (kind, before) = (asked("kind"), asked("before").parse().ok());
    let chosen = kind.clone();
    let rows = Resource::new_blocking(
        || (),
        move |()| trail(kind.clone(), before, code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, desk.trail) description=text!(l, desk.trail_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <PageHead title=text!(l, desk.trail) lede=text!(l, desk.trail_lede) />
            <Filter chosen=chosen.clone() />
            <Suspense>
                {move || {
                    let kind = chosen.clone();
                    Suspend::new(async move { rows.await.ok().map(|rows| view! { <Rows rows kind /> }) })
                }}
            </Suspense>
        </main>
    }
}

#[component]
fn Filter(chosen: String) -> impl IntoView {
    let l = locale();
    let options = Kind::ALL.map(|kind| {
        view! {
            <option value=kind.key() selected=chosen == kind.key()>
                {words::kind(l, kind)}
            </option>
        }
    });
    view! {
        <form method="get" action=href(l, "/desk/trail") class="form inline">
            <div class="text-field">
                <label for="kind">{text!(l, desk.kind)}</label>
                <select id="kind" name="kind">
                    <option value="">{text!(l, desk.every_kind)}</option>
                    {options.into_iter().collect_view()}
                </select>
            </div>
            <button type="submit" class="button">
                {text!(l, desk.show)}
            </button>
        </form>
    }
}

#[component]
fn Rows(rows: Vec<TrailRow>, kind: String) -> impl IntoView {
    let l = locale();
    if rows.is_empty() {
        return view! { <p class="notice">{text!(l, desk.empty_trail)}</p> }.into_any();
    }
    let oldest = rows
        .last()
        .filter(|_| rows.len() == FULL)
        .map(|row| row.seq);
    let older = oldest.map(|seq| {
        let address = format!("/desk/trail?kind={kind}&before={seq}");
        view! {
            <a class="more" href=href(l, &address)>
                {text!(l, desk.older)}
            </a>
        }
    });
    let columns = [
        text!(l, desk.when),
        text!(l, desk.kind),
        text!(l, desk.who),
        text!(l, desk.what_of),
    ];
    let head = columns.map(|column| view! { <th scope="col">{column}</th> });
    let rows = rows.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{row.at}</th>
                <td>{row.kind}</td>
                <td>{row.who.unwrap_or_else(|| text!(l, desk.command).to_owned())}</td>
                <td>
                    <bdi>{row.what}</bdi>
                    " "
                    <bdi class="hint">{row.detail}</bdi>
                </td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" role="region" aria-label=text!(l, desk.trail) tabindex="0">
            <table class="desk-table">
                <thead>
                    <tr>{head.into_iter().collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {older}
    }
    .into_any()
}
