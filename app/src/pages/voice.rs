//! What a city says of itself, on its page.

use domain::profile::{CityProfile, Contact, Picture};
use leptos::prelude::*;

use crate::{
    api::profile::{Tagged, Voice as Said, city_voice},
    components::{Live, Section},
    i18n::{code, href, locale, text},
};

/// Nothing where the city has said nothing, but for those who may begin.
#[component]
pub fn Voice(
    /// The city.
    slug: String,
) -> impl IntoView {
    let l = locale();
    let asked = slug.clone();
    let voice = Resource::new_blocking(
        || (),
        move |()| city_voice(asked.clone(), code(l).to_owned()),
    );
    view! {
        <Live entity="city" key=slug.clone() />
        <Suspense>
            {move || {
                let slug = slug.clone();
                Suspend::new(async move { voice.await.ok().map(|said| view! { <Speaks said slug /> }) })
            }}
        </Suspense>
    }
}

#[component]
fn Speaks(said: Said, slug: String) -> impl IntoView {
    let l = locale();
    let Said {
        description,
        profile,
        alt,
        offers,
        needs,
        confirmed,
        is_overdue,
        may_edit,
    } = said;
    let CityProfile {
        website,
        contacts,
        hub,
        cluster,
        picture,
        ..
    } = profile;
    let edit = may_edit.then(|| {
        view! {
            <p>
                <a class="button" href=href(l, &format!("/desk/city/{slug}"))>
                    {text!(l, profile.edit)}
                </a>
            </p>
        }
    });
    let fresh = confirmed.map(|day| {
        let overdue =
            is_overdue.then(|| view! { " " <strong>{text!(l, profile.overdue)}</strong> });
        view! { <p class="hint">{text!(l, profile.confirmed_on, day = day)} {overdue}</p> }
    });
    let suggest = href(l, &format!("/cities/{slug}/suggest"));
    view! {
        {picture.map(|picture| view! { <Shown picture alt /> })}
        {description.map(|(said, lang)| view! {
            <section class="section voice" lang=lang dir="auto">{paragraphs(&said)}</section>
        })}
        {notes(text!(l, profile.hub), hub)}
        {notes(text!(l, profile.cluster), cluster)}
        {by_area(text!(l, profile.offers), offers)}
        {by_area(text!(l, profile.needs), needs)}
        {(!website.is_empty() || !contacts.is_empty()).then(|| view! { <Reach website contacts /> })}
        <div class="city-care">
            {fresh} {edit}
            <p>
                <a href=suggest>{text!(l, profile.suggest)}</a>
            </p>
        </div>
    }
}

#[component]
fn Shown(picture: Picture, alt: Option<Tagged>) -> impl IntoView {
    let l = locale();
    let (alt, lang) = alt.unwrap_or_default();
    let credit = (!picture.credit.is_empty())
        .then(|| view! { <figcaption>{text!(l, profile.picture_by, credit = picture.credit)}</figcaption> });
    view! {
        <figure class="city-picture">
            <img
                src=format!("/pictures/{}", picture.file)
                alt=alt
                lang=(!lang.is_empty()).then_some(lang)
                width=picture.width
                height=picture.height
            />
            {credit}
        </figure>
    }
}

#[component]
fn Reach(website: String, contacts: Vec<Contact>) -> impl IntoView {
    let l = locale();
    let website = (!website.is_empty()).then(|| {
        let shown = website
            .trim_start_matches("https://")
            .trim_end_matches('/')
            .to_owned();
        view! {
            <p>
                <a href=website rel="external noopener ugc">
                    <bdi>{shown}</bdi>
                </a>
            </p>
        }
    });
    let contacts = contacts.into_iter().map(|contact| {
        let email = (!contact.email.is_empty()).then(|| {
            view! {
                ", "
                <a href=format!("mailto:{}", contact.email)>
                    <bdi>{contact.email.clone()}</bdi>
                </a>
            }
        });
        view! {
            <dt dir="auto">{contact.role}</dt>
            <dd dir="auto">{contact.name} {email}</dd>
        }
    });
    view! {
        <Section title=text!(l, profile.contacts)>
            {website}
            <dl class="contacts">{contacts.collect_view()}</dl>
        </Section>
    }
}

fn notes(title: &'static str, said: String) -> Option<impl IntoView> {
    (!said.is_empty()).then(|| {
        view! {
            <Section title>
                <div dir="auto">{paragraphs(&said)}</div>
            </Section>
        }
    })
}

fn by_area(title: &'static str, notes: Vec<(String, String)>) -> Option<impl IntoView> {
    (!notes.is_empty()).then(|| {
        let notes = notes.into_iter().map(|(area, said)| {
            view! {
                <dt>{area}</dt>
                <dd dir="auto">{said}</dd>
            }
        });
        view! {
            <Section title>
                <dl class="contacts">{notes.collect_view()}</dl>
            </Section>
        }
    })
}

/// Text that people typed, in its paragraphs.
fn paragraphs(said: &str) -> Vec<impl IntoView + use<>> {
    let parts = said
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| view! { <p>{part.to_owned()}</p> })
        .collect()
}
