//! Signing in.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{Done, done};
use crate::{
    components::{
        PageHead, PageMeta, PasskeyForm, Wish,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{href, locale, text},
};

/// The form, and the ways on for who has no account or no password.
#[component]
pub fn SignIn() -> impl IntoView {
    let l = locale();
    let told = match &*done() {
        "needed" => Some(text!(l, sign_in.needed)),
        "signed-out" => Some(text!(l, sign_in.signed_out)),
        "deleted" => Some(text!(l, account.deleted)),
        "ended" => Some(text!(l, sign_in.ended)),
        _ => None,
    };
    let asked = use_query_map().with_untracked(|query| query.get("next"));
    let next = asked.unwrap_or_else(|| Posted::here().value("next").to_owned());
    view! {
        <PageMeta title=text!(l, sign_in.title) description=text!(l, sign_in.lede) />
        <main id="main" class="form-page" tabindex="-1">
            <PageHead title=text!(l, sign_in.title) lede=text!(l, sign_in.lede) />
            <Done text=told />
            <ErrorSummary />
            <form method="post" action=href(l, "/sign-in") class="form">
                <input type="hidden" name="next" value=next.clone() />
                <TextField name="email" label=text!(l, sign_in.email) kind=FieldKind::Email />
                <TextField name="password" label=text!(l, sign_in.password) kind=FieldKind::CurrentPassword />
                <button type="submit" class="button primary">
                    {text!(l, sign_in.submit)}
                </button>
            </form>
            <PasskeyForm
                action=href(l, "/sign-in/passkey")
                wish=Wish::Get
                label=text!(l, passkey.sign_in)
                next
            />
            <ul class="actions">
                <li>
                    <a href=href(l, "/reset")>{text!(l, sign_in.forgotten)}</a>
                </li>
                <li>
                    {text!(l, sign_in.no_account)} " " <a href=href(l, "/register")>{text!(l, sign_in.register)}</a>
                </li>
            </ul>
        </main>
    }
}
