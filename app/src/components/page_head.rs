//! What a page says of itself: to its reader, and to search engines and link previews.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_location;

use crate::i18n::{LOCALES, code, href, locale, page_of};

/// The heading of a page with one sentence below it.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The sentence.
    #[prop(into)]
    lede: String,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>{title}</h1>
            <p class="lede">{lede}</p>
        </header>
    }
}

/// Title, description, and the same page in every language.
#[component]
pub fn PageMeta(
    /// Title of the page, without the product's name.
    #[prop(into)]
    title: String,
    /// One sentence.
    #[prop(into)]
    description: String,
) -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let page = page_of(&path).to_owned();
    let title = format!("{title} · Ensemble");
    let alternates = LOCALES.map(|other| {
        view! { <Link rel="alternate" hreflang=code(other) href=absolute(&href(other, &page)) /> }
    });
    view! {
        <Title text=title.clone() />
        <Meta name="description" content=description.clone() />
        <Link rel="canonical" href=absolute(&href(locale(), &page)) />
        {alternates.into_iter().collect_view()}
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=description />
        <Meta property="og:type" content="website" />
        <Meta property="og:image" content=absolute("/og.png") />
    }
}

/// An address with the site's own origin, where the server knows it.
fn absolute(address: &str) -> String {
    use_context::<SiteOrigin>().map_or_else(
        || address.to_owned(),
        |origin| format!("{}{address}", origin.0),
    )
}

/// Scheme and host under which the site is known (`ENSEMBLE_BASE_URL`); provided by the server.
#[derive(Clone)]
pub struct SiteOrigin(pub String);
