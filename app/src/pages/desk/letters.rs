//! What became of letters.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::desk::{LetterRow, LetterText, example_letters, letter, letters},
    components::{PageHead, PageMeta, Section},
    i18n::{code, href, locale, number, text},
    pages::{
        account::{Done, done},
        not_found::Missing,
    },
};

/// Each letter with its state; those given up can be tried again.
#[component]
pub fn Letters() -> impl IntoView {
    let l = locale();
    let rows = Resource::new_blocking(|| (), move |()| letters(code(l).to_owned()));
    let told = (done() == "retried").then(|| text!(l, desk.retried));
    view! {
        <PageMeta title=text!(l, desk.letters) description=text!(l, desk.letters_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <PageHead title=text!(l, desk.letters) lede=text!(l, desk.letters_lede) />
            <Done text=told />
            <p>
                <a href=href(l, "/desk/letters/examples")>{text!(l, desk.preview)}</a>
            </p>
            <Suspense>
                {move || Suspend::new(async move { rows.await.ok().map(|rows| view! { <Rows rows /> }) })}
            </Suspense>
        </main>
    }
}

#[component]
fn Rows(rows: Vec<LetterRow>) -> impl IntoView {
    let l = locale();
    if rows.is_empty() {
        return view! { <p class="notice">{text!(l, desk.no_letters)}</p> }.into_any();
    }
    let columns = [
        text!(l, desk.recipient),
        text!(l, desk.subject),
        text!(l, desk.when),
        text!(l, desk.state),
        text!(l, desk.tries),
    ];
    let head = columns.map(|column| view! { <th scope="col">{column}</th> });
    let rows = rows.into_iter().map(|letter| view! { <Row letter /> });
    view! {
        <div class="table-scroll" role="region" aria-label=text!(l, desk.letters) tabindex="0">
            <table class="desk-table">
                <thead>
                    <tr>{head.into_iter().collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(letter: LetterRow) -> impl IntoView {
    let l = locale();
    let state = match (&letter.sent, letter.is_given_up) {
        (Some(_), _) => text!(l, desk.sent),
        (None, true) => text!(l, desk.given_up),
        (None, false) => text!(l, desk.waiting),
    };
    let retry = letter.is_given_up.then(|| {
        view! {
            <form method="post" action=href(l, "/desk/letters/retry")>
                <input type="hidden" name="letter" value=letter.id />
                <button type="submit" class="button">
                    {text!(l, desk.retry)}
                </button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">
                <bdi>{letter.recipient}</bdi>
            </th>
            <td lang=letter.language dir="auto">
                <a href=href(l, &format!("/desk/letters/{}", letter.id))>{letter.subject}</a>
            </td>
            <td>{letter.sent.unwrap_or(letter.written)}</td>
            <td>
                {state} {letter.failure.map(|why| view! { " " <bdi class="hint">{why}</bdi> })} {retry}
            </td>
            <td class="num">{number(l, letter.tries)}</td>
        </tr>
    }
}

/// One letter as it goes out, with nothing in its links that opens an account.
#[component]
pub fn LetterPage() -> impl IntoView {
    let l = locale();
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let id = id.parse().unwrap_or_default();
    let found = Resource::new_blocking(|| (), move |()| letter(id, code(l).to_owned()));
    view! {
        <PageMeta title=text!(l, desk.letter_title) description=text!(l, desk.letters_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <Suspense>
                {move || Suspend::new(async move {
                    found
                        .await
                        .ok()
                        .map(|letter| match letter {
                            Some(letter) => view! { <Whole letter /> }.into_any(),
                            None => view! { <Missing title=text!(l, desk.no_letters) /> }.into_any(),
                        })
                })}
            </Suspense>
            <p>
                <a href=href(l, "/desk/letters")>{text!(l, desk.letters)}</a>
            </p>
        </main>
    }
}

#[component]
fn Whole(letter: LetterText) -> impl IntoView {
    let l = locale();
    let lede = text!(
        l,
        desk.letter_lede,
        recipient = &letter.recipient,
        time = &letter.written
    );
    view! {
        <PageHead title=letter.subject.clone() lede />
        <Paper letter />
    }
}

#[component]
fn Paper(letter: LetterText) -> impl IntoView {
    if letter.plain.is_empty() {
        return view! { <p class="notice">{text!(locale(), desk.emptied)}</p> }.into_any();
    }
    view! {
        <div class="letter" lang=letter.language dir="auto">
            {letter.plain}
        </div>
    }
    .into_any()
}

/// Every letter that the network writes, with invented names.
#[component]
pub fn Examples() -> impl IntoView {
    let l = locale();
    let found = Resource::new_blocking(|| (), move |()| example_letters(code(l).to_owned()));
    let section = |letter: LetterText| {
        view! {
            <Section title=letter.subject.clone()>
                <Paper letter />
            </Section>
        }
    };
    view! {
        <PageMeta title=text!(l, desk.preview) description=text!(l, desk.preview_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <PageHead title=text!(l, desk.preview) lede=text!(l, desk.preview_lede) />
            <Suspense>
                {move || Suspend::new(async move {
                    found.await.ok().map(|letters| letters.into_iter().map(section).collect_view())
                })}
            </Suspense>
            <p>
                <a href=href(l, "/desk/letters")>{text!(l, desk.letters)}</a>
            </p>
        </main>
    }
}
