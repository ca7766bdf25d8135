//! What someone looks after.

use domain::rights::Role;
use leptos::prelude::*;

use crate::{
    api::desk::{Desk as Mine, DeskRole, my_desk},
    components::{PageHead, PageMeta},
    i18n::{code, href, locale, text},
};

/// Each role with where it leads, and for those who run the network its lists.
#[component]
pub fn Desk() -> impl IntoView {
    let l = locale();
    let desk = Resource::new_blocking(|| (), move |()| my_desk(code(l).to_owned()));
    view! {
        <PageMeta title=text!(l, desk.title) description=text!(l, desk.title) />
        <main id="main" class="desk-page" tabindex="-1">
            <Suspense>
                {move || Suspend::new(async move { desk.await.ok().map(|desk| view! { <Own desk /> }) })}
            </Suspense>
        </main>
    }
}

#[component]
fn Own(desk: Mine) -> impl IntoView {
    let l = locale();
    let Mine {
        name,
        roles,
        runs_network,
    } = desk;
    let is_empty = roles.is_empty();
    let roles = roles
        .into_iter()
        .map(|role| view! { <RoleSection role runs_network /> });
    view! {
        <PageHead title=text!(l, desk.title) lede=text!(l, desk.lede, name = name) />
        {is_empty.then(|| view! { <p class="notice">{text!(l, account.no_roles)}</p> })}
        {roles.collect_view()}
    }
}

#[component]
fn RoleSection(role: DeskRole, runs_network: bool) -> impl IntoView {
    let l = locale();
    let DeskRole {
        key,
        title,
        scope,
        kind,
        sees_roles,
    } = role;
    let (address, label) = match &*kind {
        "city" => (format!("/cities/{scope}"), text!(l, desk.open_city)),
        "field" => (format!("/cities?field={scope}"), text!(l, desk.open_field)),
        "country" => (
            format!("/cities?country={scope}"),
            text!(l, desk.open_country),
        ),
        _ => ("/cities".to_owned(), text!(l, home.all_cities)),
    };
    let is_network = kind == "network";
    let people = sees_roles.then(|| {
        let address = match is_network {
            true => "/desk/roles".to_owned(),
            false => format!("/desk/roles/{kind}/{scope}"),
        };
        (address, text!(l, desk.roles))
    });
    let lists = (is_network && runs_network)
        .then(|| {
            [
                ("/desk/revisions", text!(l, profile.review)),
                ("/desk/trail", text!(l, desk.trail)),
                ("/desk/letters", text!(l, desk.letters)),
            ]
        })
        .into_iter()
        .flatten()
        .map(|(address, label)| (address.to_owned(), label));
    let edit = (kind == "city").then(|| (format!("/desk/city/{scope}"), text!(l, profile.edit)));
    let hand_over = (key == Role::FocalPoint.key()).then(|| {
        let address = format!("/desk/city/{scope}/hand-over");
        (address, text!(l, hand_over.open))
    });
    let links = std::iter::once((address, label))
        .chain(edit)
        .chain(hand_over)
        .chain(people)
        .chain(lists)
        .map(|(address, label)| {
            view! {
                <li>
                    <a href=href(l, &address)>{label}</a>
                </li>
            }
        });
    view! {
        <section class="section" data-role=key>
            <div class="section-head">
                <h2>{title}</h2>
            </div>
            <ul class="actions">{links.collect_view()}</ul>
        </section>
    }
}
