//! What the server alone does for a page. The process provides an [`IndexHandle`] in the context of every request.

use std::sync::{Arc, PoisonError, RwLock};

use domain::{
    directory::{Facet, Index, Query, Screen},
    notice::News,
    rights::{Action, Actor, Object, Role, ScopeKind, may},
};
use http::{StatusCode, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use store::{DatabaseConnection, session::SignedIn};

use crate::{
    i18n::{Locale, code, text},
    words,
};

/// The directory index in force; replaced whole when its rows change.
#[derive(Clone, Default)]
pub struct IndexHandle(Arc<RwLock<Option<Arc<Index>>>>);

impl IndexHandle {
    /// A handle to a first index.
    pub fn new(index: Index) -> Self {
        let handle = IndexHandle::default();
        handle.replace(index);
        handle
    }

    /// The index in force.
    pub fn current(&self) -> Arc<Index> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
            .unwrap_or_else(|| Arc::new(Index::new(Default::default())))
    }

    /// Puts a new index in force.
    pub fn replace(&self, index: Index) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(index));
    }
}

/// The index for this request.
pub fn index() -> Arc<Index> {
    use_context::<IndexHandle>().unwrap_or_default().current()
}

/// Sets the status of the page that is being drawn.
pub fn answer_with(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// A page number beyond the last page is not found; the page says which is the last.
pub fn answer_beyond_the_end(query: &Query, screen: &Screen) {
    if query.page > screen.pages {
        answer_with(StatusCode::NOT_FOUND);
    }
}

/// Lets the reader's browser keep an answer that changes rarely.
pub fn keep_for_minutes() {
    if let Some(response) = use_context::<ResponseOptions>() {
        let kept =
            http::HeaderValue::from_static("public, max-age=300, stale-while-revalidate=86400");
        response.insert_header(http::header::CACHE_CONTROL, kept);
    }
}

/// Who asks, as the process recognised them; among the extensions of every request.
#[derive(Clone, Debug, Default)]
pub struct Visitor(pub Option<Arc<SignedIn>>);

impl Visitor {
    /// Who asks, for the rules.
    pub fn actor(&self) -> Actor {
        let signed_in = self.0.as_deref();
        signed_in.map_or(Actor::Visitor, |signed_in| signed_in.actor.clone())
    }
}

/// Who asks for this page.
pub fn visitor() -> Visitor {
    let parts = use_context::<Parts>();
    let visitor = parts.and_then(|parts| parts.extensions.get().cloned());
    visitor.unwrap_or_default()
}

/// The person who asks, where they may do something.
pub fn ask(action: Action, object: Object<'_>) -> Result<Arc<SignedIn>, ServerFnError> {
    let visitor = visitor();
    let is_allowed = may(&visitor.actor(), action, object);
    let person = visitor.0.filter(|_| is_allowed);
    person.ok_or_else(|| {
        answer_with(StatusCode::FORBIDDEN);
        ServerFnError::ServerError("not allowed".to_owned())
    })
}

/// The database.
pub fn db() -> Result<DatabaseConnection, ServerFnError> {
    use_context().ok_or_else(|| ServerFnError::ServerError("there is no database".to_owned()))
}

/// What a failure of the store says to the outside: nothing; the log has it.
pub fn failed(error: store::StoreError) -> ServerFnError {
    leptos::logging::error!("{error}");
    ServerFnError::ServerError("the database refused".to_owned())
}

/// A role with what it is held for, as readers know that.
pub fn role_with_scope(l: Locale, index: &Index, role: Role, scope: &str) -> String {
    let name = words::role(l, role);
    match scope_name(l, index, role.scope(), scope) {
        scope if scope.is_empty() => name.to_owned(),
        scope => text!(l, role.of, role = name, scope = scope),
    }
}

/// The name of what roles are held for; its key where the directory does not know it.
pub fn scope_name(l: Locale, index: &Index, kind: ScopeKind, scope: &str) -> String {
    let named = match kind {
        ScopeKind::City => index
            .find(scope)
            .and_then(|at| index.city(at))
            .map(|city| city.name.clone()),
        ScopeKind::Field => index
            .words(Facet::Field, scope)
            .map(|words| words.get(code(l)).to_owned()),
        ScopeKind::Country => index
            .words(Facet::Country, scope)
            .map(|words| words.get(code(l)).to_owned()),
        ScopeKind::Network => None,
    };
    named.unwrap_or_else(|| scope.to_owned())
}

/// News in the words of its reader's language.
pub fn news(l: Locale, index: &Index, news: &News) -> String {
    let named = |city: &str| scope_name(l, index, ScopeKind::City, city);
    match news {
        News::ProfileWaiting { city } => text!(l, inbox.waiting, city = named(city)),
        News::ProfileApproved { city } => text!(l, inbox.approved, city = named(city)),
        News::ProfileRefused { city, reason } => {
            text!(l, inbox.refused, city = named(city), reason = reason)
        }
        News::CorrectionSuggested { city } => text!(l, inbox.correction, city = named(city)),
        News::FocalPointChanged { city } => text!(l, inbox.focal_point, city = named(city)),
        News::RoleEnded { role, scope } => {
            let role = role_with_scope(l, index, *role, scope);
            text!(l, inbox.role_ended, role = role)
        }
    }
}
