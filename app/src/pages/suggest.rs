//! A reader suggests a correction.

use domain::profile::TOPICS;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    account::{Done, done},
    not_found::Missing,
};
use crate::{
    api::profile::city_name,
    components::{
        PageHead, PageMeta,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{href, locale, text},
    words,
};

/// The form; nobody needs an account for it.
#[component]
pub fn Suggest() -> impl IntoView {
    let l = locale();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let asked = slug.clone();
    let city = Resource::new_blocking(|| (), move |()| city_name(asked.clone()));
    view! {
        <PageMeta title=text!(l, profile.suggest) description=text!(l, profile.suggest_lede) />
        <main id="main" class="form-page" tabindex="-1">
            <Suspense>
                {move || {
                    let slug = slug.clone();
                    Suspend::new(async move {
                        match city.await.ok().flatten() {
                            Some(city) => view! { <Form city slug /> }.into_any(),
                            None => view! { <NoSuchCity /> }.into_any(),
                        }
                    })
                }}
            </Suspense>
        </main>
    }
}

#[component]
fn NoSuchCity() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::ssr::answer_with(http::StatusCode::NOT_FOUND);
    view! { <Missing title=text!(locale(), error.no_city) /> }
}

#[component]
fn Form(city: String, slug: String) -> impl IntoView {
    let l = locale();
    let told = (done() == "sent").then(|| text!(l, profile.suggest_sent));
    let chosen = Posted::here().value("topic").to_owned();
    let topics = TOPICS.map(|topic| {
        view! {
            <option value=topic selected=chosen == topic>
                {words::topic(l, topic)}
            </option>
        }
    });
    view! {
        <PageHead title=text!(l, profile.suggest_title, city = city) lede=text!(l, profile.suggest_lede) />
        <Done text=told />
        <ErrorSummary />
        <form method="post" action=href(l, &format!("/cities/{slug}/suggest")) class="form">
            <div class="text-field">
                <label for="topic">{text!(l, profile.suggest_about)}</label>
                <select id="topic" name="topic">
                    {topics.into_iter().collect_view()}
                </select>
            </div>
            <TextField name="note" label=text!(l, profile.suggest_note) kind=FieldKind::LongText />
            <TextField
                name="email"
                label=text!(l, profile.suggest_email)
                kind=FieldKind::Email
                optional=true
            />
            <button type="submit" class="button primary">
                {text!(l, profile.suggest_send)}
            </button>
        </form>
        <p>
            <a href=href(l, &format!("/cities/{slug}"))>{text!(l, profile.see_page)}</a>
        </p>
    }
}
