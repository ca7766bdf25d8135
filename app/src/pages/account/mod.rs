//! One's own account, and the ways into it. Every form is posted to the address of its page; the server draws the page
//! again where something is wrong.

mod link;
mod own;
mod passkeys;
mod register;
mod reset;
mod sign_in;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub use link::Link;
pub use own::Account;
pub use passkeys::Passkeys;
pub use register::Register;
pub use reset::Reset;
pub use sign_in::SignIn;

/// What was done before the browser came here (`?done=saved`).
pub(crate) fn done() -> String {
    use_query_map().with_untracked(|query| query.get("done").unwrap_or_default())
}

/// What was done, in words, where it was; read out.
#[component]
pub(crate) fn Done(
    /// The words.
    text: Option<&'static str>,
) -> impl IntoView {
    text.map(|text| {
        view! {
            <p class="notice" data-kind="ok" role="status">
                {text}
            </p>
        }
    })
}
