//! Passkeys, and doing without a password. Only shortly after signing in: a session left open must not be enough.

use leptos::prelude::*;

use super::{Done, done};
use crate::{
    api::account::{MyAccount, MyPasskey, own_account},
    components::{
        PageHead, PageMeta, PasskeyForm, Section, Wish,
        form::{ErrorSummary, FieldKind, TextField},
    },
    i18n::{code, href, locale, text},
};

/// Asks who is at the screen where that was long ago, else shows the passkeys.
#[component]
pub fn Passkeys() -> impl IntoView {
    let l = locale();
    let account = Resource::new_blocking(|| (), move |()| own_account(code(l).to_owned()));
    let told = match &*done() {
        "added" => Some(text!(l, passkey.done)),
        "removed" => Some(text!(l, passkey.removed)),
        "password-removed" => Some(text!(l, passkey.password_removed)),
        "proven" => Some(text!(l, passkey.proven)),
        _ => None,
    };
    view! {
        <PageMeta title=text!(l, passkey.title) description=text!(l, passkey.note) />
        <main id="main" class="account-page" tabindex="-1">
            <PageHead title=text!(l, passkey.title) lede=text!(l, passkey.note) />
            <Done text=told />
            <ErrorSummary />
            <Suspense>
                {move || Suspend::new(async move {
                    account
                        .await
                        .ok()
                        .map(|account| match account.is_proven {
                            true => view! { <Own account /> }.into_any(),
                            false => view! { <Prove account /> }.into_any(),
                        })
                })}
            </Suspense>
            <p>
                <a href=href(l, "/account")>{text!(l, inbox.to_account)}</a>
            </p>
        </main>
    }
}

#[component]
fn Prove(account: MyAccount) -> impl IntoView {
    let l = locale();
    let by_password = account.has_password.then(|| {
        view! {
            <form method="post" action=href(l, "/account/passkeys") class="form">
                <TextField
                    name="current_password"
                    label=text!(l, account.current_password)
                    kind=FieldKind::CurrentPassword
                />
                <button type="submit" class="button primary">
                    {text!(l, link.confirm)}
                </button>
            </form>
        }
    });
    let by_passkey = (!account.passkeys.is_empty()).then(|| {
        view! {
            <PasskeyForm
                action=href(l, "/sign-in/passkey")
                wish=Wish::Get
                label=text!(l, passkey.prove)
                next=href(l, "/account/passkeys?done=proven")
                explains=true
            />
        }
    });
    view! {
        <Section title=text!(l, passkey.prove_title) note=text!(l, passkey.prove_note)>
            {by_password} {by_passkey}
        </Section>
    }
}

#[component]
fn Own(account: MyAccount) -> impl IntoView {
    let l = locale();
    let MyAccount {
        passkeys,
        has_password,
        ..
    } = account;
    let has_passkeys = !passkeys.is_empty();
    let rows = passkeys
        .into_iter()
        .map(|passkey| view! { <Row passkey /> });
    view! {
        <Section title=text!(l, passkey.yours)>
            {match has_passkeys {
                true => view! { <ul class="sessions">{rows.collect_view()}</ul> }.into_any(),
                false => view! { <p>{text!(l, passkey.none)}</p> }.into_any(),
            }}
        </Section>
        <Section title=text!(l, passkey.add) note=text!(l, passkey.add_lede)>
            <PasskeyForm
                action=href(l, "/account/passkeys")
                wish=Wish::Create
                label=text!(l, passkey.create)
                explains=true
            >
                <TextField
                    name="name"
                    label=text!(l, passkey.name)
                    kind=FieldKind::Text
                    hint=text!(l, passkey.name_hint)
                />
            </PasskeyForm>
        </Section>
        {(has_passkeys && has_password).then(|| view! { <OnlyPasskeys /> })}
    }
}

#[component]
fn OnlyPasskeys() -> impl IntoView {
    let l = locale();
    view! {
        <Section title=text!(l, passkey.only_title) note=text!(l, passkey.only_note)>
            <form method="post" action=href(l, "/account/password/remove") class="form">
                <button type="submit" class="button">
                    {text!(l, passkey.remove_password)}
                </button>
            </form>
        </Section>
    }
}

#[component]
fn Row(passkey: MyPasskey) -> impl IntoView {
    let l = locale();
    let label = format!("{} {}", text!(l, passkey.remove), passkey.name);
    let used = match passkey.used {
        Some(time) => text!(l, passkey.used, time = time),
        None => text!(l, passkey.never_used).to_owned(),
    };
    view! {
        <li>
            <p>
                <strong>{passkey.name}</strong>
            </p>
            <p class="hint">{text!(l, passkey.added, time = passkey.added)} {text!(l, site.comma)} {used}</p>
            <form method="post" action=href(l, "/account/passkeys/remove")>
                <input type="hidden" name="passkey" value=passkey.id />
                <button type="submit" class="button" aria-label=label>
                    {text!(l, passkey.remove)}
                </button>
            </form>
        </li>
    }
}
