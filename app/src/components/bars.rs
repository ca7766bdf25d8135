//! Counts as horizontal bars: a table first, a drawing second.

use domain::{directory::Tally, mark::Short};
use leptos::prelude::*;

use super::Icon;
use crate::i18n::{href, locale, number};

/// A table of counts with a bar each; every name links to the cities counted.
#[component]
pub fn Bars(
    /// What is counted.
    #[prop(into)]
    caption: String,
    /// Parameter of the directory that a key belongs to.
    parameter: &'static str,
    /// The counts.
    tallies: Vec<Tally>,
) -> impl IntoView {
    let l = locale();
    let most = tallies
        .iter()
        .map(|tally| tally.count)
        .max()
        .unwrap_or(1)
        .max(1);
    let has_glyph = parameter == "field";
    let rows = tallies.into_iter().map(move |tally| {
        let address = href(l, &format!("/cities?{parameter}={}", tally.key));
        let width = Short(f64::from(tally.count) * 100.0 / f64::from(most)).to_string();
        let hue = has_glyph.then(|| tally.key.clone());
        view! {
            <tr data-field=hue>
                <th scope="row">
                    <a href=address>
                        {has_glyph.then(|| view! { <Icon name=format!("field-{}", tally.key) /> })}
                        {tally.label}
                    </a>
                </th>
                <td class="num">{number(l, tally.count)}</td>
                <td class="bar-cell" aria-hidden="true">
                    <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none">
                        <rect width=width height="4" />
                    </svg>
                </td>
            </tr>
        }
    });
    view! {
        <table class="bars">
            <caption>{caption}</caption>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
