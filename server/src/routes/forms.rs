//! What the handlers of forms share.

use std::collections::HashMap;

use app::{
    forms::Posted,
    i18n::{LOCALES, Locale, code},
};
use axum::{
    Form, Router,
    extract::{FromRequest, Request, rejection::FormRejection},
    routing::MethodRouter,
};
use domain::problem::{Problem, Problems};

use crate::{pages::Stop, site::Site};

/// A form as it was sent, with nothing judged yet.
pub struct Sent(pub Posted);

impl FromRequest<Site> for Sent {
    type Rejection = FormRejection;

    async fn from_request(request: Request, site: &Site) -> Result<Sent, FormRejection> {
        let Form(values) = Form::<HashMap<String, String>>::from_request(request, site).await?;
        Ok(Sent(Posted {
            values,
            ..Posted::default()
        }))
    }
}

/// A path without its language, and what answers there.
pub type Route = (&'static str, fn() -> MethodRouter<Site>);

/// The same routes below the prefix of each language.
pub fn in_every_language(routes: &[Route]) -> Router<Site> {
    LOCALES
        .into_iter()
        .flat_map(|locale| routes.iter().map(move |route| (locale, route)))
        .fold(Router::new(), |router, (locale, (path, handler))| {
            router.route(&app::i18n::href(locale, path), handler())
        })
}

/// The language of a code that a form sends.
pub fn locale_of_code(typed: &str) -> Result<Locale, Problem> {
    let mut locales = LOCALES.into_iter();
    locales
        .find(|locale| code(*locale) == typed)
        .ok_or(Problem::NotOffered)
}

/// Reads fields one by one and collects what is wrong with all of them.
pub struct Reading<'a> {
    posted: &'a Posted,
    problems: Problems,
}

impl<'a> Reading<'a> {
    /// Begins to read.
    pub fn new(posted: &'a Posted) -> Self {
        Reading {
            posted,
            problems: Problems::new(),
        }
    }

    /// A field, read by a rule; none where it is wrong.
    pub fn read<T>(
        &mut self,
        field: &'static str,
        rule: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        match rule(self.posted.value(field)) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problems.push((field.into(), problem));
                None
            }
        }
    }

    /// All that is wrong.
    pub fn stop(self) -> Stop {
        Stop::Problems(self.problems)
    }

    /// Goes on where nothing is wrong.
    pub fn finish(self) -> Result<(), Stop> {
        match self.problems.is_empty() {
            true => Ok(()),
            false => Err(self.stop()),
        }
    }
}

/// Numbers that buttons send.
pub trait Numbers {
    /// The number of a row that a field names.
    fn number(&self, field: &'static str) -> Result<i32, Stop>;
}

impl Numbers for Posted {
    fn number(&self, field: &'static str) -> Result<i32, Stop> {
        let number = self.value(field).parse();
        number.map_err(|_| Stop::at(field, Problem::NotOffered))
    }
}

/// Runs work after the answer, so that how long it takes tells nothing about what it found.
pub fn afterwards(work: impl Future<Output = Result<(), Stop>> + Send + 'static) {
    tokio::spawn(async move {
        if let Err(stop) = work.await {
            tracing::error!("work after an answer failed: {stop:?}");
        }
    });
}
