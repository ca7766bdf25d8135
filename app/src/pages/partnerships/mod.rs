//! The tracker: what the cities do together, as board, table, timeline or calendar, and the page of each partnership.

mod board;
mod edit;
mod filters;
mod list;
mod one;
mod story;

use domain::partnership::{Ask, View};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    api::partnership::{Shown, Tracker, find_partnerships},
    components::{PageHead, PageMeta},
    i18n::{code, href, locale, plural, text},
    words::tracker as words,
};
use board::Board;
use filters::Filters;
use list::{Calendar, Table, Timeline};

pub use edit::EditPartnership;
pub(crate) use list::Cards;
pub use one::Partnership;

/// The tracker. The address is the question; the answer comes with the page.
#[component]
pub fn Partnerships() -> impl IntoView {
    let l = locale();
    let asked = use_location().search.get_untracked();
    let (ask, _) = Ask::parse(&asked);
    let found = Resource::new_blocking(
        || (),
        move |()| find_partnerships(asked.clone(), code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, tracker.title) description=text!(l, tracker.description) />
        <main id="main" class="tracker-page" tabindex="-1">
            <PageHead title=text!(l, tracker.title) lede=text!(l, tracker.lede) />
            <Suspense>
                {move || {
                    let ask = ask.clone();
                    Suspend::new(async move {
                        found.await.ok().map(|found| view! { <Answer found ask /> })
                    })
                }}
            </Suspense>
        </main>
    }
}

#[component]
fn Answer(found: Tracker, ask: Ask) -> impl IntoView {
    let l = locale();
    let Tracker {
        total,
        is_filtered,
        facets,
        ignored,
        may_enter,
        shown,
    } = found;
    let enter = may_enter.then(|| {
        view! {
            <a class="button primary" href=href(l, "/desk/partnerships/new")>
                {text!(l, tracker.enter)}
            </a>
        }
    });
    let nothing = (total == 0).then(|| {
        let why = match is_filtered {
            true => text!(l, tracker.nothing),
            false => text!(l, tracker.empty),
        };
        view! { <p class="notice">{why}</p> }
    });
    let ignored = (!ignored.is_empty()).then(|| {
        let named = ignored.join(text!(l, site.comma));
        view! {
            <p class="notice" data-kind="warn">
                {text!(l, cities.ignored)} " " <bdi>{named}</bdi>
            </p>
        }
    });
    let files = ask.clone();
    view! {
        <Filters facets ask=ask.clone() />
        <div class="tracker-head">
            <p id="result-count" role="status">
                <strong>{plural!(l, total, tracker.count)}</strong>
            </p>
            <Views ask=ask.clone() />
            {enter}
        </div>
        {ignored}
        {nothing}
        {match shown {
            Shown::Board(columns) => view! { <Board columns ask /> }.into_any(),
            Shown::Table(cards, page, pages) => view! { <Table cards page pages ask /> }.into_any(),
            Shown::Timeline(bars, first, last) => view! { <Timeline bars first last /> }.into_any(),
            Shown::Calendar(month) => view! { <Calendar month=*month ask /> }.into_any(),
        }}
        <Files ask=files />
    }
}

/// The ways to show the same partnerships.
#[component]
fn Views(ask: Ask) -> impl IntoView {
    let l = locale();
    let views = View::ALL.iter().copied().map(|view| {
        let shown = Ask {
            view,
            page: 1,
            ..ask.clone()
        };
        let current = (ask.view == view).then_some("true");
        view! {
            <li>
                <a href=href(l, &shown.address("/partnerships")) aria-current=current>
                    {words::view(l, view)}
                </a>
            </li>
        }
    });
    view! {
        <nav class="views" aria-label=text!(l, tracker.view)>
            <ul>{views.collect_view()}</ul>
        </nav>
    }
}

/// The same partnerships as files.
#[component]
fn Files(ask: Ask) -> impl IntoView {
    let l = locale();
    let links = [("json", "JSON"), ("csv", "CSV"), ("ics", "iCal")].map(|(ending, name)| {
        let address = ask.address(&format!("/partnerships.{ending}"));
        view! {
            <li>
                <a href=address rel="external" download>
                    {name}
                </a>
            </li>
        }
    });
    view! {
        <div class="exports">
            <p>{text!(l, tracker.export)}</p>
            <ul>{links.into_iter().collect_view()}</ul>
        </div>
    }
}
