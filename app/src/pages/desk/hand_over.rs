//! Handing over the role of a focal point: naming the successor, checking, waiting for their word.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::hand_over::{HandOver as Stand, where_hand_over_stands},
    components::{
        PageHead, PageMeta, Section,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{code, href, locale, plural, text},
    pages::account::{Done, done},
    words,
};

/// The step that handing over has come to.
#[component]
pub fn HandOver() -> impl IntoView {
    let l = locale();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let asked = slug.clone();
    let stand = Resource::new_blocking(
        || (),
        move |()| where_hand_over_stands(asked.clone(), code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, hand_over.open) description=text!(l, hand_over.lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <Suspense>
                {move || {
                    let slug = slug.clone();
                    Suspend::new(async move {
                        stand.await.ok().map(|stand| view! { <Step stand slug /> })
                    })
                }}
            </Suspense>
        </main>
    }
}

#[component]
fn Step(stand: Stand, slug: String) -> impl IntoView {
    let l = locale();
    let posted = Posted::here();
    let told = (done() == "sent").then(|| text!(l, hand_over.sent));
    let title = text!(l, hand_over.title, city = &stand.city);
    let is_checked = posted.value("step") == "check" && posted.problems.is_empty();
    let (step, content) = match &stand.invited {
        Some(invited) => (
            2,
            view! { <Waiting invited=invited.clone() slug /> }.into_any(),
        ),
        None if stand.speakers.is_empty() => (0, view! { <Nobody slug /> }.into_any()),
        None if is_checked => (1, view! { <Check stand slug posted /> }.into_any()),
        None => (0, view! { <Name stand slug posted /> }.into_any()),
    };
    let steps = [
        text!(l, hand_over.step_name),
        text!(l, hand_over.step_check),
        text!(l, hand_over.step_wait),
    ];
    let steps = steps.into_iter().enumerate().map(|(at, name)| {
        view! { <li aria-current=(at == step).then_some("step")>{name}</li> }
    });
    view! {
        <PageHead title lede=text!(l, hand_over.lede) />
        <Done text=told />
        <ErrorSummary />
        <ol class="steps" aria-label=text!(l, hand_over.steps)>
            {steps.collect_view()}
        </ol>
        {content}
    }
}

#[component]
fn Nobody(slug: String) -> impl IntoView {
    let l = locale();
    view! {
        <p class="notice">{text!(l, hand_over.nobody)}</p>
        <p>
            <a href=href(l, &format!("/desk/roles/city/{slug}"))>{text!(l, desk.roles)}</a>
        </p>
    }
}

/// The first step: who takes over, and what whoever goes is afterwards.
#[component]
fn Name(stand: Stand, slug: String, posted: Posted) -> impl IntoView {
    let l = locale();
    let chosen = posted.value("predecessor").to_owned();
    let people = stand.speakers.clone().into_iter().map(move |(id, name)| {
        let selected = chosen == id.to_string();
        view! {
            <option value=id selected=selected>
                {name}
            </option>
        }
    });
    let goes = posted.value("stays") == "no";
    let not_designated = posted
        .problem("designated")
        .map(|problem| words::problem(l, problem));
    view! {
        <Open stand=stand.clone() slug=slug.clone() />
        <Section title=text!(l, hand_over.step_name)>
            <form method="post" action=href(l, &format!("/desk/city/{slug}/hand-over")) class="form">
                <TextField name="name" label=text!(l, hand_over.name) kind=FieldKind::Text />
                <TextField name="email" label=text!(l, sign_in.email) kind=FieldKind::OtherEmail />
                <div class="text-field">
                    <label for="predecessor">{text!(l, hand_over.from)}</label>
                    <select id="predecessor" name="predecessor">
                        {people.collect_view()}
                    </select>
                </div>
                <fieldset class="choice">
                    <legend>{text!(l, hand_over.after)}</legend>
                    <label>
                        <input type="radio" name="stays" value="yes" checked=!goes />
                        {text!(l, hand_over.stays)}
                    </label>
                    <label>
                        <input type="radio" name="stays" value="no" checked=goes />
                        {text!(l, hand_over.goes)}
                    </label>
                </fieldset>
                <div class="text-field choice">
                    {not_designated
                        .map(|problem| {
                            view! {
                                <p class="problem" id="designated-error">
                                    {problem}
                                </p>
                            }
                        })}
                    <label>
                        <input
                            type="checkbox"
                            id="designated"
                            name="designated"
                            value="yes"
                            checked=posted.value("designated") == "yes"
                            aria-describedby=posted.problem("designated").map(|_| "designated-error")
                            aria-invalid=posted.problem("designated").map(|_| "true")
                        />
                        {text!(l, hand_over.designated)}
                    </label>
                </div>
                <button type="submit" name="step" value="check" class="button primary">
                    {text!(l, hand_over.go_on)}
                </button>
            </form>
        </Section>
    }
}

/// What is better settled by whoever knows it.
#[component]
fn Open(stand: Stand, slug: String) -> impl IntoView {
    let l = locale();
    let suggestions = stand.suggestions;
    let open = [
        stand
            .has_change
            .then(|| (String::new(), text!(l, hand_over.open_change).to_owned())),
        (suggestions > 0).then(|| {
            let text = plural!(l, suggestions, hand_over.open_suggestions);
            ("/suggestions".to_owned(), text)
        }),
        stand
            .is_stale
            .then(|| (String::new(), text!(l, hand_over.open_stale).to_owned())),
    ];
    let open: Vec<_> = open
        .into_iter()
        .flatten()
        .map(|(page, text)| {
            view! {
                <li>
                    <a href=href(l, &format!("/desk/city/{slug}{page}"))>{text}</a>
                </li>
            }
        })
        .collect();
    view! {
        <Section title=text!(l, hand_over.open_title)>
            {match open.is_empty() {
                true => view! { <p>{text!(l, hand_over.open_nothing)}</p> }.into_any(),
                false => view! { <ul>{open}</ul> }.into_any(),
            }}
        </Section>
    }
}

/// The second step: what will happen.
#[component]
fn Check(stand: Stand, slug: String, posted: Posted) -> impl IntoView {
    let l = locale();
    let (name, email) = (
        posted.value("name").to_owned(),
        posted.value("email").to_owned(),
    );
    let predecessor = stand
        .speakers
        .iter()
        .find(|(id, _)| posted.value("predecessor") == id.to_string())
        .map(|(_, name)| name.clone())
        .unwrap_or_default();
    let afterwards = match posted.value("stays") {
        "no" => text!(l, hand_over.will_go, name = &predecessor),
        _ => text!(l, hand_over.will_stay, name = &predecessor),
    };
    let fields = ["name", "email", "predecessor", "stays", "designated"].map(|name| {
        let value = posted.value(name).to_owned();
        view! { <input type="hidden" name=name value=value /> }
    });
    view! {
        <Section title=text!(l, hand_over.will_title)>
            <ol>
                <li>{text!(l, hand_over.will_invite, name = name, email = email)}</li>
                <li>{text!(l, hand_over.will_accept, name = predecessor)}</li>
                <li>{afterwards}</li>
                <li>{text!(l, hand_over.will_tell)}</li>
            </ol>
            <form method="post" action=href(l, &format!("/desk/city/{slug}/hand-over")) class="actions">
                {fields.into_iter().collect_view()}
                <button type="submit" name="step" value="send" class="button primary">
                    {text!(l, hand_over.send)}
                </button>
                <button type="submit" name="step" value="back" class="button">
                    {text!(l, hand_over.back)}
                </button>
            </form>
        </Section>
    }
}

/// The third step: the successor has the word.
#[component]
fn Waiting(invited: (String, String, String), slug: String) -> impl IntoView {
    let l = locale();
    let (name, email, time) = invited;
    view! {
        <p class="notice">{text!(l, hand_over.waiting, name = name, email = email, time = time)}</p>
        <p>
            <a href=href(l, &format!("/desk/roles/city/{slug}"))>{text!(l, desk.roles)}</a>
        </p>
    }
}
