//! News, and ending the letters that tell of it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::account::{Done, done};
use crate::{
    api::inbox::{Inbox as News, InboxRow, my_inbox},
    components::{PageHead, PageMeta},
    i18n::{code, href, locale, plural, text},
};

/// What happened that concerns the reader; opening an item marks it as read.
#[component]
pub fn Inbox() -> impl IntoView {
    let l = locale();
    let before = use_query_map().with_untracked(|query| query.get("before"));
    let before = before.and_then(|before| before.parse().ok());
    let news = Resource::new_blocking(|| (), move |()| my_inbox(before, code(l).to_owned()));
    let told = (done() == "all-read").then(|| text!(l, inbox.all_read));
    view! {
        <PageMeta title=text!(l, inbox.title) description=text!(l, inbox.lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <PageHead title=text!(l, inbox.title) lede=text!(l, inbox.lede) />
            <Done text=told />
            <Suspense>
                {move || Suspend::new(async move { news.await.ok().map(|news| view! { <List news /> }) })}
            </Suspense>
            <p>
                <a href=format!("{}#letters", href(l, "/account"))>{text!(l, inbox.settings)}</a>
            </p>
        </main>
    }
}

#[component]
fn List(news: News) -> impl IntoView {
    let l = locale();
    let News { unread, rows, next } = news;
    if rows.is_empty() {
        return view! { <p class="notice">{text!(l, inbox.empty)}</p> }.into_any();
    }
    let older = next.map(|next| {
        view! {
            <p>
                <a href=href(l, &format!("/inbox?before={next}"))>{text!(l, desk.older)}</a>
            </p>
        }
    });
    let rows = rows.into_iter().map(|row| view! { <Row row /> });
    view! {
        {(unread > 0)
            .then(|| {
                view! {
                    <form method="post" action=href(l, "/inbox/read") class="inbox-head">
                        <p>{plural!(l, unread, inbox.unread)}</p>
                        <button type="submit" class="button">
                            {text!(l, inbox.mark_all)}
                        </button>
                    </form>
                }
            })}
        <ul class="inbox">{rows.collect_view()}</ul>
        {older}
    }
    .into_any()
}

#[component]
fn Row(row: InboxRow) -> impl IntoView {
    let l = locale();
    let mark =
        (!row.is_read).then(|| view! { <span class="inbox-new">{text!(l, inbox.new)}</span> });
    view! {
        <li data-unread=(!row.is_read).then_some("")>
            <a href=href(l, &format!("/inbox/{}", row.id)) rel="external">
                {row.text}
            </a>
            <p class="hint">{mark} {row.at}</p>
        </li>
    }
}

/// The page behind the address that ends letters: works without signing in, by its button.
#[component]
pub fn StopLetters() -> impl IntoView {
    let l = locale();
    let key = use_params_map().with_untracked(|params| params.get("key").unwrap_or_default());
    let done = done();
    let told = (done == "stopped").then(|| text!(l, inbox.stopped));
    let unknown =
        (done == "unknown").then(|| view! { <p class="notice">{text!(l, inbox.stop_unknown)}</p> });
    let form = done.is_empty().then(|| {
        view! {
            <form method="post" action=href(l, &format!("/letters/stop/{key}")) class="form">
                <button type="submit" class="button primary">
                    {text!(l, inbox.stop)}
                </button>
            </form>
        }
    });
    view! {
        <PageMeta title=text!(l, inbox.stop_title) description=text!(l, inbox.stop_lede) />
        <main id="main" class="form-page" tabindex="-1">
            <PageHead title=text!(l, inbox.stop_title) lede=text!(l, inbox.stop_lede) />
            <Done text=told />
            {unknown}
            {form}
            <p>
                <a href=href(l, "/account")>{text!(l, inbox.to_account)}</a>
            </p>
        </main>
    }
}
