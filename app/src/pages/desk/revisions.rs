//! Revisions of profiles: those that wait for approval, and the history of a city.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::profile::{RevisionRow, profile_history, waiting_profiles},
    components::{
        PageHead, PageMeta,
        form::{ErrorSummary, FieldKind, TextField},
    },
    i18n::{code, href, locale, text},
    pages::account::{Done, done},
};

/// Changes that cities want, each with what it was and what it becomes.
#[component]
pub fn Review() -> impl IntoView {
    let l = locale();
    let rows = Resource::new_blocking(|| (), move |()| waiting_profiles(code(l).to_owned()));
    let told = match &*done() {
        "approved" => Some(text!(l, profile.approved)),
        "refused" => Some(text!(l, profile.refused)),
        _ => None,
    };
    view! {
        <PageMeta title=text!(l, profile.review) description=text!(l, profile.review_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <PageHead title=text!(l, profile.review) lede=text!(l, profile.review_lede) />
            <Done text=told />
            <ErrorSummary />
            <Suspense>
                {move || Suspend::new(async move {
                    rows.await
                        .ok()
                        .map(|rows| match rows.is_empty() {
                            true => view! { <p class="notice">{text!(l, profile.no_review)}</p> }.into_any(),
                            false => rows.into_iter().map(|row| view! { <Waiting row /> }).collect_view().into_any(),
                        })
                })}
            </Suspense>
        </main>
    }
}

#[component]
fn Waiting(row: RevisionRow) -> impl IntoView {
    let l = locale();
    let label = row.label();
    let reason = format!("reason-{}", row.id);
    let address = href(l, &format!("/desk/revisions/{}", row.id));
    view! {
        <article class="revision">
            <h2>
                <a href=href(l, &format!("/cities/{}", row.slug))>{row.city}</a>
            </h2>
            <p class="hint">{row.by}</p>
            <Changes changes=row.changes label />
            <div class="decision">
                <form method="post" action=format!("{address}/approve")>
                    <button type="submit" class="button primary">
                        {text!(l, profile.approve)}
                    </button>
                </form>
                <form method="post" action=format!("{address}/refuse") class="form">
                    <TextField name=reason label=text!(l, profile.reason) kind=FieldKind::Text />
                    <button type="submit" class="button">
                        {text!(l, profile.refuse)}
                    </button>
                </form>
            </div>
        </article>
    }
}

/// Every revision of a city; those who may approve can bring one back.
#[component]
pub fn History() -> impl IntoView {
    let l = locale();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let back = href(l, &format!("/desk/city/{slug}"));
    let rows = Resource::new_blocking(
        || (),
        move |()| profile_history(slug.clone(), code(l).to_owned()),
    );
    let told = (done() == "restored").then(|| text!(l, profile.restored));
    view! {
        <PageMeta title=text!(l, profile.history) description=text!(l, profile.history_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <Suspense>
                {move || Suspend::new(async move {
                    rows.await.ok().map(|rows| view! { <Revisions rows told /> })
                })}
            </Suspense>
            <p>
                <a href=back>{text!(l, profile.edit)}</a>
            </p>
        </main>
    }
}

#[component]
fn Revisions(rows: Vec<RevisionRow>, told: Option<&'static str>) -> impl IntoView {
    let l = locale();
    let title = match rows.first() {
        Some(row) => text!(l, profile.history_title, city = &row.city),
        None => text!(l, profile.history).to_owned(),
    };
    let is_empty = rows.is_empty();
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| view! { <Past row is_first=at == 0 /> });
    view! {
        <PageHead title lede=text!(l, profile.history_lede) />
        <Done text=told />
        {is_empty.then(|| view! { <p class="notice">{text!(l, profile.no_history)}</p> })}
        {rows.collect_view()}
    }
}

#[component]
fn Past(row: RevisionRow, is_first: bool) -> impl IntoView {
    let l = locale();
    let label = row.label();
    let restore = (row.may_restore && !is_first).then(|| {
        let address = href(l, &format!("/desk/revisions/{}/restore", row.id));
        view! {
            <form method="post" action=address>
                <button type="submit" class="button">
                    {text!(l, profile.restore)}
                </button>
            </form>
        }
    });
    let reason = (!row.reason.is_empty()).then(|| view! { <p dir="auto">{row.reason}</p> });
    view! {
        <article class="revision">
            <h2>{row.by}</h2>
            <p class="hint">{row.state}</p>
            {reason}
            <Changes changes=row.changes label />
            {restore}
        </article>
    }
}

#[component]
fn Changes(changes: Vec<(String, String, String)>, label: String) -> impl IntoView {
    let l = locale();
    let shown = |text: String| match text.is_empty() {
        true => view! { <span class="hint">{text!(l, profile.nothing)}</span> }.into_any(),
        false => view! { <span dir="auto" class="typed">{text}</span> }.into_any(),
    };
    let rows = changes.into_iter().map(|(field, before, after)| {
        view! {
            <tr>
                <th scope="row">{field}</th>
                <td class="before">{shown(before)}</td>
                <td class="after">{shown(after)}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" role="region" aria-label=label tabindex="0">
            <table class="desk-table changes">
                <thead>
                    <tr>
                        <th scope="col">{text!(l, profile.field)}</th>
                        <th scope="col">{text!(l, profile.before)}</th>
                        <th scope="col">{text!(l, profile.after)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
