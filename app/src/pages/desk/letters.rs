//! What became of letters.

use leptos::prelude::*;

use crate::{
    api::desk::{LetterRow, letters},
    components::{PageHead, PageMeta},
    i18n::{code, href, locale, number, text},
    pages::account::{Done, done},
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
                {letter.subject}
            </td>
            <td>{letter.sent.unwrap_or(letter.written)}</td>
            <td>
                {state} {letter.failure.map(|why| view! { " " <bdi class="hint">{why}</bdi> })} {retry}
            </td>
            <td class="num">{number(l, letter.tries)}</td>
        </tr>
    }
}
