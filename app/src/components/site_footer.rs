//! The foot of every page: what this is, where to read on, whom we owe the facts.

use leptos::prelude::*;

use super::Icon;
use crate::i18n::{href, locale, text};

/// Brand, further pages, credits.
#[component]
pub fn SiteFooter() -> impl IntoView {
    let l = locale();
    view! {
        <footer class="site-footer">
            <div class="footer-lead">
                <a class="brand" href=href(l, "/")>
                    <Icon name="ensemble" class="brand-mark" />
                    <span class="brand-name">"Ensemble"</span>
                </a>
                <p>{text!(l, site.tagline)}</p>
            </div>
            <nav class="footer-nav" aria-label=text!(l, site.footer)>
                <ul>
                    <li>
                        <a href=href(l, "/about")>{text!(l, site.about)}</a>
                    </li>
                    <li>
                        <a href=href(l, "/about/data")>{text!(l, site.sources)}</a>
                    </li>
                    <li>
                        <a href=href(l, "/about/accessibility")>{text!(l, site.accessibility)}</a>
                    </li>
                </ul>
            </nav>
            <p class="footer-note">{text!(l, site.credit)} " " {text!(l, site.outline)}</p>
        </footer>
    }
}
