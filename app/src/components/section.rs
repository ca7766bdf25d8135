//! A part of a page with its heading in the margin.

use leptos::prelude::*;

/// Heading, what to know before, and the part.
#[component]
pub fn Section(
    /// The heading.
    #[prop(into)]
    title: String,
    /// What to know before.
    #[prop(optional, into)]
    note: Option<String>,
    /// The part.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{title}</h2>
                {note.filter(|note| !note.is_empty()).map(|note| view! { <p>{note}</p> })}
            </div>
            {children()}
        </section>
    }
}
