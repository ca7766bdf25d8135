//! Partnerships as pages show them: everything in words of the reader's language, nothing that is not for them.
#![expect(
    missing_docs,
    reason = "the argument types that the macro writes have no place for it"
)]

#[cfg(feature = "ssr")]
use chrono::{Datelike, NaiveDate, Utc};
#[cfg(feature = "ssr")]
use domain::{
    directory,
    partnership::{
        Ask, Consent, Facet, Found, PER_COLUMN, Partnership, Reader, Reason, Status, View,
        direction,
    },
    rights::{Action, Object, may},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    dates,
    i18n::{Locale, code, locale_of, text},
    ssr::{answer_with, db, failed, index, place, scope_name, tracker, visitor},
    words::tracker as words,
};

/// A page of the tracker.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tracker {
    /// How many partnerships there are.
    pub total: u32,
    /// Whether anything narrows them.
    pub is_filtered: bool,
    /// The filters, each with its values.
    pub facets: Vec<FacetGroup>,
    /// Names of values that nobody knows.
    pub ignored: Vec<String>,
    /// Whether whoever asks may enter partnerships.
    pub may_enter: bool,
    /// How they are shown.
    pub shown: Shown,
}

/// How partnerships are shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Shown {
    /// Columns by status.
    Board(Vec<Column>),
    /// Rows, the page and how many pages there are.
    Table(Vec<Card>, u32, u32),
    /// Rows along the years; the first year and the last.
    Timeline(Vec<Bar>, i32, i32),
    /// The days of a month.
    Calendar(Box<Month>),
}

impl Default for Shown {
    fn default() -> Self {
        Shown::Board(Vec::new())
    }
}

/// A column of the board.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Column {
    /// Key of its status.
    pub key: String,
    /// Its status in words.
    pub name: String,
    /// How many there are in all.
    pub count: u32,
    /// Those shown.
    pub cards: Vec<Card>,
}

/// A filter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FacetGroup {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its values: key, name, how many it gives, whether it is ticked.
    pub values: Vec<(String, String, u32, bool)>,
}

/// A partnership in a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Card {
    /// Its number.
    pub id: i32,
    /// Its address.
    pub slug: String,
    /// Its version.
    pub version: i32,
    /// Its title.
    pub title: String,
    /// Language of the title.
    pub language: String,
    /// Key and name of its status.
    pub status: (String, String),
    /// Its area of action.
    pub area: String,
    /// Its cities, the one that leads first.
    pub cities: Vec<String>,
    /// Between whom it goes.
    pub direction: Option<String>,
    /// Key and name of how it goes.
    pub health: Option<(String, String)>,
    /// Key and name of how fresh what is known is, where it is not.
    pub freshness: Option<(String, String)>,
    /// From when to when.
    pub period: Option<String>,
    /// Whether every city has confirmed it.
    pub is_confirmed: bool,
    /// Where it can go, for who may move it: key, name, whether a reason is needed.
    pub steps: Vec<(String, String, bool)>,
}

/// A row of the timeline: its card, with its beginning and end in days of the years shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bar {
    /// The partnership.
    pub card: Card,
    /// Percent of the width before it.
    pub from: u8,
    /// Percent of the width that it takes.
    pub width: u8,
}

/// What happens on a day: title and address of the partnership, and what it is.
pub type DayEntry = (String, String, String);

/// A month of the calendar.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Month {
    /// Its name.
    pub name: String,
    /// The month before and the month after, as in addresses.
    pub around: (String, String),
    /// The days on which something happens, in words, each with what does.
    pub days: Vec<(String, Vec<DayEntry>)>,
}

/// Who reads.
#[cfg(feature = "ssr")]
pub(crate) fn reader() -> Reader {
    Reader::of(&visitor().actor())
}

/// What the address asks, answered for whoever asks.
#[server(input = GetUrl)]
pub async fn find_partnerships(asked: String, language: String) -> Result<Tracker, ServerFnError> {
    let (ask, mut ignored) = Ask::parse(&asked);
    let l = locale_of(&language);
    let reader = reader();
    let found = tracker().read(|tracker| tracker.search(&ask, &reader));
    ignored.extend(found.ignored.clone());
    if ask.view == View::Table && ask.page > found.pages(&ask) {
        answer_with(http::StatusCode::NOT_FOUND);
    }
    let shown = match ask.view {
        View::Board => Shown::Board(board(l, &found, &reader).await?),
        View::Table => {
            let wanted: Vec<u32> = found.page(&ask).collect();
            let cards = cards(l, &wanted, &reader).await?;
            Shown::Table(cards, ask.page, found.pages(&ask))
        }
        View::Timeline => timeline(l, &found, &ask, &reader).await?,
        View::Calendar => calendar(l, &found, &ask, &reader).await?,
    };
    Ok(Tracker {
        total: u32::try_from(found.hits.len()).unwrap_or(u32::MAX),
        is_filtered: ask.is_filtered(),
        facets: facets(l, &found, &ask),
        ignored: ignored
            .into_iter()
            .map(|ignored| format!("{}={}", ignored.parameter, ignored.value))
            .collect(),
        may_enter: may_enter(),
        shown,
    })
}

/// Whether whoever asks may enter partnerships.
#[cfg(feature = "ssr")]
fn may_enter() -> bool {
    may(
        &visitor().actor(),
        Action::EnterPartnership,
        Object::Network,
    )
}

/// Partnerships by their places in the index, as whoever asks may read them.
#[cfg(feature = "ssr")]
async fn seen(wanted: &[u32], reader: &Reader) -> Result<Vec<Partnership>, ServerFnError> {
    let ids: Vec<i32> = tracker().read(|tracker| {
        let rows = wanted.iter().filter_map(|at| tracker.row(*at));
        rows.map(|row| row.id).collect()
    });
    let mut held = store::partnership::by_ids(&db()?, &ids)
        .await
        .map_err(failed)?;
    held.sort_by_key(|held| ids.iter().position(|id| *id == held.id));
    Ok(held.iter().filter_map(|held| reader.sees(held)).collect())
}

#[cfg(feature = "ssr")]
async fn cards(l: Locale, wanted: &[u32], reader: &Reader) -> Result<Vec<Card>, ServerFnError> {
    let seen = seen(wanted, reader).await?;
    Ok(seen.iter().map(|seen| card(l, seen)).collect())
}

/// The first cards of each column; the rest comes when it is asked for.
#[cfg(feature = "ssr")]
async fn board(l: Locale, found: &Found, reader: &Reader) -> Result<Vec<Column>, ServerFnError> {
    let mut wanted: Vec<Vec<u32>> = vec![Vec::new(); Status::ALL.len()];
    let mut counts = vec![0u32; Status::ALL.len()];
    tracker().read(|tracker| {
        for at in &found.hits {
            let Some(row) = tracker.row(*at) else {
                continue;
            };
            let column = row.status as usize;
            if let (Some(wanted), Some(count)) = (wanted.get_mut(column), counts.get_mut(column)) {
                *count += 1;
                if wanted.len() < PER_COLUMN {
                    wanted.push(*at);
                }
            }
        }
    });
    let all: Vec<u32> = wanted.into_iter().flatten().collect();
    let mut cards = cards(l, &all, reader).await?;
    Ok(Status::ALL
        .into_iter()
        .zip(counts)
        .map(|(status, count)| {
            let (here, others) = cards
                .drain(..)
                .partition(|card| card.status.0 == status.key());
            cards = others;
            Column {
                key: status.key().to_owned(),
                name: words::status(l, status).to_owned(),
                count,
                cards: here,
            }
        })
        .collect())
}

#[cfg(feature = "ssr")]
pub(crate) fn card(l: Locale, seen: &Partnership) -> Card {
    let (directory, now) = (index(), Utc::now());
    let record = &seen.record;
    let actor = visitor().actor();
    let cities = record.city_slugs();
    let may_move = may(&actor, Action::MovePartnership, Object::Partnership(record));
    let steps = seen.status.steps().filter(|_| may_move);
    let freshness = seen.freshness(now);
    Card {
        id: seen.id,
        slug: seen.slug.clone(),
        version: seen.version,
        title: record.title.clone(),
        language: language(record),
        status: (
            seen.status.key().to_owned(),
            words::status(l, seen.status).to_owned(),
        ),
        area: words::area(l, record.area).to_owned(),
        cities: cities
            .iter()
            .map(|city| city_name(l, &directory, city))
            .collect(),
        direction: toward(&directory, seen).map(|toward| words::direction(l, toward).to_owned()),
        health: record
            .health
            .map(|health| (health.key().to_owned(), words::health(l, health).to_owned())),
        freshness: (freshness != domain::partnership::Freshness::Fresh).then(|| {
            let name = words::freshness(l, freshness).to_owned();
            (freshness.key().to_owned(), name)
        }),
        period: period(l, record),
        is_confirmed: seen.is_confirmed(),
        steps: steps
            .map(|step| {
                let name = words::status(l, step.to).to_owned();
                (
                    step.to.key().to_owned(),
                    name,
                    step.reason == Reason::Required,
                )
            })
            .collect(),
    }
}

/// The language that a record is written in; the reader's where nobody said.
#[cfg(feature = "ssr")]
pub(crate) fn language(record: &domain::partnership::Record) -> String {
    match record.language.as_str() {
        "" => "en".to_owned(),
        language => language.to_owned(),
    }
}

#[cfg(feature = "ssr")]
pub(crate) fn city_name(l: Locale, directory: &directory::Index, city: &str) -> String {
    scope_name(l, directory, domain::rights::ScopeKind::City, city)
}

/// Between whom a partnership goes, by the cities that have not declined.
#[cfg(feature = "ssr")]
pub(crate) fn toward(
    directory: &directory::Index,
    seen: &Partnership,
) -> Option<domain::partnership::Direction> {
    let cities = seen.record.city_slugs();
    let places: Vec<_> = cities
        .into_iter()
        .filter(|city| seen.consent(city) != Consent::Declined)
        .filter_map(|city| place(directory, city))
        .collect();
    direction(
        places
            .iter()
            .map(|place| (place.country.as_str(), place.development)),
    )
}

/// The name of a city; its address where the directory does not know it.
#[cfg(feature = "ssr")]
pub fn city_name_of(l: Locale, directory: &directory::Index, city: &str) -> String {
    city_name(l, directory, city)
}

/// From when to when, really where that is known.
#[cfg(feature = "ssr")]
pub(crate) fn period(l: Locale, record: &domain::partnership::Record) -> Option<String> {
    let from = record
        .started_on
        .or(record.starts_on)
        .map(|day| dates::day(l, day));
    let to = record
        .ended_on
        .or(record.ends_on)
        .map(|day| dates::day(l, day));
    match (from, to) {
        (Some(from), Some(to)) => Some(text!(l, tracker.period, from = from, to = to)),
        (Some(from), None) => Some(text!(l, tracker.since, from = from)),
        (None, Some(to)) => Some(text!(l, tracker.until, to = to)),
        (None, None) => None,
    }
}

#[cfg(feature = "ssr")]
fn facets(l: Locale, found: &Found, ask: &Ask) -> Vec<FacetGroup> {
    let directory = index();
    let group = |facet: &Facet| {
        let counts = found.counts.get(*facet as usize).into_iter().flatten();
        let values = counts
            // Of cities only those that are in a partnership: there are hundreds.
            .filter(|(key, count)| {
                *facet != Facet::City || *count > 0 || ask.ticked(*facet).contains(key)
            })
            .map(|(key, count)| {
                let is_ticked = ask.ticked(*facet).contains(key);
                (
                    key.clone(),
                    value_name(l, &directory, *facet, key),
                    *count,
                    is_ticked,
                )
            });
        let mut values: Vec<_> = values.collect();
        if *facet == Facet::City {
            values.sort_by(|one, other| domain::fold::collate(&one.1, &other.1));
        }
        FacetGroup {
            key: facet.key().to_owned(),
            name: words::facet(l, *facet).to_owned(),
            values,
        }
    };
    Facet::ALL.iter().map(group).collect()
}

/// A value of a facet in words.
#[cfg(feature = "ssr")]
fn value_name(l: Locale, directory: &directory::Index, facet: Facet, key: &str) -> String {
    use domain::partnership::{Aim, Area, Direction, Health};
    let named = match facet {
        Facet::Status => Status::of_key(key).map(|one| words::status(l, one)),
        Facet::Area => Area::of_key(key).map(|one| words::area(l, one)),
        Facet::Direction => Direction::of_key(key).map(|one| words::direction(l, one)),
        Facet::Aim => Aim::of_key(key).map(|one| words::aim(l, one)),
        Facet::Health => Health::of_key(key).map(|one| words::health(l, one)),
        Facet::Sdg => key.parse().ok().map(|goal| words::sdg(l, goal)),
        Facet::Region => directory
            .words(directory::Facet::Region, key)
            .map(|words| words.get(code(l))),
        Facet::Field => directory
            .words(directory::Facet::Field, key)
            .map(|words| words.get(code(l))),
        Facet::City => return city_name(l, directory, key),
    };
    let named = named.unwrap_or(key);
    match facet {
        Facet::Sdg | Facet::Aim => format!("{key}. {named}"),
        _ => named.to_owned(),
    }
}

/// Partnerships with a beginning, along the years from the first to the last.
#[cfg(feature = "ssr")]
async fn timeline(
    l: Locale,
    found: &Found,
    ask: &Ask,
    reader: &Reader,
) -> Result<Shown, ServerFnError> {
    let mut wanted: Vec<(NaiveDate, NaiveDate, u32)> = tracker().read(|tracker| {
        let rows = found
            .hits
            .iter()
            .filter_map(|at| Some((*at, tracker.row(*at)?)));
        rows.filter_map(|(at, row)| {
            let from = row.starts.or(row.ends)?;
            Some((from, row.ends.unwrap_or(from).max(from), at))
        })
        .collect()
    });
    wanted.sort();
    wanted.truncate(ask.per_page as usize);
    let first = wanted
        .iter()
        .map(|(from, ..)| from.year())
        .min()
        .unwrap_or_default();
    let last = wanted
        .iter()
        .map(|(_, to, _)| to.year())
        .max()
        .unwrap_or_default();
    let begin = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or_default();
    let end = NaiveDate::from_ymd_opt(last + 1, 1, 1).unwrap_or_default();
    let whole = (end - begin).num_days().max(1);
    let percent = |day: NaiveDate| {
        let part = (day - begin).num_days() * 100 / whole;
        u8::try_from(part.clamp(0, 100)).unwrap_or_default()
    };
    let places: Vec<u32> = wanted.iter().map(|(_, _, at)| *at).collect();
    let cards = cards(l, &places, reader).await?;
    let bars = wanted
        .into_iter()
        .zip(cards)
        .map(|((from, to, _), card)| Bar {
            card,
            from: percent(from),
            width: (percent(to) - percent(from)).max(1),
        });
    Ok(Shown::Timeline(bars.collect(), first, last))
}

/// What begins, ends and is due in a month.
#[cfg(feature = "ssr")]
async fn calendar(
    l: Locale,
    found: &Found,
    ask: &Ask,
    reader: &Reader,
) -> Result<Shown, ServerFnError> {
    let today = Utc::now().date_naive();
    let first = ask.month.or(today.with_day(1)).unwrap_or(today);
    let month = chrono::Months::new(1);
    let after = first.checked_add_months(month).unwrap_or(first);
    let before = first.checked_sub_months(month).unwrap_or(first);
    let is_in = |day: &NaiveDate| *day >= first && *day < after;
    // Those that run into the month; their milestones may be due in it.
    let wanted: Vec<u32> = tracker().read(|tracker| {
        let rows = found
            .hits
            .iter()
            .filter_map(|at| Some((*at, tracker.row(*at)?)));
        rows.filter(|(_, row)| {
            row.starts.is_none_or(|from| from < after) && row.ends.is_none_or(|to| to >= first)
        })
        .map(|(at, _)| at)
        .take(500)
        .collect()
    });
    let mut days: std::collections::BTreeMap<NaiveDate, Vec<DayEntry>> = Default::default();
    for seen in seen(&wanted, reader).await? {
        let record = &seen.record;
        let mut note = |day: Option<NaiveDate>, what: String| {
            if let Some(day) = day.filter(is_in) {
                let entry = (record.title.clone(), seen.slug.clone(), what);
                days.entry(day).or_default().push(entry);
            }
        };
        let begins = record.started_on.or(record.starts_on);
        note(begins, text!(l, tracker.begins).to_owned());
        let ends = record.ended_on.or(record.ends_on);
        note(ends, text!(l, tracker.finishes).to_owned());
        for milestone in &record.milestones {
            let what = format!("{}: {}", text!(l, tracker.milestone_of), milestone.title);
            note(Some(milestone.due), what);
        }
        let held = record.particulars.get("starts-at");
        let meets = held.and_then(|at| at.get(..10)?.parse().ok());
        note(meets, words::area(l, record.area).to_owned());
    }
    let name = dates::month(l, first);
    let key = |day: NaiveDate| day.format("%Y-%m").to_string();
    Ok(Shown::Calendar(Box::new(Month {
        name,
        around: (key(before), key(after)),
        days: days
            .into_iter()
            .map(|(day, entries)| (dates::day(l, day), entries))
            .collect(),
    })))
}

/// The page of a partnership.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Whole {
    /// What a list says of it.
    pub card: Card,
    /// What it is, in paragraphs.
    pub summary: String,
    /// Its cities.
    pub cities: Vec<CityLine>,
    /// Partners that are no cities, a line each.
    pub organisations: Vec<String>,
    /// Why the direction is what it is.
    pub why: Option<String>,
    /// A direction that its people declare and the countries do not bear out.
    pub disagrees: Option<String>,
    /// Names and values of what else is known.
    pub facts: Vec<(String, Vec<String>)>,
    /// What is particular to its area.
    pub particulars: Vec<(String, String)>,
    /// Tables: their names, heads and rows.
    pub tables: Vec<Sheet>,
    /// Documents and pages: title and address.
    pub links: Vec<(String, String)>,
    /// What was written about it, the newest first.
    pub entries: Vec<EntryRow>,
    /// What was changed, the newest first.
    pub history: Vec<ChangeRow>,
    /// Cities of whoever asks that have not confirmed: slug and name.
    pub to_confirm: Vec<(String, String)>,
    /// Whether whoever asks may change it and write about it.
    pub may_edit: bool,
    /// Whether whoever asks reads the history.
    pub sees_history: bool,
    /// When it last changed.
    pub updated: String,
    /// Whether it is demo content.
    pub demo: bool,
}

/// A city in a partnership.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CityLine {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What it is in it.
    pub role: String,
    /// Key of what it says.
    pub consent: String,
    /// What it says, where that is worth saying.
    pub says: Option<String>,
}

/// A table of a partnership.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its head.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Something written about a partnership.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryRow {
    /// Update or comment.
    pub kind: String,
    /// Who reads it.
    pub audience: String,
    /// Who wrote it, and when.
    pub by: String,
    /// The text.
    pub body: String,
    /// Key and name of how it goes.
    pub health: Option<(String, String)>,
}

/// A change of a partnership.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeRow {
    /// What was changed.
    pub field: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// Who did it, and when.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Entries and changes of a page.
#[cfg(feature = "ssr")]
const PAGE: u64 = 100;

/// A partnership for whoever asks; none where there is none for them.
#[server(input = GetUrl)]
pub async fn one_partnership(
    slug: String,
    language: String,
) -> Result<Option<Whole>, ServerFnError> {
    let (l, db, reader) = (locale_of(&language), db()?, reader());
    let held = store::partnership::by_slug(&db, &slug)
        .await
        .map_err(failed)?;
    let Some((held, seen)) = held.and_then(|held| Some((held.clone(), reader.sees(&held)?))) else {
        return Ok(None);
    };
    let is_party = reader.is_party(&held.record);
    let audience = reader.audience(is_party);
    let actor = visitor().actor();
    // Whoever may not read how it goes reads no updates either.
    let reads_progress = held.record.audience(domain::partnership::Group::Progress) <= audience;
    let entries = match reads_progress {
        true => store::partnership::entries(&db, seen.id, audience, PAGE).await,
        false => Ok(Vec::new()),
    };
    let entries = entries.map_err(failed)?;
    let sees_history = audience > domain::partnership::Audience::Public;
    let changes = match sees_history {
        true => store::partnership::history(&db, seen.id, None, PAGE).await,
        false => Ok(Vec::new()),
    };
    let changes = changes.map_err(failed)?;
    let people = entries.iter().filter_map(|entry| entry.author_id);
    let people = people.chain(changes.iter().filter_map(|change| change.actor_id));
    let names = store::account::names(&db, people.collect())
        .await
        .map_err(failed)?;
    let by = |who: Option<i32>, at| {
        let gone = || text!(l, profile.gone).to_owned();
        let name = who
            .and_then(|who| names.get(&who).cloned())
            .unwrap_or_else(gone);
        text!(l, profile.by, name = name, time = dates::moment(l, at))
    };
    let shown = story::Story::of(l, &index(), &seen);
    let asked = |city: &&String| held.consent(city) == Consent::Asked;
    let mine = reader.cities().iter();
    let mine = mine.filter(|city| held.record.city_slugs().contains(&city.as_str()));
    Ok(Some(Whole {
        to_confirm: mine
            .filter(asked)
            .map(|city| (city.clone(), city_name(l, &index(), city)))
            .collect(),
        may_edit: may(
            &actor,
            Action::EditPartnership,
            Object::Partnership(&held.record),
        ),
        entries: entries
            .into_iter()
            .map(|entry| story::entry(l, &entry, by(entry.author_id, entry.created_at)))
            .collect(),
        history: changes
            .iter()
            .filter(|change| story::is_readable(&held.record, change, audience))
            .map(|change| story::change(l, &index(), change, by(change.actor_id, change.at)))
            .collect(),
        sees_history,
        card: card(l, &seen),
        summary: seen.record.summary.clone(),
        cities: shown.cities,
        organisations: shown.organisations,
        why: shown.why,
        disagrees: shown.disagrees,
        facts: shown.facts,
        particulars: shown.particulars,
        tables: shown.tables,
        links: shown.links,
        updated: dates::moment(l, seen.updated_at),
        demo: seen.demo,
    }))
}

/// A partnership as it is changed: the values of its form, what stands, and what there is to choose from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Its title; empty for a new one.
    pub title: String,
    /// The values of its form.
    pub form: std::collections::BTreeMap<String, String>,
    /// What stands, as the editor sees it.
    pub seen: String,
    /// Keys and names of the fields of the network.
    pub fields: Vec<(String, String)>,
    /// Names of cities, to choose from.
    pub cities: Vec<String>,
}

/// What the form of a partnership holds; of a new one where no address is given.
#[server(input = GetUrl)]
pub async fn draft_partnership(slug: String, language: String) -> Result<Draft, ServerFnError> {
    let (l, directory) = (locale_of(&language), index());
    let actor = visitor().actor();
    let held = match slug.as_str() {
        "" => None,
        slug => store::partnership::by_slug(&db()?, slug)
            .await
            .map_err(failed)?,
    };
    let allowed = match &held {
        Some(held) => may(
            &actor,
            Action::EditPartnership,
            Object::Partnership(&held.record),
        ),
        None => slug.is_empty() && may_enter(),
    };
    if !allowed {
        answer_with(http::StatusCode::FORBIDDEN);
        return Err(ServerFnError::ServerError("not allowed".to_owned()));
    }
    let mut record = held.map(|held| held.record).unwrap_or_default();
    if slug.is_empty() {
        // Whoever enters one leads it, as a rule.
        let own = reader().cities().first().cloned();
        record.cities = own
            .map(|city| domain::partnership::CityPart {
                city,
                role: domain::partnership::PartnerRole::Lead,
            })
            .into_iter()
            .collect();
        code(l).clone_into(&mut record.language);
    }
    let terms = directory.roster().fields.iter();
    let mut cities: Vec<String> = directory
        .roster()
        .cities
        .iter()
        .map(|city| city.name.clone())
        .collect();
    cities.sort_by(|one, other| domain::fold::collate(one, other));
    Ok(Draft {
        title: record.title.clone(),
        form: record.form(|city| city_name(l, &directory, city)),
        seen: serde_json::to_string(&record).unwrap_or_default(),
        fields: terms
            .map(|term| (term.key.clone(), term.words.get(code(l)).to_owned()))
            .collect(),
        cities,
    })
}

/// Partnerships of a city, for whoever asks: those that changed last, and how many there are.
#[server(input = GetUrl)]
pub async fn partnerships_of(
    city: String,
    language: String,
) -> Result<(Vec<Card>, u32), ServerFnError> {
    let (l, reader) = (locale_of(&language), reader());
    let ask = Ask::default().toggled(Facet::City, &city);
    let found = tracker().read(|tracker| tracker.search(&ask, &reader));
    if !found.ignored.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let total = u32::try_from(found.hits.len()).unwrap_or(u32::MAX);
    let first: Vec<u32> = found.hits.into_iter().take(6).collect();
    Ok((cards(l, &first, &reader).await?, total))
}

#[cfg(feature = "ssr")]
mod story;
