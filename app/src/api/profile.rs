//! What cities say of themselves.
#![expect(
    missing_docs,
    reason = "the argument types that the macro writes have no place for it"
)]

use domain::profile::CityProfile;
#[cfg(feature = "ssr")]
use domain::{
    profile::{AREAS, FRESH_FOR, Field},
    rights::{Action, Object, ScopeKind, may},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use store::profile::{Revision, State};

#[cfg(feature = "ssr")]
use crate::{
    dates,
    i18n::{Locale, locale_of, text},
    ssr::{ask, db, failed, index, scope_name, visitor},
    words,
};

/// Revisions of a list.
#[cfg(feature = "ssr")]
const PAGE: u64 = 50;

/// A text with the code of its language.
pub type Tagged = (String, String);

/// What a city says of itself, as its page shows it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Voice {
    /// The city, in the reader's language where it speaks that.
    pub description: Option<Tagged>,
    /// Everything else it says.
    pub profile: CityProfile,
    /// What its picture shows.
    pub alt: Option<Tagged>,
    /// What it offers and looks for, each with its area of action.
    pub offers: Vec<(String, String)>,
    /// See offers.
    pub needs: Vec<(String, String)>,
    /// The day on which the city last said that it is correct.
    pub confirmed: Option<String>,
    /// Whether that is too long ago.
    pub is_overdue: bool,
    /// Whether whoever asks may change it.
    pub may_edit: bool,
}

/// What a city says of itself; everyone may read it.
#[server(input = GetUrl)]
pub async fn city_voice(slug: String, language: String) -> Result<Voice, ServerFnError> {
    let l = locale_of(&language);
    let db = db()?;
    let profile = store::profile::in_force(&db, &slug).await.map_err(failed)?;
    let confirmed_at = store::freshness::confirmed_at(&db, &slug)
        .await
        .map_err(failed)?;
    let by_area = |notes: &std::collections::BTreeMap<String, String>| {
        let note = |area: &&str| Some((words::area(l, area).to_owned(), notes.get(*area)?.clone()));
        AREAS.iter().filter_map(note).collect()
    };
    Ok(Voice {
        description: tagged(&profile.description, &language),
        alt: profile
            .picture
            .as_ref()
            .and_then(|picture| tagged(&picture.alt, &language)),
        offers: by_area(&profile.offers),
        needs: by_area(&profile.needs),
        is_overdue: confirmed_at.is_some_and(|at| at + FRESH_FOR < chrono::Utc::now()),
        confirmed: confirmed_at.map(|at| dates::day(l, at.date_naive())),
        may_edit: may(&visitor().actor(), Action::EditProfile, Object::City(&slug)),
        profile,
    })
}

/// The text in a language, or else in one that there is; with its language.
#[cfg(feature = "ssr")]
fn tagged(words: &domain::city::Words, language: &str) -> Option<Tagged> {
    let mut held = [language, "en"]
        .into_iter()
        .chain(words.0.keys().map(String::as_str));
    let language = held.find(|language| words.0.contains_key(*language))?;
    Some((words.0.get(language)?.clone(), language.to_owned()))
}

/// A profile as it is edited.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Editing {
    /// Name of the city.
    pub city: String,
    /// What stands: what waits for approval, else what is published.
    pub standing: CityProfile,
    /// The same as JSON, for the form to carry.
    pub seen: String,
    /// Whether it waits for approval.
    pub is_waiting: bool,
}

/// The profile of a city, for those who may change it.
#[server(input = GetUrl)]
pub async fn edit_profile(slug: String, language: String) -> Result<Editing, ServerFnError> {
    ask(Action::EditProfile, Object::City(&slug))?;
    let standing = store::profile::standing(&db()?, &slug).await;
    let (standing, is_waiting) = standing.map_err(failed)?;
    Ok(Editing {
        seen: serde_json::to_string(&standing)?,
        standing,
        city: scope_name(locale_of(&language), &index(), ScopeKind::City, &slug),
        is_waiting,
    })
}

/// A revision in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RevisionRow {
    /// Its number.
    pub id: i32,
    /// Slug of the city.
    pub slug: String,
    /// Name of the city.
    pub city: String,
    /// Who wrote it, and when.
    pub by: String,
    /// What became of it.
    pub state: String,
    /// Why it was refused.
    pub reason: String,
    /// Fields that it changes: label, before, after.
    pub changes: Vec<(String, String, String)>,
    /// Whether whoever asks may make it the one in force.
    pub may_restore: bool,
}

impl RevisionRow {
    /// What tells it from every other on a page.
    pub fn label(&self) -> String {
        format!("{} {}: {}", self.city, self.id, self.by)
    }
}

/// Revisions of a city, the newest first.
#[server(input = GetUrl)]
pub async fn profile_history(
    slug: String,
    language: String,
) -> Result<Vec<RevisionRow>, ServerFnError> {
    ask(Action::EditProfile, Object::City(&slug))?;
    let revisions = store::profile::history(&db()?, &slug, PAGE)
        .await
        .map_err(failed)?;
    rows(locale_of(&language), revisions).await
}

/// Revisions that wait for approval, the oldest first.
#[server(input = GetUrl)]
pub async fn waiting_profiles(language: String) -> Result<Vec<RevisionRow>, ServerFnError> {
    ask(Action::ApproveProfile, Object::Network)?;
    let revisions = store::profile::waiting(&db()?, PAGE)
        .await
        .map_err(failed)?;
    rows(locale_of(&language), revisions).await
}

#[cfg(feature = "ssr")]
async fn rows(l: Locale, revisions: Vec<Revision>) -> Result<Vec<RevisionRow>, ServerFnError> {
    let authors = revisions
        .iter()
        .filter_map(|revision| revision.author)
        .collect();
    let names = store::account::names(&db()?, authors)
        .await
        .map_err(failed)?;
    let (index, actor) = (index(), visitor().actor());
    let may_approve = may(&actor, Action::ApproveProfile, Object::Network);
    let rows = revisions.into_iter().map(|revision| {
        let name = revision
            .author
            .and_then(|author| names.get(&author).cloned());
        let name = name.unwrap_or_else(|| text!(l, profile.gone).to_owned());
        let changes = revision
            .base
            .changes_to(&revision.content)
            .into_iter()
            .map(|change| {
                let shown = |text: String| match change.field {
                    // Its place in the storage tells nothing.
                    Field::Picture => text.lines().skip(1).collect::<Vec<_>>().join("\n"),
                    _ => text,
                };
                (
                    words::profile_field(l, &change.field),
                    shown(change.before),
                    shown(change.after),
                )
            });
        RevisionRow {
            id: revision.id,
            city: scope_name(l, &index, ScopeKind::City, &revision.city),
            by: text!(
                l,
                profile.by,
                name = name,
                time = dates::moment(l, revision.created_at)
            ),
            state: state(l, revision.state).to_owned(),
            changes: changes.collect(),
            may_restore: may_approve && revision.state == State::Published,
            reason: revision.reason,
            slug: revision.city,
        }
    });
    Ok(rows.collect())
}

#[cfg(feature = "ssr")]
fn state(l: Locale, state: State) -> &'static str {
    match state {
        State::Proposed => text!(l, profile.state_proposed),
        State::Published => text!(l, profile.state_published),
        State::Refused => text!(l, profile.state_refused),
        State::Replaced => text!(l, profile.state_replaced),
    }
}

/// A correction that a reader suggests.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SuggestionRow {
    /// Its number.
    pub id: i32,
    /// What it is about.
    pub topic: String,
    /// What the reader wrote.
    pub note: String,
    /// Where to ask back, where they said so.
    pub email: Option<String>,
    /// When it was made.
    pub made: String,
}

/// Corrections that wait for a city, the oldest first.
#[server(input = GetUrl)]
pub async fn suggestions(
    slug: String,
    language: String,
) -> Result<Vec<SuggestionRow>, ServerFnError> {
    ask(Action::EditProfile, Object::City(&slug))?;
    let l = locale_of(&language);
    let waiting = store::suggestion::waiting(&db()?, &slug, PAGE)
        .await
        .map_err(failed)?;
    let rows = waiting.into_iter().map(|suggestion| SuggestionRow {
        id: suggestion.id,
        topic: words::topic(l, &suggestion.topic).to_owned(),
        note: suggestion.note,
        email: suggestion.email,
        made: dates::moment(l, suggestion.created_at),
    });
    Ok(rows.collect())
}

/// Name of a city; none where there is no such city.
#[server(input = GetUrl)]
pub async fn city_name(slug: String) -> Result<Option<String>, ServerFnError> {
    let index = index();
    let city = index.find(&slug).and_then(|at| index.city(at));
    Ok(city.map(|city| city.name.clone()))
}
