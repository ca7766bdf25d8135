//! Partnerships for demonstration: between real member cities, of every area, in every status, marked as what they are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, TimeDelta, Utc};
use domain::{
    city::City,
    directory::Index,
    partnership::{
        AREAS, Aim, Amount, Area, CityPart, Health, Measure, Milestone, Organisation, PartnerRole,
        Record, Sector, Source, Status, Tag, Target,
    },
};
use store::{StoreError, partnership::NewPartnership};

use crate::site::Site;

/// How many there are: every area meets every status, and more.
const HOW_MANY: usize = 72;
/// Cities whose focal points have demo accounts; they are in every third one.
const KNOWN: [&str; 4] = ["bologna", "dakar", "medellin", "kanazawa"];
/// What they are about.
const SUBJECTS: [&str; 24] = [
    "Sound maps of two ports",
    "Recipes that travel",
    "Night markets for young makers",
    "A summer school of animation",
    "Weaving patterns, shared and credited",
    "Libraries open after work",
    "Bamboo and brick",
    "Streets as stages",
    "Radio plays for taxi drivers",
    "Clay from the river bank",
    "Fonts for four scripts",
    "Cinema under the bridge",
    "Kitchens of the old town",
    "An archive of festival posters",
    "Instruments from scrap",
    "Poems on the tram",
    "Light in winter",
    "Workshops behind the station",
    "Games that teach a harbour",
    "Songs in three languages",
    "Roofs of the craft quarter",
    "Residencies for translators",
    "Markets without plastic",
    "Choirs across the sea",
];

/// Adds them, once.
pub async fn add_partnerships(site: &Site) -> Result<(), StoreError> {
    if store::partnership::is_any(&site.db).await? {
        return Ok(());
    }
    let (index, now) = (site.index.current(), Utc::now());
    let today = now.date_naive();
    let new = (0..HOW_MANY).filter_map(|at| {
        let said = now - TimeDelta::days(days(at, 7, 230));
        Some((partnership(&index, at, today)?, said))
    });
    store::partnership::enter_all(&site.db, new.collect()).await
}

/// A number of days below a limit, spread over the numbers.
fn days(at: usize, step: usize, below: usize) -> i64 {
    i64::try_from(at * step * 11 % below).unwrap_or_default()
}

/// One of a list, by any number.
fn pick<T: Copy>(list: &[T], at: usize) -> Option<T> {
    list.get(at % list.len().max(1)).copied()
}

fn partnership(index: &Index, at: usize, today: NaiveDate) -> Option<NewPartnership> {
    let status = pick(&Status::ALL, at)?;
    let area = pick(&AREAS, at)?;
    let cities = cities(index, at)?;
    let subject = pick(&SUBJECTS, at * 5 + at / 24)?;
    let start = today.checked_sub_days(Days::new(200))? + TimeDelta::days(days(at, 13, 420));
    let end = start + TimeDelta::days(120 + days(at, 5, 400));
    let lead = cities.first()?;
    let parts = cities.iter().enumerate().map(|(place, city)| CityPart {
        city: city.slug.clone(),
        role: match place {
            0 => PartnerRole::Lead,
            2 => PartnerRole::Beneficiary,
            _ => PartnerRole::Partner,
        },
    });
    let named: Vec<&str> = cities.iter().map(|city| city.name.as_str()).collect();
    let has_begun = matches!(status, Status::Running | Status::Completed | Status::Closed);
    let record = Record {
        title: format!("{subject}: {}", named.join(", ")),
        summary: format!(
            "A demonstration of what a partnership record holds, not a real project. {} work on it together: \
             what is found out in one city is tried in the other, and written down for the network.",
            named.join(" and ")
        ),
        language: "en".to_owned(),
        area,
        also_in: pick(&AREAS, at + 3)
            .filter(|_| at.is_multiple_of(4))
            .into_iter()
            .collect(),
        particulars: particulars(area, lead, start),
        cities: parts.collect(),
        organisations: organisations(lead, at),
        aims: [pick(Aim::ALL, at), pick(Aim::ALL, at + 1)]
            .into_iter()
            .flatten()
            .collect(),
        fields: cities.iter().map(|city| city.field().to_owned()).collect(),
        sdgs: BTreeSet::from([11, u8::try_from(at % 17 + 1).ok()?]),
        targets: pick(Target::ALL, at).into_iter().collect(),
        tags: pick(Tag::ALL, at / 2).into_iter().collect(),
        starts_on: Some(start),
        ends_on: Some(end),
        started_on: has_begun.then_some(start),
        ended_on: matches!(status, Status::Completed | Status::Closed)
            .then_some(end.min(today).max(start)),
        money: money(at),
        measures: measures(at, today),
        milestones: milestones(lead, start, end),
        links: Vec::new(),
        declared_direction: None,
        health: pick(&Health::ALL, at / 3)
            .filter(|_| status == Status::Running || at.is_multiple_of(5)),
        audiences: BTreeMap::new(),
    };
    // Every fourth has a city that has not said yet whether it is so.
    let said = cities.len() - usize::from(at % 4 == 1);
    Some(NewPartnership {
        record,
        status,
        author: None,
        own: cities
            .iter()
            .take(said)
            .map(|city| city.slug.clone())
            .collect(),
        demo: true,
    })
}

/// Two or three cities of the directory, each once; one with a demo account in every third.
fn cities(index: &Index, at: usize) -> Option<Vec<&City>> {
    let all = &index.roster().cities;
    let known = pick(&KNOWN, at / 3).filter(|_| at.is_multiple_of(3));
    let known = known
        .and_then(|slug| index.find(slug))
        .and_then(|place| index.city(place));
    let first = all.get((at * 37 + 5) % all.len().max(1))?;
    let second = all.get((at * 91 + 13) % all.len().max(1))?;
    let third = all
        .get((at * 53 + 29) % all.len().max(1))
        .filter(|_| at % 5 < 2);
    let mut cities: Vec<&City> = Vec::new();
    // The one with an account leads in one, and is asked in the next.
    let order = match (known, at % 4) {
        (Some(known), 1) => vec![Some(first), Some(known), third],
        (known, _) => vec![known.or(Some(first)), Some(second), third],
    };
    for city in order.into_iter().flatten() {
        if cities.iter().all(|held| held.slug != city.slug) {
            cities.push(city);
        }
    }
    Some(cities)
}

fn particulars(area: Area, lead: &City, start: NaiveDate) -> BTreeMap<String, String> {
    let answer = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    let day = start.to_string();
    let answers = match area {
        Area::PilotProject => vec![
            answer(
                "hypothesis",
                "People who make something together come back.",
            ),
            answer("place", &lead.name),
            answer(
                "scaling",
                "Each quarter can run it with two rooms and one coordinator.",
            ),
        ],
        Area::GoodPractice => vec![
            answer(
                "efficiency",
                "Half the cost of the programme before, for the same hours.",
            ),
            answer(
                "effectiveness",
                "Two of three who took part found work in the field within a year.",
            ),
        ],
        Area::Study => vec![
            answer("study-type", "research"),
            answer("authors", "A working group of both cities"),
            answer("published-on", &day),
        ],
        Area::Meeting => vec![
            answer("meeting-type", "gathering"),
            answer("starts-at", &format!("{day}T09:30")),
            answer("ends-at", &format!("{day}T17:00")),
            answer("zone", &lead.timezone),
            answer("venue", &format!("Town hall, {}", lead.name)),
            answer("agenda", "Welcome, three workshops, decisions."),
        ],
        Area::CooperationProgramme => vec![answer(
            "assistance",
            "Six months of mentoring, and two visits.",
        )],
        Area::Training => vec![
            answer("training-type", "interns"),
            answer("host", &lead.name),
            answer("places", "6"),
            answer("duration", "3 months"),
            answer("stipend", "600 EUR a month, lodging included"),
            answer("apply-by", &day),
        ],
        Area::PolicyMeasure => vec![
            answer("instrument", "Decision of the city council"),
            answer("level", "local"),
            answer("adopted-on", &day),
        ],
    };
    answers
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn organisations(lead: &City, at: usize) -> Vec<Organisation> {
    let sector = pick(Sector::ALL, at);
    let one = sector
        .filter(|_| at.is_multiple_of(2))
        .map(|sector| Organisation {
            name: format!("School of arts, {}", lead.name),
            sector,
            country: lead.country.clone(),
            role: PartnerRole::Knowledge,
        });
    one.into_iter().collect()
}

fn money(at: usize) -> Vec<Amount> {
    let committed = u64::try_from(at).unwrap_or_default() * 500 + 1_000;
    let one = at.is_multiple_of(3).then_some(Amount {
        source: Source::City,
        currency: "EUR".to_owned(),
        committed: Some(committed),
        spent: None,
    });
    one.into_iter().collect()
}

fn measures(at: usize, today: NaiveDate) -> Vec<Measure> {
    let one = at.is_multiple_of(4).then(|| Measure {
        indicator: "People who took part".to_owned(),
        unit: "people".to_owned(),
        baseline: "0".to_owned(),
        target: "120".to_owned(),
        actual: (at + 20).to_string(),
        on: Some(today),
        source: "Lists of attendance".to_owned(),
    });
    one.into_iter().collect()
}

fn milestones(lead: &City, start: NaiveDate, end: NaiveDate) -> Vec<Milestone> {
    let milestone = |title: &str, due: NaiveDate| Milestone {
        title: title.to_owned(),
        due,
        owner: lead.slug.clone(),
        done: None,
    };
    vec![
        milestone("Agreement signed", start),
        milestone("Results published", end),
    ]
}
