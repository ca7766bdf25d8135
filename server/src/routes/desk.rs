//! What is posted at the desk: invitations to roles, handing over, their end, letters tried again.

use app::{forms::Posted, letters::Recipient};
use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use chrono::{NaiveDate, Utc};
use domain::{
    account::{Email, Predecessor, Purpose, check_name},
    directory::Index,
    problem::Problem,
    rights::{Action, Object, Role, ScopeKind, may},
};
use serde::Deserialize;

use store::account::Account;

use super::forms::{Numbers, Reading, Sent, in_every_language};
use crate::{
    links,
    pages::{Stop, answer, go_on, see},
    site::Site,
    visit::Visit,
};

/// `/desk/roles…`, `/desk/city/…/hand-over`, `/desk/letters/retry`.
pub fn routes() -> Router<Site> {
    in_every_language(&[
        ("/desk/roles", || post(invite)),
        ("/desk/roles/end", || post(end_role)),
        ("/desk/roles/{kind}/{scope}", || post(invite)),
        ("/desk/roles/{kind}/{scope}/end", || post(end_role)),
        ("/desk/roles/withdraw", || post(withdraw)),
        ("/desk/roles/{kind}/{scope}/withdraw", || post(withdraw)),
        ("/desk/city/{slug}/hand-over", || post(hand_over)),
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
        replaces: None,
    };
    links::send(site, &to, email, purpose).await?;
    Ok(see(visit.locale, &format!("{page}?done=invited")))
}

/// Withdraws an offer that was not taken yet: whoever may give the role may.
async fn withdraw(
    State(site): State<Site>,
    visit: Visit,
    Path(held_for): Path<HeldFor>,
    Sent(posted): Sent,
) -> Response {
    let page = held_for.page();
    let done = async {
        let me = visit.person()?;
        let offer = store::link::offer_by_id(&site.db, posted.number("offer")?).await?;
        let offer = offer.ok_or(Stop::at("offer", Problem::NotOffered))?;
        let object = Object::of(offer.role.scope(), &offer.scope);
        if !may(&me.actor, Action::GiveRole(offer.role), object) {
            return Err(Stop::Refused);
        }
        store::link::withdraw(&site.db, &offer, me.account, Utc::now()).await?;
        Ok(see(visit.locale, &format!("{page}?done=withdrawn")))
    };
    let done = done.await;
    answer(&site, &visit, &page, posted, done).await
}

/// A focal point hands over: named, checked, sent. What was checked is checked again when it is sent.
async fn hand_over(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let page = format!("/desk/city/{slug}/hand-over");
    let step = posted.value("step").to_owned();
    if step == "back" {
        return go_on(&site, &visit, &page, posted).await;
    }
    let done = match read_successor(&site, &slug, &posted).await {
        Ok(_) if step == "check" => return go_on(&site, &visit, &page, posted).await,
        Ok(successor) => invite_successor(&site, &visit, &slug, successor).await,
        Err(stop) => Err(stop),
    };
    answer(&site, &visit, &page, posted, done).await
}

/// Who takes over from whom.
struct Successor {
    name: String,
    email: Email,
    predecessor: Predecessor,
}

async fn read_successor(site: &Site, slug: &str, posted: &Posted) -> Result<Successor, Stop> {
    let now = Utc::now();
    let speakers = store::role::focal_points(&site.db, slug, now).await?;
    let mut reading = Reading::new(posted);
    let name = reading.read("name", check_name);
    let email = reading.read("email", Email::parse);
    let account = reading.read("predecessor", |typed| {
        let mut speakers = speakers.iter().map(|speaker| speaker.id);
        let chosen = speakers.find(|id| id.to_string() == typed);
        chosen.ok_or(Problem::NotOffered)
    });
    reading.read("designated", |typed| match typed {
        "yes" => Ok(()),
        _ => Err(Problem::NotConfirmed),
    });
    // The same person would follow themselves.
    reading.read("email", |typed| {
        let same = |speaker: &Account| {
            Some(speaker.id) == account && speaker.email.as_str() == typed.trim()
        };
        match speakers.iter().any(same) {
            true => Err(Problem::AlreadyThere),
            false => Ok(()),
        }
    });
    let (Some(name), Some(email), Some(account)) = (name, email, account) else {
        return Err(reading.stop());
    };
    reading.finish()?;
    let stays = posted.value("stays") != "no";
    Ok(Successor {
        name,
        email,
        predecessor: Predecessor { account, stays },
    })
}

async fn invite_successor(
    site: &Site,
    visit: &Visit,
    slug: &str,
    successor: Successor,
) -> Result<Response, Stop> {
    let page = format!("/desk/city/{slug}/hand-over");
    let waiting = store::link::offers(&site.db, Some(slug), Utc::now(), 100).await?;
    if waiting.iter().any(|offer| offer.replaces.is_some()) {
        // Sent twice: one invitation is enough.
        return Ok(see(visit.locale, &page));
    }
    let to = Recipient {
        locale: visit.locale,
        name: &successor.name,
    };
    let purpose = Purpose::TakeRole {
        name: successor.name.clone(),
        role: Role::FocalPoint,
        scope: slug.to_owned(),
        until: None,
        given_by: Some(visit.person()?.account),
        replaces: Some(successor.predecessor),
    };
    links::send(site, &to, successor.email, purpose).await?;
    Ok(see(visit.locale, &format!("{page}?done=sent")))
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
    let id = posted.number("grant")?;
    let held = store::role::by_id(&site.db, id).await?;
    let (_, grant) = held.ok_or(Stop::at("grant", Problem::NotOffered))?;
    let object = Object::of(grant.role.scope(), &grant.scope);
    if !may(&me.actor, Action::GiveRole(grant.role), object) {
        return Err(Stop::Refused);
    }
    store::role::end(&site.db, id, me.account, Utc::now()).await?;
    site.work.notify_one();
    Ok(see(visit.locale, &format!("{page}?done=ended")))
}

async fn retry_letter(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        store::letter::retry(&site.db, posted.number("letter")?, Utc::now()).await?;
        site.work.notify_one();
        Ok(see(visit.locale, "/desk/letters?done=retried"))
    };
    let done = done.await;
    answer(&site, &visit, "/desk/letters", posted, done).await
}
