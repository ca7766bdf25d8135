//! Handing over the role of a focal point.
#![expect(
    missing_docs,
    reason = "the argument types that the macro writes have no place for it"
)]

#[cfg(feature = "ssr")]
use chrono::Utc;
#[cfg(feature = "ssr")]
use domain::{
    profile::FRESH_FOR,
    rights::{Action, Object, Role, ScopeKind},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    dates,
    i18n::locale_of,
    ssr::{ask, db, failed, index, scope_name},
};

/// People and offers that are looked through.
#[cfg(feature = "ssr")]
const MOST: u64 = 100;

/// Where handing over stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HandOver {
    /// Name of the city.
    pub city: String,
    /// Number of the account and name of its focal points of today; whoever asks first.
    pub speakers: Vec<(i32, String)>,
    /// Whether a change of the profile waits for approval.
    pub has_change: bool,
    /// How many corrections of readers wait.
    pub suggestions: u32,
    /// Whether nobody has confirmed the profile for a year.
    pub is_stale: bool,
    /// Who is invited to take over: name, address, when the link ends.
    pub invited: Option<(String, String, String)>,
}

/// Where handing over stands for a city.
#[server(input = GetUrl)]
pub async fn where_hand_over_stands(
    slug: String,
    language: String,
) -> Result<HandOver, ServerFnError> {
    let me = ask(Action::GiveRole(Role::FocalPoint), Object::City(&slug))?;
    let (l, index, db, now) = (locale_of(&language), index(), db()?, Utc::now());
    let mut speakers = store::role::focal_points(&db, &slug, now)
        .await
        .map_err(failed)?;
    speakers.sort_by_key(|person| person.id != me.account);
    let waiting = store::profile::proposed(&db, &slug).await.map_err(failed)?;
    let suggestions = store::suggestion::waiting(&db, &slug, MOST)
        .await
        .map_err(failed)?;
    let confirmed = store::freshness::confirmed_at(&db, &slug)
        .await
        .map_err(failed)?;
    let offers = store::link::offers(&db, Some(&slug), now, MOST)
        .await
        .map_err(failed)?;
    let invited = offers.into_iter().find(|offer| offer.replaces.is_some());
    Ok(HandOver {
        city: scope_name(l, &index, ScopeKind::City, &slug),
        speakers: speakers
            .into_iter()
            .map(|person| (person.id, person.name))
            .collect(),
        has_change: waiting.is_some(),
        suggestions: u32::try_from(suggestions.len()).unwrap_or(u32::MAX),
        is_stale: confirmed.is_none_or(|at| at + FRESH_FOR <= now),
        invited: invited.map(|offer| {
            let until = dates::moment(l, offer.expires_at);
            (offer.name, offer.email, until)
        }),
    })
}
