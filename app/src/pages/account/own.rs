//! One's own account: who one is, how one signs in, where one is signed in.

use domain::notice::Pace;
use leptos::prelude::*;

use super::{Done, done};
use crate::{
    api::account::{MyAccount, MyPasskey, MySession, own_account},
    components::{
        PageHead, PageMeta, Section,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{LOCALES, code, href, locale, own_name, text},
    words,
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
        "letters-settled" => Some(text!(l, inbox.settled)),
        "session-ended" => Some(text!(l, account.session_ended)),
        _ => None,
    };
    let MyAccount {
        email,
        name,
        language,
        roles,
        sessions,
        passkeys,
        has_password,
        paces,
        ..
    } = account;
    view! {
        <PageHead title=text!(l, account.title) lede=text!(l, account.lede, email = &email) />
        <Done text=told />
        <ErrorSummary />
        <Roles roles />
        <AboutYou name language />
        <Address email />
        <Password has_password />
        <Section title=text!(l, passkey.title) note=text!(l, passkey.note)>
            <PasskeyNames passkeys />
            <p>
                <a class="button" href=href(l, "/account/passkeys")>
                    {text!(l, passkey.manage)}
                </a>
            </p>
        </Section>
        <LettersWanted paces />
        <Sessions sessions />
        <Data has_password />
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

/// The password in force, or, for who has none, the word that they have to have signed in just now.
#[component]
fn Proof(name: &'static str, has_password: bool) -> impl IntoView {
    let l = locale();
    if has_password {
        let label = text!(l, account.current_password);
        return view! { <TextField name=name label=label kind=FieldKind::CurrentPassword /> }
            .into_any();
    }
    let problem = Posted::here()
        .problem(name)
        .map(|problem| words::problem(l, problem));
    view! {
        <div id=name>
            {problem.map(|problem| view! { <p class="problem">{problem}</p> })} <p class="hint">
                {text!(l, passkey.prove_note)} " "
                <a href=href(l, "/account/passkeys")>{text!(l, passkey.prove)}</a>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn PasskeyNames(passkeys: Vec<MyPasskey>) -> impl IntoView {
    if passkeys.is_empty() {
        return view! { <p>{text!(locale(), passkey.none)}</p> }.into_any();
    }
    let names = passkeys
        .into_iter()
        .map(|passkey| view! { <li>{passkey.name}</li> });
    view! { <ul>{names.collect_view()}</ul> }.into_any()
}

/// How often letters of each topic come.
#[component]
fn LettersWanted(paces: Vec<(String, String, String)>) -> impl IntoView {
    let l = locale();
    let rows = paces.into_iter().map(move |(topic, name, chosen)| {
        let options = Pace::ALL.map(|pace| {
            view! {
                <option value=pace.key() selected=chosen == pace.key()>
                    {words::pace(l, pace)}
                </option>
            }
        });
        view! {
            <div class="text-field">
                <label for=topic.clone()>{name}</label>
                <select id=topic.clone() name=topic>
                    {options.into_iter().collect_view()}
                </select>
            </div>
        }
    });
    view! {
        <Section title=text!(l, inbox.settings) note=text!(l, inbox.settings_note)>
            <form method="post" action=href(l, "/account/letters") class="form" id="letters">
                {rows.collect_view()}
                <button type="submit" class="button">
                    {text!(l, inbox.settle)}
                </button>
            </form>
        </Section>
    }
}

#[component]
fn Password(has_password: bool) -> impl IntoView {
    let l = locale();
    let note = (!has_password).then(|| text!(l, passkey.no_password).to_owned());
    let label = match has_password {
        true => text!(l, account.change_password),
        false => text!(l, passkey.set_password),
    };
    view! {
        <Section title=text!(l, account.password_title) note=note.unwrap_or_default()>
            <form method="post" action=href(l, "/account/password") class="form">
                <Proof name="current_password" has_password />
                <TextField
                    name="password"
                    label=text!(l, link.password)
                    kind=FieldKind::NewPassword
                    hint=text!(l, link.password_hint)
                />
                <button type="submit" class="button">
                    {label}
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
fn Data(has_password: bool) -> impl IntoView {
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
                <Proof name="delete_password" has_password />
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
