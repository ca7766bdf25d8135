//! The desk: what someone looks after, and what those who run the network see.
#![expect(
    missing_docs,
    reason = "the argument types that the macro writes have no place for it"
)]

#[cfg(feature = "ssr")]
use chrono::Utc;
#[cfg(feature = "ssr")]
use domain::{
    event::Kind,
    rights::{Action, Object, Role, ScopeKind, may},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use store::{
    account,
    event::{Happening, TrailQuery},
    letter,
    role::HeldQuery,
};

#[cfg(feature = "ssr")]
use crate::{
    dates,
    i18n::locale_of,
    letters,
    ssr::{answer_with, ask, db, failed, index, role_with_scope, scope_name},
};

/// Rows of a list of those who run the network.
#[cfg(feature = "ssr")]
const PAGE: u64 = 100;

/// What someone looks after.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Desk {
    /// How they want to be called.
    pub name: String,
    /// Roles in force.
    pub roles: Vec<DeskRole>,
    /// Whether they run the network: they see everyone's roles, the trail and the letters.
    pub runs_network: bool,
}

/// A role, with where it leads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskRole {
    /// Key of the role.
    pub key: String,
    /// The role, with what it is held for.
    pub title: String,
    /// Slug, field or country that it is held for; empty for the whole network.
    pub scope: String,
    /// Kind of scope: `city`, `field`, `country` or `network`.
    pub kind: String,
    /// Whether they see who else holds roles for the same.
    pub sees_roles: bool,
}

/// The desk of whoever asks.
#[server(input = GetUrl)]
pub async fn my_desk(language: String) -> Result<Desk, ServerFnError> {
    let me = ask(Action::OpenDesk, Object::Network)?;
    let (l, index) = (locale_of(&language), index());
    let roles = me.actor.roles().iter().map(|(role, scope)| DeskRole {
        key: role.key().to_owned(),
        title: role_with_scope(l, &index, *role, scope),
        scope: scope.clone(),
        kind: role.scope().key().to_owned(),
        sees_roles: may(&me.actor, Action::SeeRoles, Object::of(role.scope(), scope)),
    });
    Ok(Desk {
        name: me.name.clone(),
        roles: roles.collect(),
        runs_network: may(&me.actor, Action::ReadTrail, Object::Network),
    })
}

/// Roles for something, with what whoever asks may do about them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Roles {
    /// What they are held for, as readers know it; empty for the whole network.
    pub title: String,
    /// Roles in force and to come, the newest first.
    pub held: Vec<HeldRole>,
    /// Keys and names of the roles that whoever asks may give here.
    pub may_give: Vec<(String, String)>,
    /// Offers that were not taken yet, the newest first.
    pub offers: Vec<OfferRow>,
}

/// A role that was offered and not taken yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OfferRow {
    /// Its number.
    pub id: i32,
    /// How the person is called by who invited them.
    pub name: String,
    /// Where the letter went.
    pub email: String,
    /// The role, with what it is held for.
    pub role: String,
    /// When it was offered.
    pub offered: String,
    /// When the link ends.
    pub until: String,
    /// Whether whoever asks may withdraw it.
    pub may_withdraw: bool,
}

/// A role with the person who holds it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HeldRole {
    /// Number of the grant.
    pub id: i32,
    /// How the person is called.
    pub name: String,
    /// Where they are written to.
    pub email: String,
    /// The role.
    pub role: String,
    /// What it is held for.
    pub scope: String,
    /// The first day.
    pub from: String,
    /// The last day; none where it is open.
    pub until: Option<String>,
    /// Whether whoever asks may end it.
    pub may_end: bool,
}

/// Who holds roles: for a city or a field (`kind`, `scope`), or all of them.
#[server(input = GetUrl)]
pub async fn roles_for(
    kind: String,
    scope: String,
    language: String,
) -> Result<Roles, ServerFnError> {
    let kind = ScopeKind::of_key(&kind).unwrap_or(ScopeKind::Network);
    let object = Object::of(kind, &scope);
    let me = ask(Action::SeeRoles, object)?;
    let (l, index) = (locale_of(&language), index());
    let query = HeldQuery {
        scope: (object != Object::Network).then(|| scope.clone()),
        not_over_on: Some(Utc::now().date_naive()),
        limit: PAGE,
        ..HeldQuery::default()
    };
    let (db, now) = (db()?, Utc::now());
    let held = store::role::held(&db, &query).await.map_err(failed)?;
    let offers = store::link::offers(&db, query.scope.as_deref(), now, PAGE)
        .await
        .map_err(failed)?;
    let may_give = |role: &Role| match object {
        // On the page of all, each role is given for what it is held for; the scope is typed in.
        Object::Network => {
            role.scope() != ScopeKind::Network || may(&me.actor, Action::GiveRole(*role), object)
        }
        _ => may(&me.actor, Action::GiveRole(*role), object),
    };
    let title = scope_name(l, &index, kind, &scope);
    Ok(Roles {
        title,
        offers: offers
            .into_iter()
            .map(|offer| {
                let object = Object::of(offer.role.scope(), &offer.scope);
                OfferRow {
                    id: offer.id,
                    may_withdraw: may(&me.actor, Action::GiveRole(offer.role), object),
                    role: role_with_scope(l, &index, offer.role, &offer.scope),
                    offered: dates::moment(l, offer.offered_at),
                    until: dates::moment(l, offer.expires_at),
                    name: offer.name,
                    email: offer.email,
                }
            })
            .collect(),
        may_give: Role::ALL
            .into_iter()
            .filter(may_give)
            .map(|role| {
                (
                    role.key().to_owned(),
                    crate::words::role(l, role).to_owned(),
                )
            })
            .collect(),
        held: held
            .into_iter()
            .map(|held| {
                let grant = held.grant;
                let object = Object::of(grant.role.scope(), &grant.scope);
                HeldRole {
                    id: held.id,
                    may_end: may(&me.actor, Action::GiveRole(grant.role), object),
                    name: held.name,
                    email: held.email,
                    role: crate::words::role(l, grant.role).to_owned(),
                    scope: scope_name(l, &index, grant.role.scope(), &grant.scope),
                    from: dates::day(l, grant.from),
                    until: grant.until.map(|until| dates::day(l, until)),
                }
            })
            .collect(),
    })
}

/// A row of the trail, in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TrailRow {
    /// Its place.
    pub seq: i64,
    /// When.
    pub at: String,
    /// What was done.
    pub kind: String,
    /// Who did it; none for a command.
    pub who: Option<String>,
    /// What it was done to.
    pub what: String,
    /// What a reader wants to know besides.
    pub detail: String,
}

/// The trail, the newest first; of one kind where that is given, older than a place where that is. Reading it is in it.
#[server(input = GetUrl)]
pub async fn trail(
    kind: String,
    before: Option<i64>,
    language: String,
) -> Result<Vec<TrailRow>, ServerFnError> {
    let me = ask(Action::ReadTrail, Object::Network)?;
    let (l, db) = (locale_of(&language), db()?);
    let query = TrailQuery {
        kind: Kind::of_key(&kind),
        before,
        limit: PAGE,
        ..TrailQuery::default()
    };
    let events = store::event::trail(&db, &query).await.map_err(failed)?;
    let read = Happening::reading(me.account, Kind::TrailRead);
    store::event::note(&db, read).await.map_err(failed)?;
    let people = events.iter().filter_map(|event| event.actor).collect();
    let names = account::names(&db, people).await.map_err(failed)?;
    let rows = events.into_iter().map(|event| TrailRow {
        seq: event.seq,
        at: dates::moment(l, event.at),
        kind: match Kind::of_key(&event.kind) {
            Some(kind) => crate::words::kind(l, kind).to_owned(),
            None => event.kind,
        },
        who: event.actor.map(|actor| {
            let name = names.get(&actor).cloned();
            name.unwrap_or_else(|| format!("#{actor}"))
        }),
        what: format!("{} {}", event.entity, event.key),
        detail: event.detail,
    });
    Ok(rows.collect())
}

/// What became of a letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LetterRow {
    /// Its number.
    pub id: i32,
    /// Address that it goes to.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Code of its language.
    pub language: String,
    /// When it was written.
    pub written: String,
    /// When it was handed on; none where it was not yet.
    pub sent: Option<String>,
    /// Whether it is tried no more.
    pub is_given_up: bool,
    /// How often it was tried.
    pub tries: u32,
    /// Why the last try failed.
    pub failure: Option<String>,
}

/// Letters, those not sent first. Their texts stay closed: they hold links that open accounts.
#[server(input = GetUrl)]
pub async fn letters(language: String) -> Result<Vec<LetterRow>, ServerFnError> {
    let me = ask(Action::ReadMail, Object::Network)?;
    let (l, db) = (locale_of(&language), db()?);
    let letters = letter::list(&db, PAGE).await.map_err(failed)?;
    let read = Happening::reading(me.account, Kind::LettersRead);
    store::event::note(&db, read).await.map_err(failed)?;
    let rows = letters.into_iter().map(|letter| LetterRow {
        id: letter.id,
        recipient: letter.recipient,
        subject: letter.subject,
        language: letter.language,
        written: dates::moment(l, letter.created_at),
        is_given_up: letter.sent_at.is_none() && letter.due_at.is_none(),
        sent: letter.sent_at.map(|at| dates::moment(l, at)),
        tries: u32::try_from(letter.tries).unwrap_or_default(),
        failure: letter.failure,
    });
    Ok(rows.collect())
}

/// A letter as it is read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LetterText {
    /// Address that it goes to.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Code of its language.
    pub language: String,
    /// Its text; empty once it was removed.
    pub plain: String,
    /// When it was written.
    pub written: String,
}

/// One letter; what in its links opens accounts is left out. Reading it is in the trail.
#[server(input = GetUrl)]
pub async fn letter(id: i32, language: String) -> Result<Option<LetterText>, ServerFnError> {
    let me = ask(Action::ReadMail, Object::Network)?;
    let (l, db) = (locale_of(&language), db()?);
    let Some(found) = letter::find(&db, id).await.map_err(failed)? else {
        answer_with(http::StatusCode::NOT_FOUND);
        return Ok(None);
    };
    let key = id.to_string();
    let read = Happening {
        entity: "letter",
        ..Happening::own(me.account, Kind::LetterRead, &key)
    };
    store::event::note(&db, read).await.map_err(failed)?;
    Ok(Some(LetterText {
        recipient: found.recipient,
        subject: found.subject,
        language: found.language,
        plain: letters::without_secrets(&found.plain),
        written: dates::moment(l, found.created_at),
    }))
}

/// Every letter that the network writes, with invented names, in the reader's language.
#[server(input = GetUrl)]
pub async fn example_letters(language: String) -> Result<Vec<LetterText>, ServerFnError> {
    ask(Action::ReadMail, Object::Network)?;
    let examples = letters::examples(locale_of(&language));
    let letters = examples.into_iter().map(|example| LetterText {
        recipient: String::new(),
        subject: example.subject,
        language: example.language,
        plain: example.plain,
        written: String::new(),
    });
    Ok(letters.collect())
}
