//! Who holds which role, and inviting someone to one.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::desk::{HeldRole, OfferRow, Roles, roles_for},
    components::{
        PageHead, PageMeta, Section,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{code, href, locale, text},
    pages::account::{Done, done},
};

/// Roles of the whole network, or for the one thing that the address names.
#[component]
pub fn RolesPage() -> impl IntoView {
    let l = locale();
    let part = |name| use_params_map().with_untracked(|params| params.get(name));
    let held_for = part("kind").zip(part("scope"));
    let (kind, scope) = held_for
        .clone()
        .unwrap_or(("network".to_owned(), String::new()));
    let found = Resource::new_blocking(
        || (),
        move |()| roles_for(kind.clone(), scope.clone(), code(l).to_owned()),
    );
    let asks_scope = held_for.is_none();
    let address = match held_for {
        Some((kind, scope)) => href(l, &format!("/desk/roles/{kind}/{scope}")),
        None => href(l, "/desk/roles"),
    };
    view! {
        <PageMeta title=text!(l, desk.roles) description=text!(l, desk.roles_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <Suspense>
                {move || {
                    let address = address.clone();
                    Suspend::new(async move {
                        found.await.ok().map(|roles| view! { <List roles address asks_scope /> })
                    })
                }}
            </Suspense>
        </main>
    }
}

#[component]
fn List(roles: Roles, address: String, asks_scope: bool) -> impl IntoView {
    let l = locale();
    let told = match &*done() {
        "invited" => Some(text!(l, desk.invited)),
        "ended" => Some(text!(l, desk.role_ended)),
        "withdrawn" => Some(text!(l, hand_over.withdrawn)),
        _ => None,
    };
    let title = match &*roles.title {
        "" => text!(l, desk.roles).to_owned(),
        scope => text!(l, role.of, role = text!(l, desk.roles), scope = scope),
    };
    let is_empty = roles.held.is_empty();
    let end = format!("{address}/end");
    let withdraw = format!("{address}/withdraw");
    let offers = roles.offers;
    let rows = roles
        .held
        .into_iter()
        .map(|held| view! { <HeldRow held end=end.clone() /> });
    let may_invite = !roles.may_give.is_empty();
    view! {
        <PageHead title lede=text!(l, desk.roles_lede) />
        <Done text=told />
        <ErrorSummary />
        {if is_empty {
            view! { <p class="notice">{text!(l, desk.nobody)}</p> }.into_any()
        } else {
            view! {
                <div class="table-scroll" role="region" aria-label=text!(l, desk.roles) tabindex="0">
                    <table class="desk-table">
                        <RolesHead />
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            }
                .into_any()
        }}
        {(!offers.is_empty()).then(|| view! { <Offers offers withdraw /> })}
        {may_invite.then(|| view! { <Invite address asks_scope may_give=roles.may_give /> })}
    }
}

#[component]
fn RolesHead() -> impl IntoView {
    let l = locale();
    let columns = [
        text!(l, desk.person),
        text!(l, desk.role),
        text!(l, desk.scope),
        text!(l, desk.from),
        text!(l, desk.until),
        text!(l, desk.end_role),
    ];
    let cells = columns.map(|column| view! { <th scope="col">{column}</th> });
    view! {
        <thead>
            <tr>{cells.into_iter().collect_view()}</tr>
        </thead>
    }
}

#[component]
fn HeldRow(held: HeldRole, end: String) -> impl IntoView {
    let l = locale();
    let label = format!("{}: {}, {}", text!(l, desk.end_role), held.name, held.role);
    let button = held.may_end.then(|| {
        view! {
            <form method="post" action=end>
                <input type="hidden" name="grant" value=held.id />
                <button type="submit" class="button" aria-label=label>
                    {text!(l, desk.end_role)}
                </button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">
                {held.name} " " <bdi class="hint">{held.email}</bdi>
            </th>
            <td>{held.role}</td>
            <td>{held.scope}</td>
            <td>{held.from}</td>
            <td>{held.until.unwrap_or_else(|| text!(l, desk.open_end).to_owned())}</td>
            <td>{button}</td>
        </tr>
    }
}

/// What was offered and not taken yet.
#[component]
fn Offers(offers: Vec<OfferRow>, withdraw: String) -> impl IntoView {
    let l = locale();
    let rows = offers.into_iter().map(move |offer| {
        let label = format!("{}: {}, {}", text!(l, hand_over.withdraw), offer.name, offer.role);
        let button = offer.may_withdraw.then(|| {
            view! {
                <form method="post" action=withdraw.clone()>
                    <input type="hidden" name="offer" value=offer.id />
                    <button type="submit" class="button" aria-label=label>
                        {text!(l, hand_over.withdraw)}
                    </button>
                </form>
            }
        });
        view! {
            <li>
                <p>
                    <strong>{offer.name}</strong>
                    " "
                    <bdi class="hint">{offer.email}</bdi>
                </p>
                <p class="hint">
                    {offer.role} {text!(l, site.comma)} {text!(l, hand_over.link_until)} " " {offer.until}
                </p>
                {button}
            </li>
        }
    });
    view! {
        <Section title=text!(l, hand_over.offers)>
            <ul class="sessions">{rows.collect_view()}</ul>
        </Section>
    }
}

#[component]
fn Invite(address: String, asks_scope: bool, may_give: Vec<(String, String)>) -> impl IntoView {
    let l = locale();
    let chosen = Posted::here().value("role").to_owned();
    let options = may_give.into_iter().map(|(key, name)| {
        let selected = key == chosen;
        view! {
            <option value=key selected=selected>
                {name}
            </option>
        }
    });
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{text!(l, desk.invite)}</h2>
                <p>{text!(l, desk.invite_note)}</p>
            </div>
            <form method="post" action=address class="form">
                <TextField name="name" label=text!(l, desk.person) kind=FieldKind::Text />
                <TextField name="email" label=text!(l, sign_in.email) kind=FieldKind::OtherEmail />
                <div class="text-field">
                    <label for="role">{text!(l, desk.role)}</label>
                    <select id="role" name="role">
                        {options.collect_view()}
                    </select>
                </div>
                {asks_scope
                    .then(|| {
                        view! {
                            <TextField
                                name="scope"
                                label=text!(l, desk.scope)
                                kind=FieldKind::Text
                                hint=text!(l, desk.scope_hint)
                                optional=true
                            />
                        }
                    })}
                <TextField name="until" label=text!(l, desk.until_optional) kind=FieldKind::Day optional=true />
                <button type="submit" class="button primary">
                    {text!(l, desk.send_invitation)}
                </button>
            </form>
        </section>
    }
}
