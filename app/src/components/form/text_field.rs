//! A labelled line to type into.

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
            FieldKind::Text | FieldKind::Name => "text",
            FieldKind::Email | FieldKind::OtherEmail => "email",
            FieldKind::Day => "date",
            FieldKind::NewPassword | FieldKind::CurrentPassword => "password",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::OtherEmail | FieldKind::Day => "off",
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
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// What is typed.
    kind: FieldKind,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// What it holds before anything was typed.
    #[prop(optional, into)]
    value: String,
    /// Whether it may stay empty.
    #[prop(default = false)]
    optional: bool,
) -> impl IntoView {
    let l = locale();
    let posted = Posted::here();
    let value = match posted.values.get(name) {
        _ if kind.is_password() => None,
        Some(typed) => Some(typed.clone()),
        None => (!value.is_empty()).then_some(value),
    };
    let problem = posted
        .problem(name)
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
    view! {
        <div class="text-field">
            <label for=name>
                {label} {optional.then(|| view! { <span class="hint">" (" {text!(l, form.optional)} ")"</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id.clone()>{hint}</p> })}
            {problem.clone().map(|problem| view! { <p class="problem" id=error_id.clone()>{problem}</p> })}
            <input
                type=kind.input_type()
                id=name
                name=name
                value=value
                autocomplete=kind.autocomplete()
                aria-describedby=described
                aria-invalid=problem.is_some().then_some("true")
                dir=matches!(kind, FieldKind::Email | FieldKind::OtherEmail).then_some("ltr")
            />
        </div>
    }
}
