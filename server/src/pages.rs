//! Pages outside of their own routes: drawn again with what was typed, refused, missing.

use app::{
    Refusal,
    components::Reader,
    forms::Posted,
    i18n::{Locale, href},
    shell,
    ssr::{Visitor, answer_with, visitor},
};
use axum::{
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
};
use domain::problem::{Problem, Problems};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::provide_context;
use leptos_axum::render_app_async_with_context;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use store::StoreError;
use tokio::task::JoinError;
use tracing::error;

use crate::{security, site::Site, visit::Visit};

/// What every page finds in its context.
pub fn context(site: &Site) -> impl Fn() + Clone + Send + Sync + 'static {
    let (index, origin, db) = (site.index.clone(), site.origin.clone(), site.db.clone());
    move || {
        provide_context(index.clone());
        provide_context(origin.clone());
        provide_context(db.clone());
        if let Visitor(Some(reader)) = visitor() {
            let unread = u32::try_from(reader.unread).unwrap_or(u32::MAX);
            provide_context(Reader { unread });
        }
        security::guard_page();
    }
}

/// Draws the page of an address, in the language of the request, with a status and what else it finds in its context.
async fn draw(
    site: &Site,
    visit: &Visit,
    page: &str,
    status: StatusCode,
    more: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let (context, options) = (context(site), site.options.clone());
    let with_more = move || {
        context();
        more();
        answer_with(status);
    };
    let draw = render_app_async_with_context(with_more, move || shell(options.clone()));
    let mut request = Request::get(href(visit.locale, page))
        .body(Body::empty())
        .unwrap_or_default();
    *request.extensions_mut() = visit.parts.extensions.clone();
    let mut response: Response = draw(request).await;
    let for_one = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, for_one);
    response
}

/// The page that says that this one is for others.
pub async fn refused(site: &Site, visit: &Visit, status: StatusCode) -> Response {
    draw(site, visit, "/desk", status, || provide_context(Refusal)).await
}

/// To the form for signing in, and from there back to here.
pub fn to_sign_in(visit: &Visit) -> Response {
    let here = visit
        .parts
        .uri
        .path_and_query()
        .map_or("/", |here| here.as_str());
    let next = utf8_percent_encode(here, NON_ALPHANUMERIC);
    let next = match visit.parts.method.is_safe() {
        true => format!("&next={next}"),
        false => String::new(),
    };
    see(visit.locale, &format!("/sign-in?done=needed{next}"))
}

/// To another page, after something was done: asking for it again does nothing twice.
pub fn see(l: Locale, page: &str) -> Response {
    let address = HeaderValue::try_from(href(l, page)).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// Why a form was not done.
#[derive(Debug)]
pub enum Stop {
    /// Something is wrong with what was typed.
    Problems(Problems),
    /// It is not for whoever asks.
    Refused,
    /// We failed.
    Broken(String),
}

impl Stop {
    /// One problem at a field.
    pub fn at(field: &'static str, problem: Problem) -> Stop {
        Stop::Problems(vec![(field.into(), problem)])
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Stop {
        Stop::Broken(error.to_string())
    }
}

impl From<JoinError> for Stop {
    fn from(error: JoinError) -> Stop {
        Stop::Broken(error.to_string())
    }
}

/// The page of a form again with what was typed, nothing of it wrong: its next step.
pub async fn go_on(site: &Site, visit: &Visit, page: &str, posted: Posted) -> Response {
    draw(site, visit, page, StatusCode::OK, move || {
        provide_context(posted.clone())
    })
    .await
}

/// The answer to a form: what was done, or its page again with what was typed and what is wrong.
pub async fn answer(
    site: &Site,
    visit: &Visit,
    page: &str,
    mut posted: Posted,
    done: Result<Response, Stop>,
) -> Response {
    let problems = match done {
        Ok(response) => return response,
        Err(Stop::Refused) => return refused(site, visit, StatusCode::FORBIDDEN).await,
        Err(Stop::Broken(why)) => {
            error!("a form could not be done: {why}");
            return security::broke(Box::new(why));
        }
        Err(Stop::Problems(problems)) => problems,
    };
    let wait = problems.iter().find_map(|(_, problem)| problem.wait());
    let status = match wait {
        Some(_) => StatusCode::TOO_MANY_REQUESTS,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    posted.problems = problems;
    let mut response = draw(site, visit, page, status, move || {
        provide_context(posted.clone())
    })
    .await;
    if let Some(seconds) = wait {
        let value = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}
