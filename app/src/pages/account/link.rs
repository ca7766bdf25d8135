//! Following a link from a letter. Opening the page changes nothing, since mail programs open links too; its button does.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Done, done};
use crate::{
    api::link::{LinkPage, read_link},
    components::{
        PageHead, PageMeta,
        form::{ErrorSummary, FieldKind, TextField},
    },
    i18n::{code, href, locale, text},
};

/// What the link is good for, or why it is no longer and how to get a new one.
#[component]
pub fn Link() -> impl IntoView {
    let l = locale();
    let secret = use_params_map().with_untracked(|params| params.get("secret").unwrap_or_default());
    let asked = secret.clone();
    let page = Resource::new_blocking(
        || (),
        move |()| read_link(asked.clone(), code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, link.choose_title) description=text!(l, link.choose_title) />
        <main id="main" class="form-page" tabindex="-1">
            <Suspense>
                {move || {
                    let secret = secret.clone();
                    Suspend::new(async move {
                        page.await.ok().map(|page| view! { <Leads page secret /> })
                    })
                }}
            </Suspense>
        </main>
    }
}

#[component]
fn Leads(page: LinkPage, secret: String) -> impl IntoView {
    let l = locale();
    match page {
        LinkPage::ChoosePassword { email, role } => {
            view! { <ChoosePassword secret email role /> }.into_any()
        }
        LinkPage::ConfirmEmail { email } => {
            let lede = text!(l, link.email_lede, email = email);
            view! {
                <PageHead title=text!(l, link.email_title) lede />
                <Press secret label=text!(l, link.confirm) />
            }
            .into_any()
        }
        LinkPage::ConfirmProfile { city } => {
            let title = text!(l, link.profile_title, city = city);
            view! {
                <PageHead title lede=text!(l, link.profile_lede) />
                <Press secret label=text!(l, profile.confirm) />
            }
            .into_any()
        }
        LinkPage::TakeRole { role } => {
            let lede = text!(l, link.role_lede, role = role);
            view! {
                <PageHead title=text!(l, link.role_title) lede />
                <Press secret label=text!(l, link.accept) />
            }
            .into_any()
        }
        LinkPage::Used => {
            view! { <Stale secret why=text!(l, link.used) renews=false /> }.into_any()
        }
        LinkPage::Expired => {
            view! { <Stale secret why=text!(l, link.expired) renews=true /> }.into_any()
        }
        LinkPage::Unknown => {
            view! { <Stale secret why=text!(l, link.unknown) renews=false /> }.into_any()
        }
    }
}

#[component]
fn ChoosePassword(secret: String, email: String, role: Option<String>) -> impl IntoView {
    let l = locale();
    let role =
        role.map(|role| view! { <p class="notice">{text!(l, link.role_lede, role = role)}</p> });
    let lede = text!(l, link.choose_lede, email = &email);
    view! {
        <PageHead title=text!(l, link.choose_title) lede />
        {role}
        <ErrorSummary />
        <form method="post" action=href(l, &format!("/link/{secret}")) class="form">
            // For password managers, which keep the new password under it.
            <input type="hidden" name="email" value=email autocomplete="username" />
            <TextField
                name="password"
                label=text!(l, link.password)
                kind=FieldKind::NewPassword
                hint=text!(l, link.password_hint)
            />
            <button type="submit" class="button primary">
                {text!(l, link.save)}
            </button>
        </form>
    }
}

/// A form that is one button.
#[component]
fn Press(secret: String, label: &'static str) -> impl IntoView {
    view! {
        <form method="post" action=href(locale(), &format!("/link/{secret}")) class="form">
            <button type="submit" class="button primary">
                {label}
            </button>
        </form>
    }
}

#[component]
fn Stale(secret: String, why: &'static str, renews: bool) -> impl IntoView {
    let l = locale();
    let told = match &*done() {
        "renewed" => Some(text!(l, link.renewed)),
        "taken" => Some(text!(l, link.taken)),
        _ => None,
    };
    let renew = renews.then(|| {
        view! {
            <form method="post" action=href(l, &format!("/link/{secret}/renew")) class="form">
                <button type="submit" class="button primary">
                    {text!(l, link.renew)}
                </button>
            </form>
        }
    });
    view! {
        <PageHead title=text!(l, link.stale_title) lede=why />
        <Done text=told />
        {renew}
        <ul class="actions">
            <li>
                <a href=href(l, "/sign-in")>{text!(l, sign_in.title)}</a>
            </li>
            <li>
                <a href=href(l, "/reset")>{text!(l, reset.title)}</a>
            </li>
            <li>
                <a href=href(l, "/register")>{text!(l, register.title)}</a>
            </li>
        </ul>
    }
}
