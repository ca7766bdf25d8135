//! The same cities on the world: a dot each, groups where they are near.

use domain::{
    directory::{Marker, Query, Row, View},
    map::{Hundredths, Point, Viewport},
};
use leptos::{either::Either, ev, html, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::explorer::Explorer;
use crate::{
    components::{CityMark, FieldChip, Icon, WorldMap},
    i18n::{direction, href, locale, number, plural, text},
};

/// Radius of a dot at zoom 1, in drawing units.
const DOT: f64 = 4.5;
/// How much a group is larger than a dot, for each unit of the root of its number.
const GROWTH: f64 = 1.6;
/// Size of a group's figure, as a part of its radius.
const FIGURE: f64 = 1.1;

/// A city opened on the map, and what to focus when it is closed.
#[derive(Clone)]
struct Opened {
    row: Row,
    opener: SendWrapper<Element>,
}

/// The map of an answer.
#[component]
pub fn CityMap(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let frame = Signal::derive(move || explorer.asked.with(|query| query.at.frame().to_string()));
    Effect::new(|_| center_on_phones());
    let opened = RwSignal::new(None::<Opened>);
    let close = move || {
        if let Some(opened) = opened.try_update(Option::take).flatten() {
            focus(opened.opener.take());
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        <div class="city-map" on:keydown=keys>
            <WorldMap class="map" frame=frame label=text!(l, cities.map)>
                <For
                    each=move || explorer.screen.with(|screen| screen.markers.clone())
                    key=move |marker| explorer.asked.with_untracked(|query| marker_key(marker, query))
                    children=move |marker| view! { <MarkerLink explorer marker opened /> }
                />
            </WorldMap>
            <Controls explorer />
            {move || opened.get().map(|opened| view! { <Card row=opened.row close /> })}
        </div>
    }
}

/// On a phone the drawing is wider than its frame: it begins in the middle, whichever way the page runs.
fn center_on_phones() {
    if let Ok(Some(frame)) = document().query_selector(".city-map .map-frame") {
        let hidden = frame.scroll_width() - frame.client_width();
        let is_right_to_left = direction(locale()) == "rtl";
        frame.set_scroll_left(if is_right_to_left {
            -hidden / 2
        } else {
            hidden / 2
        });
    }
}

/// A marker is drawn anew when its place, its number or the zoom changes.
fn marker_key(marker: &Marker, query: &Query) -> String {
    let slug = marker.city.as_ref().map_or("", |city| &city.slug);
    format!("{slug} {} {} {}", marker.count, marker.at, query.at)
}

fn focus(element: Element) {
    if let Ok(element) = element.dyn_into::<web_sys::SvgElement>() {
        let _ = element.focus();
    }
}

/// A dot that opens its city, or a group that opens its part of the world.
#[component]
fn MarkerLink(
    explorer: Explorer,
    marker: Marker,
    opened: RwSignal<Option<Opened>>,
) -> impl IntoView {
    let zoom = explorer.asked.with_untracked(|query| query.at.zoom());
    match marker.city {
        Some(row) => {
            let radius = Hundredths::nearest(DOT / zoom);
            Either::Left(view! { <Dot at=marker.at radius row opened /> })
        }
        None => {
            let radius = DOT + f64::from(marker.count).sqrt() * GROWTH;
            let (radius, size) = (radius / zoom, radius * FIGURE / zoom);
            Either::Right(view! {
                <Group
                    explorer
                    at=marker.at
                    radius=Hundredths::nearest(radius)
                    size=Hundredths::nearest(size)
                    count=marker.count
                    opens=marker.opens
                />
            })
        }
    }
}

#[component]
fn Dot(at: Point, radius: Hundredths, row: Row, opened: RwSignal<Option<Opened>>) -> impl IntoView {
    let address = href(locale(), &format!("/cities/{}", row.slug));
    let said = [row.name.as_str(), &row.country_name, &row.field_name];
    let label = said.join(text!(locale(), site.comma));
    let field = row.field.clone();
    let open = move |event: ev::MouseEvent| {
        let wants_own_tab = event.ctrl_key() || event.meta_key() || event.shift_key();
        let opener = event
            .current_target()
            .and_then(|t| t.dyn_into::<Element>().ok());
        if let Some(opener) = opener.filter(|_| !wants_own_tab) {
            event.prevent_default();
            opened.set(Some(Opened {
                row: row.clone(),
                opener: SendWrapper::new(opener),
            }));
        }
    };
    view! {
        <g>
            <a class="dot" data-field=field href=address aria-label=label on:click=open>
                <circle cx=at.left() cy=at.top() r=radius.to_string() />
            </a>
        </g>
    }
}

#[component]
fn Group(
    explorer: Explorer,
    at: Point,
    radius: Hundredths,
    size: Hundredths,
    count: u32,
    opens: Option<Viewport>,
) -> impl IntoView {
    let l = locale();
    let address = move || {
        let opened = explorer.asked.with(|query| match opens {
            Some(opens) => moved(query, opens),
            None => Query {
                view: View::List,
                ..query.clone()
            },
        });
        explorer.address(&opened)
    };
    let label = match opens {
        Some(_) => plural!(l, count, cities.group),
        None => plural!(l, count, cities.together),
    };
    view! {
        <g>
            <a class="cluster" href=address aria-label=label data-noscroll="">
                <circle cx=at.left() cy=at.top() r=radius.to_string() />
                <text x=at.left() y=at.top() font-size=size.to_string()>
                    {number(l, count)}
                </text>
            </a>
        </g>
    }
}

fn moved(query: &Query, viewport: Viewport) -> Query {
    Query {
        at: viewport,
        ..query.clone()
    }
}

/// Nearer, farther, the whole world: links, so that they work without JavaScript.
#[component]
fn Controls(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let control = move |name: &'static str, label: &'static str, to: fn(&Viewport) -> Viewport| {
        let address = move || {
            explorer
                .asked
                .with(|query| explorer.address(&moved(query, to(&query.at))))
        };
        view! {
            <a class="button" href=address aria-label=label data-noscroll="">
                <Icon name=name />
            </a>
        }
    };
    view! {
        <div class="map-controls" role="group" aria-label=text!(l, map.controls)>
            {control("plus", text!(l, map.nearer), |at| at.zoomed(2.0))}
            {control("minus", text!(l, map.farther), |at| at.zoomed(0.5))}
            {control("reset", text!(l, map.world), |_| Viewport::default())}
        </div>
    }
}

/// The city opened on the map. Focus goes into it, and back to its dot when it closes.
#[component]
fn Card(row: Row, close: impl Fn() + Copy + 'static) -> impl IntoView {
    let l = locale();
    let link = NodeRef::<html::A>::new();
    Effect::new(move |_| {
        if let Some(link) = link.get() {
            let _ = HtmlElement::from(link).focus();
        }
    });
    view! {
        <div class="map-card" data-field=row.field.clone() role="dialog" aria-label=row.name.clone()>
            <CityMark field=row.field.clone() lat=row.lat lon=row.lon designated=row.designated />
            <h3 class="city-name">
                <a node_ref=link href=href(l, &format!("/cities/{}", row.slug))>
                    <bdi>{row.name.clone()}</bdi>
                </a>
            </h3>
            <p class="city-place">{row.country_name}</p>
            <FieldChip field=row.field.clone() name=row.field_name />
            <span class="year">{row.designated}</span>
            <button type="button" class="close" aria-label=text!(l, map.close) on:click=move |_| close()>
                <Icon name="close" />
            </button>
        </div>
    }
}
