//! Opening an account.

use leptos::prelude::*;

use super::done;
use crate::{
    components::{
        PageHead, PageMeta,
        form::{ErrorSummary, FieldKind, TextField},
    },
    i18n::{href, locale, text},
};

/// Name and address; the rest follows by letter, whether or not the address has an account.
#[component]
pub fn Register() -> impl IntoView {
    let l = locale();
    let form = move || {
        view! {
            <PageHead title=text!(l, register.title) lede=text!(l, register.lede) />
            <ErrorSummary />
            <form method="post" action=href(l, "/register") class="form">
                <TextField
                    name="name"
                    label=text!(l, register.name)
                    kind=FieldKind::Name
                    hint=text!(l, register.name_hint)
                />
                <TextField name="email" label=text!(l, sign_in.email) kind=FieldKind::Email />
                <button type="submit" class="button primary">
                    {text!(l, register.submit)}
                </button>
            </form>
        }
    };
    let sent = move || view! { <PageHead title=text!(l, register.sent) lede=text!(l, register.sent_note) /> };
    view! {
        <PageMeta title=text!(l, register.title) description=text!(l, register.lede) />
        <main id="main" class="form-page" tabindex="-1">
            {if done() == "sent" { sent().into_any() } else { form().into_any() }}
        </main>
    }
}
