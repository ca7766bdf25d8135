//! What is posted at the desk: invitations to roles, their end, letters tried again.

use app::{forms::Posted, letters::Recipient};
use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use chrono::{NaiveDate, Utc};
use domain::{
    account::{Email, Purpose, check_name},
    directory::Index,
    problem::Problem,
    rights::{Action, Object, Role, ScopeKind, may},
};
use serde::Deserialize;

use super::forms::{Reading, Sent, in_every_language};
use crate::{
    links,
    pages::{Stop, answer, see},
    site::Site,
    visit::Visit,
};

/// `/desk/roles…`, `/desk/letters/retry`.
pub fn routes() -> Router<Site> {
    in_every_language(&[
        ("/desk/roles", || post(invite)),
        ("/desk/roles/end", || post(end_role)),
        ("/desk/roles/{kind}/{scope}", || post(invite)),
        ("/desk/roles/{kind}/{scope}/end", || post(end_role)),
        ("/desk/letters/retry", || post(retry_letter)),
    ])
}

/// What the roles of a page are held for, as its address says; nothing on the page of all.
#[derive(Deserialize)]
struct HeldFor {
    kind: Option<String>,
    scope: Option<String>,
}

impl HeldFor {
    fn page(&self) -> String {
        match (&self.kind, &self.scope) {
            (Some(kind), Some(scope)) => format!("/desk/roles/{kind}/{scope}"),
            _ => "/desk/roles".to_owned(),
        }
    }
}

async fn invite(
    State(site): State<Site>,
    visit: Visit,
    Path(held_for): Path<HeldFor>,
    Sent(mut posted): Sent,
) -> Response {
    if let Some(scope) = &held_for.scope {
        posted.values.insert("scope".to_owned(), scope.clone());
    }
    let page = held_for.page();
    let done = send_invitation(&site, &visit, &page, &posted).await;
    answer(&site, &visit, &page, posted, done).await
}

async fn send_invitation(
    site: &Site,
    visit: &Visit,
    page: &str,
    posted: &Posted,
) -> Result<Response, Stop> {
    let index = site.index.current();
    let mut reading = Reading::new(posted);
    let name = reading.read("name", check_name);
    let email = reading.read("email", Email::parse);
    let role = reading.read("role", |key| Role::of_key(key).ok_or(Problem::NotOffered));
    let scope =
        role.and_then(|role| reading.read("scope", |scope| known_scope(&index, role, scope)));
    let until = reading.read("until", last_day);
    let (Some(name), Some(email), Some(role), Some(scope), Some(until)) =
        (name, email, role, scope, until)
    else {
        return Err(reading.stop());
    };
    let me = visit.person()?;
    if !may(
        &me.actor,
        Action::GiveRole(role),
        Object::of(role.scope(), &scope),
    ) {
        return Err(Stop::Refused);
    }
    let to = Recipient {
        locale: visit.locale,
        name: &name,
    };
    let purpose = Purpose::TakeRole {
        name: name.clone(),
        role,
        scope,
        until,
        given_by: Some(me.account),
    };
    links::send(site, &to, email, purpose).await?;
    Ok(see(visit.locale, &format!("{page}?done=invited")))
}

/// What a role is held for, where the directory knows it.
pub fn known_scope(index: &Index, role: Role, scope: &str) -> Result<String, Problem> {
    let scope = scope.trim();
    let is_known = match role.scope() {
        ScopeKind::City => index.find(scope).is_some(),
        ScopeKind::Field => index.field(scope).is_some(),
        ScopeKind::Country => index.country(scope).is_some(),
        ScopeKind::Network => scope.is_empty(),
    };
    match (is_known, scope) {
        (true, scope) => Ok(scope.to_owned()),
        (false, "") => Err(Problem::Required),
        (false, _) => Err(Problem::NotOffered),
    }
}

/// The last day of a role, none where it is open; not in the past.
fn last_day(typed: &str) -> Result<Option<NaiveDate>, Problem> {
    if typed.is_empty() {
        return Ok(None);
    }
    let day = typed.parse::<NaiveDate>().map_err(|_| Problem::NotADay)?;
    match day < Utc::now().date_naive() {
        true => Err(Problem::EndsBeforeItBegins),
        false => Ok(Some(day)),
    }
}

/// Ends a role: whoever may give it may end it.
async fn end_role(
    State(site): State<Site>,
    visit: Visit,
    Path(held_for): Path<HeldFor>,
    Sent(posted): Sent,
) -> Response {
    let page = held_for.page();
    let done = try_end_role(&site, &visit, &page, &posted).await;
    answer(&site, &visit, &page, posted, done).await
}

async fn try_end_role(
    site: &Site,
    visit: &Visit,
    page: &str,
    posted: &Posted,
) -> Result<Response, Stop> {
    let me = visit.person()?;
    let id = posted.value("grant").parse();
    let id = id.map_err(|_| Stop::at("grant", Problem::NotOffered))?;
    let held = store::role::by_id(&site.db, id).await?;
    let (_, grant) = held.ok_or(Stop::at("grant", Problem::NotOffered))?;
    let object = Object::of(grant.role.scope(), &grant.scope);
    if !may(&me.actor, Action::GiveRole(grant.role), object) {
        return Err(Stop::Refused);
    }
    store::role::end(&site.db, id, me.account, Utc::now().date_naive()).await?;
    Ok(see(visit.locale, &format!("{page}?done=ended")))
}

async fn retry_letter(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        let id = posted.value("letter").parse();
        let id = id.map_err(|_| Stop::at("letter", Problem::NotOffered))?;
        store::letter::retry(&site.db, id, Utc::now()).await?;
        site.work.notify_one();
        Ok(see(visit.locale, "/desk/letters?done=retried"))
    };
    let done = done.await;
    answer(&site, &visit, "/desk/letters", posted, done).await
}
