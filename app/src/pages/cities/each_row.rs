//! The cities of a page, one after another, so that typing never waits for those further down.

use domain::directory::Row;
use leptos::prelude::*;

use super::explorer::Explorer;

/// Rows that are drawn with the answer itself; a window rarely shows more.
const AT_ONCE: usize = 8;

/// Draws each city, and keeps it in place while it stays in the answer. The first few come at once, the others once
/// those are on the screen: a letter typed meanwhile comes before them.
#[component]
pub fn EachRow<V: IntoView + 'static>(explorer: Explorer, draw: fn(Row) -> V) -> impl IntoView {
    let first = move || {
        explorer
            .screen
            .with(|screen| parts(&screen.rows).0.to_vec())
    };
    let further = move || {
        explorer
            .screen
            .with_untracked(|screen| parts(&screen.rows).1.to_vec())
    };
    let shown = RwSignal::new(further());
    Effect::new(move |awake: Option<()>| {
        explorer.screen.track();
        if awake.is_some() {
            after_painting(move || {
                let _ = shown.try_set(further());
            });
        }
    });
    view! {
        <For each=first key=identity children=draw />
        <For each=move || shown.get() key=identity children=draw />
    }
}

/// The rows that come at once, and the others.
fn parts(rows: &[Row]) -> (&[Row], &[Row]) {
    rows.split_at(rows.len().min(AT_ONCE))
}

/// What makes a row the same one in another answer.
fn identity(row: &Row) -> (String, String) {
    (row.slug.clone(), row.field.clone())
}

fn after_painting(act: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(act, std::time::Duration::ZERO));
}
