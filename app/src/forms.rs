//! Forms: what was posted, for the page that is drawn again with what is wrong. Nothing typed is lost.

use std::collections::HashMap;

use domain::problem::{Problem, Problems};
use leptos::prelude::use_context;

/// What a reader sent with a form, and what is wrong with it. Provided by the server to the page that it draws again.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    /// What was typed, by name of the field.
    pub values: HashMap<String, String>,
    /// What is wrong.
    pub problems: Problems,
}

impl Posted {
    /// What was sent to this page; nothing where it was only asked for.
    pub fn here() -> Posted {
        use_context().unwrap_or_default()
    }

    /// What was typed into a field.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// What is wrong at a field.
    pub fn problem(&self, name: &str) -> Option<&Problem> {
        let mut problems = self.problems.iter();
        problems
            .find(|(field, _)| field == name)
            .map(|(_, problem)| problem)
    }
}
