//! Asking for a new password.

use leptos::prelude::*;

use super::done;
use crate::{
    components::{
        PageHead, PageMeta,
        form::{ErrorSummary, FieldKind, TextField},
    },
    i18n::{href, locale, text},
};

/// The address; the answer is the same whether or not it has an account.
#[component]
pub fn Reset() -> impl IntoView {
    let l = locale();
    let form = move || {
        view! {
            <PageHead title=text!(l, reset.title) lede=text!(l, reset.lede) />
            <ErrorSummary />
            <form method="post" action=href(l, "/reset") class="form">
                <TextField name="email" label=text!(l, sign_in.email) kind=FieldKind::Email />
                <button type="submit" class="button primary">
                    {text!(l, reset.submit)}
                </button>
            </form>
        }
    };
    let sent =
        move || view! { <PageHead title=text!(l, register.sent) lede=text!(l, reset.sent_note) /> };
    view! {
        <PageMeta title=text!(l, reset.title) description=text!(l, reset.lede) />
        <main id="main" class="form-page" tabindex="-1">
            {if done() == "sent" { sent().into_any() } else { form().into_any() }}
        </main>
    }
}
