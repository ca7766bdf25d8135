//! One's own account: who one is, how one signs in, where one is signed in.

use leptos::prelude::*;

use super::{Done, done};
use crate::{
    api::account::{MyAccount, MySession, own_account},
    components::{
        PageHead, PageMeta, Section,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{LOCALES, code, href, locale, own_name, text},
};

/// The page of the account.
#[component]
pub fn Account() -> impl IntoView {
    let l = locale();
    let account = Resource::new_blocking(|| (), move |()| own_account(code(l).to_owned()));
    view! {
        <PageMeta title=text!(l, account.title) description=text!(l, account.title) />
        <main id="main" class="account-page" tabindex="-1">
            <Suspense>
                {move || Suspend::new(async move {
                    account.await.ok().map(|account| view! { <Own account /> })
                })}
            </Suspense>
        </main>
    }
}

#[component]
fn Own(account: MyAccount) -> impl IntoView {
    let l = locale();
    let told = match &*done() {
        "saved" => Some(text!(l, account.saved)),
        "email-sent" => Some(text!(l, account.email_sent)),
        "email-changed" => Some(text!(l, account.email_changed)),
        "password-changed" => Some(text!(l, account.password_changed)),
        "session-ended" => Some(text!(l, account.session_ended)),
        _ => None,
    };
    let MyAccount {
        email,
        name,
        language,
        roles,
        sessions,
    } = account;
    view! {
        <PageHead title=text!(l, account.title) lede=text!(l, account.lede, email = &email) />
        <Done text=told />
        <ErrorSummary />
        <Roles roles />
        <AboutYou name language />
        <Address email />
        <Password />
        <Sessions sessions />
        <Data />
        <form method="post" action=href(l, "/sign-out") class="section">
            <button type="submit" class="button">
                {text!(l, account.sign_out)}
            </button>
        </form>
    }
}

#[component]
fn Roles(roles: Vec<String>) -> impl IntoView {
    let l = locale();
    view! {
        <Section title=text!(l, account.roles)>
            {if roles.is_empty() {
                view! { <p>{text!(l, account.no_roles)}</p> }.into_any()
            } else {
                let roles = roles.into_iter().map(|role| view! { <li>{role}</li> });
                view! { <ul>{roles.collect_view()}</ul> }.into_any()
            }}
        </Section>
    }
}

#[component]
fn AboutYou(name: String, language: String) -> impl IntoView {
    let l = locale();
    let posted = Posted::here();
    let chosen = match posted.value("language") {
        "" => language,
        typed => typed.to_owned(),
    };
    let options = LOCALES.map(|other| {
        view! {
            <option value=code(other) lang=code(other) selected=chosen == code(other)>
                {own_name(other)}
            </option>
        }
    });
    view! {
        <Section title=text!(l, account.about_you)>
            <form method="post" action=href(l, "/account") class="form">
                <TextField name="name" label=text!(l, register.name) kind=FieldKind::Name value=name />
                <div class="text-field">
                    <label for="language">{text!(l, account.language)}</label>
                    <select id="language" name="language">
                        {options.into_iter().collect_view()}
                    </select>
                </div>
                <button type="submit" class="button">
                    {text!(l, account.save)}
                </button>
            </form>
        </Section>
    }
}

#[component]
fn Address(email: String) -> impl IntoView {
    let l = locale();
    view! {
        <Section title=text!(l, account.email_title) note=text!(l, account.email_note, email = email)>
            <form method="post" action=href(l, "/account/email") class="form">
                <TextField name="new_email" label=text!(l, account.new_email) kind=FieldKind::OtherEmail />
                <button type="submit" class="button">
                    {text!(l, register.submit)}
                </button>
            </form>
        </Section>
    }
}

#[component]
fn Password() -> impl IntoView {
    let l = locale();
    view! {
        <Section title=text!(l, account.password_title)>
            <form method="post" action=href(l, "/account/password") class="form">
                <TextField
                    name="current_password"
                    label=text!(l, account.current_password)
                    kind=FieldKind::CurrentPassword
                />
                <TextField
                    name="password"
                    label=text!(l, link.password)
                    kind=FieldKind::NewPassword
                    hint=text!(l, link.password_hint)
                />
                <button type="submit" class="button">
                    {text!(l, account.change_password)}
                </button>
            </form>
        </Section>
    }
}

#[component]
fn Sessions(sessions: Vec<MySession>) -> impl IntoView {
    let l = locale();
    let rows = sessions
        .into_iter()
        .map(|session| view! { <SessionRow session /> });
    view! {
        <Section title=text!(l, account.sessions) note=text!(l, account.sessions_note)>
            <ul class="sessions">{rows.collect_view()}</ul>
            <form method="post" action=href(l, "/account/sessions/end-all") class="form">
                <button type="submit" class="button">
                    {text!(l, account.end_all)}
                </button>
            </form>
        </Section>
    }
}

/// Taking one's data along, and going.
#[component]
fn Data() -> impl IntoView {
    let l = locale();
    view! {
        <Section title=text!(l, account.data_title) note=text!(l, account.data_note)>
            <p>
                <a class="button" href=href(l, "/account/export") rel="external" download>
                    {text!(l, account.export)}
                </a>
            </p>
        </Section>
        <Section title=text!(l, account.delete_title) note=text!(l, account.delete_note)>
            <form method="post" action=href(l, "/account/delete") class="form">
                <TextField
                    name="delete_password"
                    label=text!(l, account.current_password)
                    kind=FieldKind::CurrentPassword
                />
                <button type="submit" class="button">
                    {text!(l, account.delete)}
                </button>
            </form>
        </Section>
    }
}

#[component]
fn SessionRow(session: MySession) -> impl IntoView {
    let l = locale();
    let MySession {
        id,
        device,
        address,
        since,
        seen,
        is_this,
    } = session;
    let device = device.unwrap_or_else(|| text!(l, account.unknown_device).to_owned());
    let name = format!("{} {device}", text!(l, account.end_session));
    view! {
        <li>
            <p>
                <strong>{device}</strong>
                " "
                <bdi>{address}</bdi>
                {is_this.then(|| view! { " " <em>{text!(l, account.this_session)}</em> })}
            </p>
            <p class="hint">
                {text!(l, account.since, time = since)} {text!(l, site.comma)} {text!(l, account.seen, time = seen)}
            </p>
            <form method="post" action=href(l, "/account/sessions/end")>
                <input type="hidden" name="session" value=id />
                <button type="submit" class="button" aria-label=name>
                    {text!(l, account.end_session)}
                </button>
            </form>
        </li>
    }
}
