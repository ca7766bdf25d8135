//! The page of a partnership: what it is, between whom, how it goes, and what can be done about it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::story::{Facts, Journal, Sheets};
use crate::{
    api::partnership::{Card, CityLine, Whole, one_partnership},
    components::{
        Live, PageHead, PageMeta, Section,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{code, href, locale, text},
    pages::{
        account::{Done, done},
        not_found::Missing,
    },
};

/// The page, for whoever may read it.
#[component]
pub fn Partnership() -> impl IntoView {
    let l = locale();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let asked = slug.clone();
    let found = Resource::new_blocking(
        || (),
        move |()| one_partnership(asked.clone(), code(l).to_owned()),
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match found.await.ok().flatten() {
                    Some(whole) => view! { <Portrait whole /> }.into_any(),
                    None => view! { <NoSuch /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn NoSuch() -> impl IntoView {
    let l = locale();
    #[cfg(feature = "ssr")]
    crate::ssr::answer_with(http::StatusCode::NOT_FOUND);
    view! {
        <PageMeta title=text!(l, tracker.no_such) description=text!(l, tracker.no_such_hint) />
        <main id="main" tabindex="-1">
            <Missing title=text!(l, tracker.no_such) />
        </main>
    }
}

#[component]
fn Portrait(whole: Whole) -> impl IntoView {
    let l = locale();
    let card = whole.card.clone();
    let told = match &*done() {
        "entered" => Some(text!(l, tracker.entered)),
        "saved" => Some(text!(l, tracker.saved)),
        "moved" => Some(text!(l, tracker.saved)),
        "undone" => Some(text!(l, tracker.undone)),
        "unchanged" => Some(text!(l, tracker.unchanged)),
        "accepted" => Some(text!(l, tracker.accepted)),
        "declined" => Some(text!(l, tracker.declined_done)),
        "written" => Some(text!(l, tracker.written)),
        _ => None,
    };
    let description: String = whole.summary.chars().take(200).collect();
    let edit = whole.may_edit.then(|| {
        view! {
            <a class="button" href=href(l, &format!("/desk/partnerships/{}", card.slug))>
                {text!(l, tracker.edit)}
            </a>
        }
    });
    let demo = whole
        .demo
        .then(|| view! { <span class="signal">{text!(l, tracker.demo)}</span> });
    let paragraphs = whole.summary.lines().filter(|line| !line.is_empty());
    let paragraphs = paragraphs
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view();
    view! {
        <PageMeta title=card.title.clone() description />
        <Live entity="partnership" key=card.id.to_string() />
        <main id="main" class="partnership-page" tabindex="-1">
            <div class="partnership-head" lang=card.language.clone()>
                <PageHead title=card.title.clone() lede=card.cities.join(text!(l, site.comma)) />
            </div>
            <Signals card=card.clone()>{demo}</Signals>
            <Done text=told />
            <ErrorSummary />
            <Confirm whole=whole.clone() />
            <div class="partnership-summary prose" lang=card.language.clone() dir="auto">
                {paragraphs}
            </div>
            <p class="hint">{text!(l, tracker.updated, time = whole.updated.clone())} " " {edit}</p>
            <Steps card=card.clone() />
            <Partners cities=whole.cities.clone() organisations=whole.organisations.clone() />
            <Facts whole=whole.clone() />
            <Sheets tables=whole.tables.clone() />
            <Journal whole />
            <p>
                <a href=href(l, "/partnerships")>{text!(l, tracker.all)}</a>
            </p>
        </main>
    }
}

/// Status, health, freshness: three signals, each in words.
#[component]
fn Signals(card: Card, children: Children) -> impl IntoView {
    let l = locale();
    let signals = [card.health, card.freshness].into_iter().flatten();
    let signals = signals.map(|(key, name)| {
        view! {
            <span class="signal" data-signal=key>
                {name}
            </span>
        }
    });
    let unconfirmed = (!card.is_confirmed)
        .then(|| view! { <span class="signal">{text!(l, partner.unconfirmed)}</span> });
    view! {
        <p class="signals">
            <strong class="signal" data-status=card.status.0>
                {card.status.1}
            </strong>
            {signals.collect_view()}
            {unconfirmed}
            {children()}
        </p>
    }
}

/// A city of whoever reads is asked whether it is so.
#[component]
fn Confirm(whole: Whole) -> impl IntoView {
    let l = locale();
    let slug = whole.card.slug;
    let forms = whole.to_confirm.into_iter().map(|(city, name)| {
        let action = href(l, &format!("/partnerships/{slug}/consent"));
        let field = format!("reason-{city}");
        view! {
            <Section title=text!(l, tracker.confirm_title) note=text!(l, tracker.confirm_note, city = name)>
                <form method="post" action=action class="form">
                    <input type="hidden" name="city" value=city />
                    <button type="submit" name="answer" value="accepted" class="button primary">
                        {text!(l, tracker.accept)}
                    </button>
                    <TextField name=field label=text!(l, tracker.reason) kind=FieldKind::Text optional=true />
                    <button type="submit" name="answer" value="declined" class="button">
                        {text!(l, tracker.decline)}
                    </button>
                </form>
            </Section>
        }
    });
    forms.collect_view()
}

/// Where it can go, for who may move it.
#[component]
fn Steps(card: Card) -> impl IntoView {
    let l = locale();
    if card.steps.is_empty() {
        return ().into_any();
    }
    let posted = Posted::here();
    let chosen = posted.value("to").to_owned();
    let options = card.steps.into_iter().map(|(key, name, _)| {
        let selected = key == chosen;
        view! {
            <option value=key selected=selected>
                {name}
            </option>
        }
    });
    let options = options.collect_view();
    let undo = done() == "moved";
    let undo = undo.then(|| {
        view! {
            <form method="post" action=href(l, &format!("/partnerships/{}/undo", card.slug))>
                <input type="hidden" name="version" value=card.version />
                <button type="submit" class="button">
                    {text!(l, tracker.undo)}
                </button>
            </form>
        }
    });
    view! {
        <Section title=text!(l, tracker.status) note=text!(l, tracker.reason_hint)>
            {undo}
            <form method="post" action=href(l, &format!("/partnerships/{}/status", card.slug)) class="form">
                <input type="hidden" name="from" value=card.status.0 />
                <div class="text-field">
                    <label for="to">{text!(l, tracker.move_label)}</label>
                    <select id="to" name="to">
                        {options}
                    </select>
                </div>
                <TextField name="reason" label=text!(l, tracker.reason) kind=FieldKind::Text optional=true />
                <button type="submit" class="button">
                    {text!(l, tracker.apply_move)}
                </button>
            </form>
        </Section>
    }
    .into_any()
}

#[component]
fn Partners(cities: Vec<CityLine>, organisations: Vec<String>) -> impl IntoView {
    let l = locale();
    let cities = cities.into_iter().map(|line| {
        let says = line.says.map(|says| {
            view! {
                <span class="signal" data-consent=line.consent>
                    {says}
                </span>
            }
        });
        view! {
            <li>
                <a href=href(l, &format!("/cities/{}", line.slug))>{line.name}</a>
                " "
                <span class="hint">{line.role}</span>
                " "
                {says}
            </li>
        }
    });
    let cities = cities.collect_view();
    let others = organisations
        .into_iter()
        .map(|line| view! { <li dir="auto">{line}</li> });
    let others = others.collect_view();
    view! {
        <Section title=text!(l, tracker.cities)>
            <ul class="partners">{cities} {others}</ul>
        </Section>
    }
}
