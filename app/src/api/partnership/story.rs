//! What is known of a partnership, in words.

use chrono::NaiveDate;
use domain::{
    directory::Index,
    partnership::{
        Answer, Audience, Consent, Development, Direction, Field, Health, Partnership, Record,
    },
};
use serde_json::Value;
use store::partnership::{Change, Entry, STATUS};

use super::{ChangeRow, CityLine, EntryRow, Sheet, city_name, period, toward};
use crate::{
    dates,
    i18n::{Locale, code, text},
    ssr::place,
    words::tracker as words,
};

/// The parts of a partnership's page.
pub(super) struct Story {
    pub cities: Vec<CityLine>,
    pub organisations: Vec<String>,
    pub why: Option<String>,
    pub disagrees: Option<String>,
    pub facts: Vec<(String, Vec<String>)>,
    pub particulars: Vec<(String, String)>,
    pub tables: Vec<Sheet>,
    pub links: Vec<(String, String)>,
}

impl Story {
    pub(super) fn of(l: Locale, directory: &Index, seen: &Partnership) -> Story {
        let record = &seen.record;
        let derived = toward(directory, seen);
        let declared = record
            .declared_direction
            .filter(|declared| Some(*declared) != derived);
        Story {
            cities: cities(l, directory, seen),
            organisations: organisations(l, directory, record),
            why: derived.map(|_| why(l, directory, seen)),
            disagrees: declared.map(|declared| {
                let declared = words::direction(l, declared);
                text!(l, direction.disagrees, declared = declared)
            }),
            facts: facts(l, directory, record, derived),
            particulars: particulars(l, record),
            tables: [
                milestones(l, directory, record),
                measures(l, record),
                money(l, record),
            ]
            .into_iter()
            .filter(|sheet| !sheet.rows.is_empty())
            .collect(),
            links: record
                .links
                .iter()
                .map(|link| (link.title.clone(), link.address.clone()))
                .collect(),
        }
    }
}

fn cities(l: Locale, directory: &Index, seen: &Partnership) -> Vec<CityLine> {
    let line = |part: &domain::partnership::CityPart| {
        let consent = seen.consent(&part.city);
        let mut standings = seen.standings.iter();
        let standing = standings.find(|standing| standing.city == part.city);
        let reason = standing.map_or("", |standing| &standing.reason);
        CityLine {
            slug: part.city.clone(),
            name: city_name(l, directory, &part.city),
            role: words::partner_role(l, part.role).to_owned(),
            consent: consent.key().to_owned(),
            says: match consent {
                Consent::Accepted => None,
                Consent::Asked => Some(text!(l, partner.asked).to_owned()),
                Consent::Declined => Some(text!(l, partner.declined, reason = reason)),
            },
        }
    };
    seen.record.cities.iter().map(line).collect()
}

fn organisations(l: Locale, directory: &Index, record: &Record) -> Vec<String> {
    let comma = text!(l, site.comma);
    let line = |row: &domain::partnership::Organisation| {
        let country = directory.country(&row.country);
        let country = country.map_or(row.country.as_str(), |country| country.words.get(code(l)));
        let parts = [
            row.name.as_str(),
            words::sector(l, row.sector),
            words::partner_role(l, row.role),
            country,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(comma)
    };
    record.organisations.iter().map(line).collect()
}

/// The countries of the cities with their groups, each once.
fn why(l: Locale, directory: &Index, seen: &Partnership) -> String {
    let mut named: Vec<String> = Vec::new();
    for city in seen.record.city_slugs() {
        let Some(place) =
            place(directory, city).filter(|_| seen.consent(city) != Consent::Declined)
        else {
            continue;
        };
        let country = directory.country(&place.country);
        let country = country.map_or("", |country| country.words.get(code(l)));
        let group = match place.development {
            Some(Development::Developed) => text!(l, direction.north),
            Some(Development::Developing) => text!(l, direction.south),
            None => text!(l, direction.unknown),
        };
        let named_one = text!(l, direction.country, country = country, group = group);
        if !named.contains(&named_one) {
            named.push(named_one);
        }
    }
    text!(
        l,
        direction.why,
        countries = named.join(text!(l, site.comma))
    )
}

fn facts(
    l: Locale,
    directory: &Index,
    record: &Record,
    derived: Option<Direction>,
) -> Vec<(String, Vec<String>)> {
    let field = |key: &String| {
        let term = directory.field(key);
        term.map_or(key.clone(), |term| term.words.get(code(l)).to_owned())
    };
    let areas = std::iter::once(&record.area).chain(&record.also_in);
    let facts = [
        (
            Field::Area,
            areas.map(|area| words::area(l, *area).to_owned()).collect(),
        ),
        (
            Field::DeclaredDirection,
            derived
                .map(|direction| words::direction(l, direction).to_owned())
                .into_iter()
                .collect(),
        ),
        (Field::StartsOn, period(l, record).into_iter().collect()),
        (Field::Fields, record.fields.iter().map(field).collect()),
        (
            Field::Aims,
            record
                .aims
                .iter()
                .map(|aim| words::aim(l, *aim).to_owned())
                .collect(),
        ),
        (
            Field::Sdgs,
            record
                .sdgs
                .iter()
                .map(|goal| format!("{goal}. {}", words::sdg(l, *goal)))
                .collect(),
        ),
        (
            Field::Targets,
            record
                .targets
                .iter()
                .map(|one| words::target(l, *one).to_owned())
                .collect(),
        ),
        (
            Field::Tags,
            record
                .tags
                .iter()
                .map(|tag| words::tag(l, *tag).to_owned())
                .collect(),
        ),
    ];
    let name = |of| match of {
        Field::DeclaredDirection => text!(l, tracker.direction),
        Field::StartsOn => text!(l, tracker.dates),
        of => words::field(l, of),
    };
    facts
        .into_iter()
        .filter(|(_, values): &(Field, Vec<String>)| !values.is_empty())
        .map(|(of, values)| (name(of).to_owned(), values))
        .collect()
}

fn particulars(l: Locale, record: &Record) -> Vec<(String, String)> {
    let asked = record.area.particulars().iter();
    let answers = asked.filter_map(|asked| {
        let given = record.particulars.get(asked.key)?;
        let answer = match asked.answer {
            Answer::OneOf(values) => {
                let value = values.iter().find(|value| *value == given)?;
                words::particular(l, value).to_owned()
            }
            Answer::Day => match given.parse::<NaiveDate>() {
                Ok(day) => dates::day(l, day),
                Err(_) => given.clone(),
            },
            Answer::Moment => moment(l, given),
            _ => given.clone(),
        };
        Some((words::particular(l, asked.key).to_owned(), answer))
    });
    answers.collect()
}

/// `2026-11-25T14:30` as the reader writes it; its zone stands beside it.
fn moment(l: Locale, given: &str) -> String {
    match given.split_once('T') {
        Some((day, time)) => match day.parse() {
            Ok(day) => format!("{}{}{time}", dates::day(l, day), text!(l, site.comma)),
            Err(_) => given.to_owned(),
        },
        None => given.to_owned(),
    }
}

fn sheet(name: &str, head: &[&str], rows: Vec<Vec<String>>) -> Sheet {
    Sheet {
        name: name.to_owned(),
        head: head.iter().map(|head| (*head).to_owned()).collect(),
        rows,
    }
}

fn milestones(l: Locale, directory: &Index, record: &Record) -> Sheet {
    let today = chrono::Utc::now().date_naive();
    let rows = record.milestones.iter().map(|milestone| {
        let done = match milestone.done {
            Some(done) => dates::day(l, done),
            None if milestone.due < today => text!(l, tracker.overdue).to_owned(),
            None => String::new(),
        };
        let owner = match milestone.owner.as_str() {
            "" => String::new(),
            city => city_name(l, directory, city),
        };
        vec![
            milestone.title.clone(),
            dates::day(l, milestone.due),
            owner,
            done,
        ]
    });
    let head = [
        text!(l, tracker.by_title),
        text!(l, tracker.due),
        text!(l, tracker.owner),
        text!(l, tracker.done),
    ];
    sheet(text!(l, tracker.milestones), &head, rows.collect())
}

fn measures(l: Locale, record: &Record) -> Sheet {
    let rows = record.measures.iter().map(|measure| {
        let on = measure.on.map(|on| dates::day(l, on)).unwrap_or_default();
        vec![
            measure.indicator.clone(),
            measure.unit.clone(),
            measure.baseline.clone(),
            measure.target.clone(),
            measure.actual.clone(),
            on,
            measure.source.clone(),
        ]
    });
    let head = [
        text!(l, tracker.indicator),
        text!(l, tracker.unit),
        text!(l, tracker.baseline),
        text!(l, tracker.target),
        text!(l, tracker.actual),
        text!(l, tracker.measured_on),
        text!(l, tracker.says),
    ];
    sheet(text!(l, tracker.measures), &head, rows.collect())
}

fn money(l: Locale, record: &Record) -> Sheet {
    // Blank is not zero.
    let number = |amount: Option<u64>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    let rows = record.money.iter().map(|amount| {
        vec![
            words::source(l, amount.source).to_owned(),
            amount.currency.clone(),
            number(amount.committed),
            number(amount.spent),
        ]
    });
    let head = [
        text!(l, tracker.source),
        text!(l, tracker.currency),
        text!(l, tracker.committed),
        text!(l, tracker.spent),
    ];
    sheet(text!(l, tracker.money), &head, rows.collect())
}

pub(super) fn entry(l: Locale, entry: &Entry, by: String) -> EntryRow {
    let health = entry.health.as_deref().and_then(Health::of_key);
    let audience = Audience::of_key(&entry.audience).unwrap_or(Audience::Parties);
    EntryRow {
        kind: match entry.kind.as_str() {
            "update" => text!(l, tracker.update).to_owned(),
            _ => text!(l, tracker.comment).to_owned(),
        },
        audience: words::audience(l, audience).to_owned(),
        by,
        body: entry.body.clone(),
        health: health.map(|health| (health.key().to_owned(), words::health(l, health).to_owned())),
    }
}

/// Whether someone of an audience may read a change: as they may read the field.
pub(super) fn is_readable(record: &Record, change: &Change, reader: Audience) -> bool {
    let field = Field::of_key(&change.field);
    field.is_none_or(|field| record.audience(field.group()) <= reader)
}

pub(super) fn change(l: Locale, directory: &Index, change: &Change, by: String) -> ChangeRow {
    use domain::partnership::Status;
    let in_words = |value: &Value| match (change.field.as_str(), value) {
        (STATUS, Value::String(key)) => match Status::of_key(key) {
            Some(status) => words::status(l, status).to_owned(),
            None => key.clone(),
        },
        (_, value) => plain(directory, l, value),
    };
    ChangeRow {
        field: match (change.field.as_str(), Field::of_key(&change.field)) {
            (STATUS, _) => text!(l, tracker.status).to_owned(),
            (_, Some(field)) => words::field(l, field).to_owned(),
            (_, None) => text!(l, tracker.consent).to_owned(),
        },
        before: in_words(&change.before),
        after: in_words(&change.after),
        by,
        reason: change.reason.clone(),
    }
}

/// A value of the record as text: lists in one line, nothing as nothing.
fn plain(directory: &Index, l: Locale, value: &Value) -> String {
    let comma = text!(l, site.comma);
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<String> = values
                .iter()
                .map(|value| plain(directory, l, value))
                .collect();
            values.join(comma)
        }
        Value::Object(parts) => {
            let parts = parts
                .iter()
                .filter(|(_, part)| !part.is_null() && *part != "");
            let parts = parts.map(|(key, part)| match (key.as_str(), part) {
                ("city", Value::String(city)) => city_name(l, directory, city),
                (_, part) => plain(directory, l, part),
            });
            let parts: Vec<String> = parts.collect();
            parts.join(" ")
        }
        other => other.to_string(),
    }
}
