//! What the network is for.

use leptos::prelude::*;

use crate::{
    components::{PageHead, PageMeta},
    i18n::{href, locale, text},
};

/// The mission in our own words: aims, areas of action, hubs and clusters.
#[component]
pub fn About() -> impl IntoView {
    let l = locale();
    view! {
        <PageMeta title=text!(l, about.title) description=text!(l, about.lede) />
        <main id="main" class="about-page" tabindex="-1">
            <PageHead title=text!(l, about.title) lede=text!(l, about.lede) />
            <div class="prose">
                <p>{text!(l, about.intro)}</p>
                <Aims />
                <Areas />
                <h2>{text!(l, about.recognised)}</h2>
                <p>{text!(l, about.hubs)}</p>
                <p>{text!(l, about.clusters)}</p>
                <p>
                    <a href=href(
                        l,
                        "/cities?recognition=creative-hub&recognition=socio-cultural-cluster",
                    )>{text!(l, about.recognised_link)}</a>
                </p>
                <h2>{text!(l, about.partners)}</h2>
                <p>{text!(l, about.partners_note)}</p>
                <blockquote>
                    <p>{text!(l, about.priorities)}</p>
                </blockquote>
                <aside class="notice">
                    <p>
                        {text!(l, about.independent)} " "
                        <a href=href(l, "/about/data")>{text!(l, site.sources)}</a>
                    </p>
                </aside>
            </div>
        </main>
    }
}

#[component]
fn Aims() -> impl IntoView {
    let l = locale();
    view! {
        <h2 id="aims">{text!(l, about.aims)}</h2>
        <ol>
            <li>{text!(l, about.aim_1)}</li>
            <li>{text!(l, about.aim_2)}</li>
            <li>{text!(l, about.aim_3)}</li>
            <li>{text!(l, about.aim_4)}</li>
        </ol>
    }
}

#[component]
fn Areas() -> impl IntoView {
    let l = locale();
    let areas = [
        (text!(l, about.pilots), text!(l, about.pilots_note)),
        (text!(l, about.practices), text!(l, about.practices_note)),
        (text!(l, about.studies), text!(l, about.studies_note)),
        (text!(l, about.meetings), text!(l, about.meetings_note)),
        (text!(l, about.programmes), text!(l, about.programmes_note)),
        (text!(l, about.training), text!(l, about.training_note)),
        (text!(l, about.policies), text!(l, about.policies_note)),
    ];
    let areas = areas.map(|(area, note)| {
        view! {
            <div>
                <dt>{area}</dt>
                <dd>{note}</dd>
            </div>
        }
    });
    view! {
        <h2 id="areas">{text!(l, about.areas)}</h2>
        <dl class="terms">{areas.into_iter().collect_view()}</dl>
    }
}
