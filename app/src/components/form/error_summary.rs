//! What is wrong with a form, before it.

use leptos::prelude::*;

use crate::{
    forms::Posted,
    i18n::{locale, text},
    words,
};

/// Each problem with a link to its field; read out at once.
#[component]
pub fn ErrorSummary() -> impl IntoView {
    let l = locale();
    let problems = Posted::here().problems;
    (!problems.is_empty()).then(|| {
        let lines = problems.iter().map(|(field, problem)| {
            let label = words::field(l, field);
            let problem = words::problem(l, problem);
            view! {
                <li>
                    <a href=format!("#{field}")>{text!(l, problem.at, field = label, problem = problem)}</a>
                </li>
            }
        });
        view! {
            <div class="notice error-summary" data-kind="danger" role="alert" tabindex="-1" autofocus>
                <h2>{text!(l, problem.title)}</h2>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
    })
}
