//! The forms that ask a device for a passkey. They stay hidden where the browser cannot.

use leptos::prelude::*;

use crate::i18n::{locale, text};

/// What wakes them.
const PASSKEY: &str = include_str!("passkey.js");

/// What a device is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A new passkey.
    Create,
    /// One that it holds.
    Get,
}

/// A form with one button; `/start` and `/finish` below its address answer the device.
#[component]
pub fn PasskeyForm(
    /// The address.
    action: String,
    /// What the device is asked for.
    wish: Wish,
    /// The button.
    label: &'static str,
    /// Where to go on to.
    #[prop(optional, into)]
    next: String,
    /// Whether to say so where the browser cannot.
    #[prop(default = false)]
    explains: bool,
    /// What stands above the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let l = locale();
    // One that is filled in is sent like any form; one without fields stands beside a form and is no second way to send it.
    let button = if children.is_some() {
        "submit"
    } else {
        "button"
    };
    let wish = match wish {
        Wish::Create => "create",
        Wish::Get => "get",
    };
    view! {
        <leptos_meta::Script type_="module">{PASSKEY}</leptos_meta::Script>
        <form method="post" action=action class="form" data-passkey=wish hidden>
            <input type="hidden" name="next" value=next />
            {children.map(|children| children())}
            <button type=button class="button">
                {label}
            </button>
            <p class="problem" role="alert" data-failed=text!(l, passkey.failed)></p>
        </form>
        {explains
            .then(|| {
                view! {
                    <p class="hint" data-no-passkey="">
                        {text!(l, passkey.needs_script)}
                    </p>
                }
            })}
    }
}
