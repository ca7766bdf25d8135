//! Which action each address is: the one list that routes are guarded by. An address that is not in it is refused.

use app::{i18n::page_of, ssr::Visitor};
use axum::{
    extract::{MatchedPath, RawPathParams, Request, State},
    middleware::Next,
    response::Response,
};
use domain::rights::{Action, Actor, Object, Role, ScopeKind, may};
use http::StatusCode;

use crate::{pages, site::Site, visit::Visit};

/// What an action is done to, as the address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The network as a whole.
    Network,
    /// The account of whoever asks.
    Own,
    /// The city that `slug` names.
    City,
    /// What `kind` and `scope` name.
    Named,
}

/// What a route is about, by its pattern without the language; its handler may ask for more.
pub fn rule(pattern: &str) -> Option<(Action, Of)> {
    Some(match pattern {
        "/sign-in"
        | "/sign-in/passkey/start"
        | "/sign-in/passkey/finish"
        | "/register"
        | "/reset"
        | "/link/{secret}"
        | "/link/{secret}/renew"
        | "/letters/stop/{key}" => (Action::Enter, Of::Network),
        "/sign-out"
        | "/account"
        | "/account/email"
        | "/account/password"
        | "/account/password/remove"
        | "/account/passkeys"
        | "/account/passkeys/start"
        | "/account/passkeys/finish"
        | "/account/passkeys/remove"
        | "/account/letters"
        | "/account/export"
        | "/account/delete"
        | "/account/sessions/end"
        | "/account/sessions/end-all"
        | "/inbox"
        | "/inbox/{id}"
        | "/inbox/read" => (Action::KeepAccount, Of::Own),
        "/desk" => (Action::OpenDesk, Of::Network),
        "/desk/roles" | "/desk/roles/end" | "/desk/roles/withdraw" => {
            (Action::SeeRoles, Of::Network)
        }
        "/desk/roles/{kind}/{scope}"
        | "/desk/roles/{kind}/{scope}/end"
        | "/desk/roles/{kind}/{scope}/withdraw" => (Action::SeeRoles, Of::Named),
        "/desk/city/{slug}/hand-over" => (Action::GiveRole(Role::FocalPoint), Of::City),
        "/desk/city/{slug}"
        | "/desk/city/{slug}/picture"
        | "/desk/city/{slug}/picture/remove"
        | "/desk/city/{slug}/confirm"
        | "/desk/city/{slug}/suggestions"
        | "/desk/city/{slug}/history" => (Action::EditProfile, Of::City),
        "/desk/revisions"
        | "/desk/revisions/{id}/approve"
        | "/desk/revisions/{id}/refuse"
        | "/desk/revisions/{id}/restore" => (Action::ApproveProfile, Of::Network),
        "/desk/trail" => (Action::ReadTrail, Of::Network),
        "/desk/letters"
        | "/desk/letters/{id}"
        | "/desk/letters/examples"
        | "/desk/letters/retry" => (Action::ReadMail, Of::Network),
        // Server functions ask for themselves what they are about; pages call them too.
        pattern if pattern.starts_with("/api/") => (Action::Browse, Of::Network),
        "/"
        | "/cities"
        | "/cities/{slug}"
        | "/cities.json"
        | "/cities.csv"
        | "/cities.geojson"
        | "/about"
        | "/about/data"
        | "/about/accessibility"
        | "/cities/{slug}/suggest"
        | "/pictures/{name}"
        | "/events"
        | "/robots.txt"
        | "/sitemap.xml"
        | "/healthz"
        | "/readyz"
        | "/metrics" => (Action::Browse, Of::Network),
        _ => return None,
    })
}

/// Whether someone may use a route; `part` is the value of a named part of its pattern.
pub fn is_open<'a>(actor: &Actor, rule: (Action, Of), part: impl Fn(&str) -> &'a str) -> bool {
    let (action, of) = rule;
    match of {
        Of::Network => may(actor, action, Object::Network),
        Of::Own => actor
            .account()
            .is_some_and(|own| may(actor, action, Object::Account(own))),
        Of::City => may(actor, action, Object::City(part("slug"))),
        Of::Named => ScopeKind::of_key(part("kind"))
            .is_some_and(|kind| may(actor, action, Object::of(kind, part("scope")))),
    }
}

/// Lets a request through where whoever asks may; others are told to sign in, or that the page is not theirs.
pub async fn guard(
    State(site): State<Site>,
    pattern: MatchedPath,
    params: RawPathParams,
    visit: Visit,
    request: Request,
    next: Next,
) -> Response {
    let rule = rule(page_of(pattern.as_str()));
    let part = |name: &str| {
        let mut params = params.iter();
        params
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value)
    };
    let actor = visit.visitor.actor();
    match (rule, &visit.visitor) {
        (Some(rule), _) if is_open(&actor, rule, part) => next.run(request).await,
        (_, Visitor(None)) => pages::to_sign_in(&visit),
        (_, Visitor(Some(_))) => pages::refused(&site, &visit, StatusCode::FORBIDDEN).await,
    }
}
