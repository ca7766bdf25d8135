//! Editing what a city says of itself.

use domain::profile::{AREAS, CityProfile, LANGUAGES, MOST_CONTACTS};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::profile::{Editing, edit_profile},
    components::{
        PageHead, PageMeta, Section,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{LOCALES, code, href, locale, text},
    pages::account::{Done, done},
    words,
};

/// The form of the profile, and that of the picture.
#[component]
pub fn EditProfile() -> impl IntoView {
    let l = locale();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let asked = slug.clone();
    let editing = Resource::new_blocking(
        || (),
        move |()| edit_profile(asked.clone(), code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, profile.edit) description=text!(l, profile.lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <Suspense>
                {move || {
                    let slug = slug.clone();
                    Suspend::new(async move { editing.await.ok().map(|editing| view! { <Edit editing slug /> }) })
                }}
            </Suspense>
        </main>
    }
}

#[component]
fn Edit(editing: Editing, slug: String) -> impl IntoView {
    let l = locale();
    let Editing {
        city,
        standing,
        seen,
        is_waiting,
    } = editing;
    let told = match &*done() {
        "published" => Some(text!(l, profile.published)),
        "proposed" => Some(text!(l, profile.proposed)),
        "confirmed" => Some(text!(l, profile.confirmed)),
        "unchanged" => Some(text!(l, profile.unchanged)),
        _ => None,
    };
    let address = href(l, &format!("/desk/city/{slug}"));
    let confirm = format!("{address}/confirm");
    let standing = StoredValue::new(standing);
    view! {
        <PageHead title=text!(l, profile.title, city = city) lede=text!(l, profile.lede) />
        <Done text=told />
        {is_waiting.then(|| view! { <p class="notice">{text!(l, profile.waiting)}</p> })}
        <ErrorSummary />
        <ul class="actions">
            <li>
                <a href=href(l, &format!("/cities/{slug}"))>{text!(l, profile.see_page)}</a>
            </li>
            <li>
                <a href=format!("{address}/history")>{text!(l, profile.history)}</a>
            </li>
            <li>
                <a href=format!("{address}/suggestions")>{text!(l, profile.suggestions)}</a>
            </li>
        </ul>
        <Section title=text!(l, profile.confirm_title) note=text!(l, profile.confirm_note)>
            <form method="post" action=confirm>
                <button type="submit" class="button">
                    {text!(l, profile.confirm)}
                </button>
            </form>
        </Section>
        <form method="post" action=address.clone()>
            <Seen seen />
            <Descriptions standing />
            <Reach standing />
            <Recognition standing />
            <Areas kind="offer" title=text!(l, profile.offers) standing />
            <Areas kind="need" title=text!(l, profile.needs) standing />
            <div class="section form">
                <button type="submit" class="button primary">
                    {text!(l, profile.save)}
                </button>
            </div>
        </form>
        <PictureForm standing address />
    }
}

type Standing = StoredValue<CityProfile>;

/// What the editor sees travels with the form: the server then knows what they changed, and what others did meanwhile.
#[component]
fn Seen(seen: String) -> impl IntoView {
    let posted = Posted::here();
    let seen = match posted.value("seen") {
        "" => seen,
        posted => posted.to_owned(),
    };
    view! { <input type="hidden" name="seen" value=seen /> }
}

#[component]
fn Descriptions(standing: Standing) -> impl IntoView {
    let l = locale();
    let fields = LANGUAGES.map(|language| {
        let now = standing.with_value(|held| {
            held.description
                .0
                .get(language)
                .cloned()
                .unwrap_or_default()
        });
        view! {
            <TextField
                name=format!("description-{language}")
                label=words::language(l, language)
                kind=FieldKind::LongText
                lang=language.to_owned()
                value=now.clone()
                now
                optional=true
            />
        }
    });
    view! {
        <Section title=text!(l, profile.description) note=text!(l, profile.description_note)>
            <div class="form">{fields.into_iter().collect_view()}</div>
        </Section>
    }
}

#[component]
fn Reach(standing: Standing) -> impl IntoView {
    let l = locale();
    let website = standing.with_value(|held| held.website.clone());
    let contacts = (0..MOST_CONTACTS).map(move |at| {
        let held = standing.with_value(|held| held.contacts.get(at).cloned().unwrap_or_default());
        view! {
            <fieldset class="form contact">
                <legend class="visually-hidden">{format!("{} {}", text!(l, profile.contacts), at + 1)}</legend>
                <TextField
                    name=format!("contact-{at}-role")
                    label=text!(l, profile.contact_role)
                    kind=FieldKind::Text
                    value=held.role
                    optional=true
                />
                <TextField
                    name=format!("contact-{at}-name")
                    label=text!(l, profile.contact_name)
                    kind=FieldKind::Text
                    value=held.name
                    optional=true
                />
                <TextField
                    name=format!("contact-{at}-email")
                    label=text!(l, profile.contact_email)
                    kind=FieldKind::OtherEmail
                    value=held.email
                    optional=true
                />
            </fieldset>
        }
    });
    view! {
        <Section title=text!(l, profile.contacts) note=text!(l, profile.contacts_note)>
            <div class="form">
                <TextField
                    name="website"
                    label=text!(l, profile.website)
                    kind=FieldKind::WebAddress
                    value=website.clone()
                    now=website
                    optional=true
                />
                {contacts.collect_view()}
            </div>
        </Section>
    }
}

#[component]
fn Recognition(standing: Standing) -> impl IntoView {
    let l = locale();
    let (hub, cluster) = standing.with_value(|held| (held.hub.clone(), held.cluster.clone()));
    view! {
        <Section title=text!(l, profile.recognition)>
            <div class="form">
                <TextField
                    name="hub"
                    label=text!(l, profile.hub)
                    kind=FieldKind::LongText
                    value=hub.clone()
                    now=hub
                    optional=true
                />
                <TextField
                    name="cluster"
                    label=text!(l, profile.cluster)
                    kind=FieldKind::LongText
                    value=cluster.clone()
                    now=cluster
                    optional=true
                />
            </div>
        </Section>
    }
}

#[component]
fn Areas(
    /// `offer` or `need`.
    kind: &'static str,
    title: &'static str,
    standing: Standing,
) -> impl IntoView {
    let l = locale();
    let fields = AREAS.map(|area| {
        let now = standing.with_value(|held| {
            let notes = if kind == "offer" {
                &held.offers
            } else {
                &held.needs
            };
            notes.get(area).cloned().unwrap_or_default()
        });
        view! {
            <TextField
                name=format!("{kind}-{area}")
                label=words::area(l, area)
                kind=FieldKind::LongText
                value=now.clone()
                now
                optional=true
            />
        }
    });
    view! {
        <Section title>
            <div class="form">{fields.into_iter().collect_view()}</div>
        </Section>
    }
}

#[component]
fn PictureForm(standing: Standing, address: String) -> impl IntoView {
    let l = locale();
    let held = standing.with_value(|held| held.picture.clone());
    let shown = held.clone().map(|picture| {
        view! {
            <img
                class="held-picture"
                src=format!("/pictures/{}", picture.file)
                alt=text!(l, profile.picture)
                width=picture.width
                height=picture.height
            />
        }
    });
    let remove = held.is_some().then(|| {
        view! {
            <form method="post" action=format!("{address}/picture/remove") class="form">
                <button type="submit" class="button">
                    {text!(l, profile.remove_picture)}
                </button>
            </form>
        }
    });
    let held = held.unwrap_or_default();
    let alts = LOCALES.map(|locale| {
        let language = code(locale);
        let alt = held.alt.0.get(language).cloned().unwrap_or_default();
        view! {
            <TextField
                name=format!("alt-{language}")
                label=text!(l, profile.alt, language = words::language(l, language))
                kind=FieldKind::Text
                lang=language.to_owned()
                value=alt
                optional=true
            />
        }
    });
    view! {
        <Section title=text!(l, profile.picture) note=text!(l, profile.picture_note)>
            {shown}
            <form method="post" action=format!("{address}/picture") enctype="multipart/form-data" class="form">
                <PictureFile />
                {alts.into_iter().collect_view()}
                <TextField name="credit" label=text!(l, profile.credit) kind=FieldKind::Text value=held.credit />
                <button type="submit" class="button">
                    {text!(l, profile.send_picture)}
                </button>
            </form>
            {remove}
        </Section>
    }
}

#[component]
fn PictureFile() -> impl IntoView {
    let l = locale();
    let problem = Posted::here()
        .problem("file")
        .map(|problem| words::problem(l, problem));
    let invalid = problem.is_some().then_some("true");
    view! {
        <div class="text-field">
            <label for="file">{text!(l, profile.file)}</label>
            {problem.map(|problem| view! { <p class="problem" id="file-error">{problem}</p> })}
            <input
                type="file"
                id="file"
                name="file"
                accept="image/jpeg,image/png,image/webp"
                aria-invalid=invalid
                aria-describedby=invalid.map(|_| "file-error")
            />
        </div>
    }
}
