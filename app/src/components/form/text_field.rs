//! A labelled line to type into.

use domain::problem::Problem;
use leptos::prelude::*;

use crate::{
    forms::Posted,
    i18n::{locale, text},
    words,
};

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// Paragraphs.
    LongText,
    /// The address of a page on the web.
    WebAddress,
    /// A person's own name.
    Name,
    /// The person's e-mail address.
    Email,
    /// Someone else's e-mail address.
    OtherEmail,
    /// A day.
    Day,
    /// A password to be set.
    NewPassword,
    /// The password in force.
    CurrentPassword,
}

impl FieldKind {
    fn input_type(self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::LongText | FieldKind::Name => "text",
            FieldKind::WebAddress => "url",
            FieldKind::Email | FieldKind::OtherEmail => "email",
            FieldKind::Day => "date",
            FieldKind::NewPassword | FieldKind::CurrentPassword => "password",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            FieldKind::Text
            | FieldKind::LongText
            | FieldKind::WebAddress
            | FieldKind::OtherEmail
            | FieldKind::Day => "off",
            FieldKind::Name => "name",
            FieldKind::Email => "username",
            FieldKind::NewPassword => "new-password",
            FieldKind::CurrentPassword => "current-password",
        }
    }

    fn is_password(self) -> bool {
        matches!(self, FieldKind::NewPassword | FieldKind::CurrentPassword)
    }
}

/// A field with its label, hint and problem. It holds what was typed before, passwords excepted.
#[component]
pub fn TextField(
    /// Name of the field, and its identity on the page.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What is typed.
    kind: FieldKind,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// What it holds before anything was typed.
    #[prop(optional, into)]
    value: String,
    /// Language of what is typed, where it is another than the page's.
    #[prop(optional, into)]
    lang: Option<String>,
    /// What stands there now, where someone else changed it meanwhile.
    #[prop(optional, into)]
    now: Option<String>,
    /// Whether it may stay empty.
    #[prop(default = false)]
    optional: bool,
) -> impl IntoView {
    let l = locale();
    let posted = Posted::here();
    let value = match posted.values.get(&name) {
        _ if kind.is_password() => None,
        Some(typed) => Some(typed.clone()),
        None => (!value.is_empty()).then_some(value),
    };
    let problem = posted
        .problem(&name)
        .map(|problem| words::problem(l, problem));
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described: Vec<&str> = [
        (!hint.is_empty()).then_some(&*hint_id),
        problem.as_ref().map(|_| &*error_id),
    ]
    .into_iter()
    .flatten()
    .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let is_contested = posted.problem(&name) == Some(&Problem::ChangedMeanwhile);
    let invalid = problem.is_some().then_some("true");
    let is_left_to_right = matches!(
        kind,
        FieldKind::Email | FieldKind::OtherEmail | FieldKind::WebAddress
    );
    view! {
        <div class="text-field">
            <label for=name.clone()>
                {label} {optional.then(|| view! { <span class="hint">" (" {text!(l, form.optional)} ")"</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id.clone()>{hint}</p> })}
            {problem.clone().map(|problem| view! { <p class="problem" id=error_id.clone()>{problem}</p> })}
            {now.filter(|_| is_contested).map(|now| view! { <p class="hint">{text!(l, profile.now, text = now)}</p> })}
            {if kind == FieldKind::LongText {
                view! {
                    <textarea
                        id=name.clone()
                        name=name
                        rows="5"
                        lang=lang
                        dir="auto"
                        aria-describedby=described
                        aria-invalid=invalid
                        inner_html=escaped(&value.unwrap_or_default())
                    ></textarea>
                }
                    .into_any()
            } else {
                view! {
                    <input
                        type=kind.input_type()
                        id=name.clone()
                        name=name
                        value=value
                        lang=lang
                        autocomplete=kind.autocomplete()
                        aria-describedby=described
                        aria-invalid=invalid
                        dir=is_left_to_right.then_some("ltr")
                    />
                }
                    .into_any()
            }}
        </div>
    }
}

/// Text as it stands between the tags of a text area: the framework leaves it as it is there, and it could end the
/// element. Browsers drop the first line break.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("\n{text}")
}
