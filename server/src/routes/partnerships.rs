//! What is posted about partnerships: entered, changed, moved, confirmed, written about; and the tracker for programs.

use app::{
    api::partnership::city_name_of,
    forms::Posted,
    i18n::locale_of,
    ssr::place,
    words::{self, problem},
};
use axum::{
    Json, Router,
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::Utc;
use domain::{
    directory::Index,
    fold::fold,
    partnership::{
        Ask, Audience, Consent, Facet, Found, Health, Partnership, Reader, Record, Status,
        direction,
    },
    problem::Problem,
    rights::{Action, Object, may},
};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use store::partnership::{Answer, Edit, Move, Moved, NewEntry, NewPartnership, Saved};

use super::forms::{Numbers, Sent, in_every_language};
use crate::{
    pages::{Stop, answer, see},
    problem::Problem as Refusal,
    site::Site,
    visit::Visit,
};

/// Characters of an update, of a comment, of a reason.
const LONGEST_BODY: usize = 4_000;

/// `/partnerships…`, `/desk/partnerships/…`.
pub fn routes() -> Router<Site> {
    in_every_language(&[
        ("/partnerships/{slug}/status", || post(take_step)),
        ("/partnerships/{slug}/undo", || post(undo)),
        ("/partnerships/{slug}/consent", || post(consent)),
        ("/partnerships/{slug}/entries", || post(write)),
        ("/desk/partnerships/{slug}", || post(edit)),
    ])
    .route("/partnerships.json", get(listing))
    .route("/partnerships.csv", get(table))
    .route("/partnerships.ics", get(calendar))
}

/// The partnership of an address, where whoever asks may do something to it; as missing where they may not read it.
async fn held(site: &Site, visit: &Visit, slug: &str, action: Action) -> Result<Partnership, Stop> {
    let held = store::partnership::by_slug(&site.db, slug).await?;
    let held = held.ok_or(Stop::Refused)?;
    let actor = visit.visitor.actor();
    match may(&actor, action, Object::Partnership(&held.record)) {
        true => Ok(held),
        false => Err(Stop::Refused),
    }
}

fn page(slug: &str) -> String {
    format!("/partnerships/{slug}")
}

/// Whether a script asks, which wants data instead of a page.
fn is_script(visit: &Visit) -> bool {
    let accept = visit.parts.headers.get(header::ACCEPT);
    accept.is_some_and(|accept| accept == "application/json")
}

async fn take_step(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let done = try_step(&site, &visit, &slug, &posted).await;
    finish(&site, &visit, &slug, posted, done).await
}

/// What came of a step: the version and the status by then, or what is wrong and the status that stands.
type Stepped = Result<(i32, Status), (Problem, Option<Status>)>;

async fn try_step(
    site: &Site,
    visit: &Visit,
    slug: &str,
    posted: &Posted,
) -> Result<Stepped, Stop> {
    let held = held(site, visit, slug, Action::MovePartnership).await?;
    let (from, to) = (
        Status::of_key(posted.value("from")),
        Status::of_key(posted.value("to")),
    );
    let (Some(from), Some(to)) = (from, to) else {
        return Ok(Err((Problem::NotOffered, Some(held.status))));
    };
    let reason: String = posted.value("reason").chars().take(LONGEST_BODY).collect();
    let step = Move {
        slug: slug.to_owned(),
        from,
        to,
        reason,
        author: visit.person()?.account,
    };
    let moved = store::partnership::step(&site.db, step, Utc::now()).await?;
    stepped(site, moved, to, held.status)
}

fn stepped(site: &Site, moved: Moved, to: Status, before: Status) -> Result<Stepped, Stop> {
    match moved {
        Moved::Done(version) => {
            site.feed.call();
            Ok(Ok((version, to)))
        }
        Moved::Refused(problem) => Ok(Err((problem, Some(before)))),
        Moved::Meanwhile(now) => Ok(Err((Problem::ChangedMeanwhile, Some(now)))),
        Moved::Missing => Err(Stop::Refused),
    }
}

async fn undo(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let done = async {
        let held = held(&site, &visit, &slug, Action::MovePartnership).await?;
        let version = posted.number("version")?;
        let me = visit.person()?.account;
        let moved = store::partnership::undo(&site.db, &slug, version, me, Utc::now()).await?;
        stepped(&site, moved, held.status, held.status)
    };
    let done = done.await;
    finish(&site, &visit, &slug, posted, done).await
}

/// The answer to a step: data for the script of the board, else a page.
async fn finish(
    site: &Site,
    visit: &Visit,
    slug: &str,
    posted: Posted,
    done: Result<Stepped, Stop>,
) -> Response {
    if is_script(visit) {
        return match done {
            Ok(Ok((version, status))) => {
                Json(json!({ "version": version, "status": status.key() })).into_response()
            }
            Ok(Err((why, status))) => {
                let told = json!({ "problem": problem(visit.locale, &why), "status": status.map(Status::key) });
                (StatusCode::CONFLICT, Json(told)).into_response()
            }
            Err(Stop::Broken(why)) => crate::security::broke(Box::new(why)),
            Err(_) => (StatusCode::FORBIDDEN, Json(json!({ "problem": "" }))).into_response(),
        };
    }
    let is_undo = !posted.values.contains_key("to");
    let done = done.and_then(|stepped| match stepped {
        Ok(_) if posted.value("back") == "board" => Ok(see(visit.locale, "/partnerships")),
        Ok(_) if is_undo => Ok(see(visit.locale, &format!("{}?done=undone", page(slug)))),
        Ok(_) => Ok(see(visit.locale, &format!("{}?done=moved", page(slug)))),
        Err((Problem::ReasonNeeded, _)) => Err(Stop::at("reason", Problem::ReasonNeeded)),
        Err((problem, _)) => Err(Stop::at("to", problem)),
    });
    answer(site, visit, &page(slug), posted, done).await
}

async fn consent(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let done = async {
        let city = posted.value("city").to_owned();
        let me = visit.person()?;
        if !may(&me.actor, Action::SpeakForCity, Object::City(&city)) {
            return Err(Stop::Refused);
        }
        let consent = Consent::of_key(posted.value("answer")).ok_or(Stop::Refused)?;
        let field = format!("reason-{city}");
        let reason: String = posted
            .value(&field)
            .trim()
            .chars()
            .take(LONGEST_BODY)
            .collect();
        if consent == Consent::Declined && reason.is_empty() {
            return Err(Stop::Problems(vec![(field.into(), Problem::ReasonNeeded)]));
        }
        let said = Answer {
            slug: slug.clone(),
            city,
            consent,
            reason,
            by: me.account,
        };
        store::partnership::answer(&site.db, said, Utc::now()).await?;
        site.feed.call();
        let done = consent.key();
        Ok(see(visit.locale, &format!("{}?done={done}", page(&slug))))
    };
    let done = done.await;
    answer(&site, &visit, &page(&slug), posted, done).await
}

async fn write(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let done = async {
        held(&site, &visit, &slug, Action::EditPartnership).await?;
        let body = posted.value("body").trim().replace("\r\n", "\n");
        match body.chars().count() {
            0 => return Err(Stop::at("body", Problem::Required)),
            length if length > LONGEST_BODY => {
                let most = LONGEST_BODY as u16;
                return Err(Stop::at("body", Problem::TooLong { most }));
            }
            _ => {}
        }
        let is_update = posted.value("kind") == "update";
        let entry = NewEntry {
            slug: slug.clone(),
            is_update,
            audience: Audience::of_key(posted.value("audience")).unwrap_or(Audience::Parties),
            mentioned: mentioned(&site, &body).await?,
            body,
            health: Health::of_key(posted.value("health")).filter(|_| is_update),
            author: visit.person()?.account,
        };
        store::partnership::write(&site.db, entry, Utc::now()).await?;
        site.work.notify_one();
        site.feed.call();
        Ok(see(visit.locale, &format!("{}?done=written", page(&slug))))
    };
    let done = done.await;
    answer(&site, &visit, &page(&slug), posted, done).await
}

/// People whom a text names, as `@bologna`: those who speak for the city.
async fn mentioned(site: &Site, body: &str) -> Result<std::collections::BTreeSet<i32>, Stop> {
    let index = site.index.current();
    let words = body.split(|c: char| c.is_whitespace() || ",.;:!?()".contains(c));
    let cities = words.filter_map(|word| word.strip_prefix('@'));
    let cities: Vec<String> = cities
        .filter(|city| index.find(city).is_some())
        .map(str::to_owned)
        .collect();
    Ok(store::role::speakers(&site.db, &cities, Utc::now()).await?)
}

/// Enters a partnership (`new`) or changes one.
async fn edit(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(mut posted): Sent,
) -> Response {
    let done = match slug.as_str() {
        "new" => enter(&site, &visit, &posted).await,
        slug => change(&site, &visit, slug, &mut posted).await,
    };
    answer(
        &site,
        &visit,
        &format!("/desk/partnerships/{slug}"),
        posted,
        done,
    )
    .await
}

fn read(site: &Site, posted: &Posted) -> Result<Record, Stop> {
    let index = site.index.current();
    let fields: Vec<String> = index
        .roster()
        .fields
        .iter()
        .map(|term| term.key.clone())
        .collect();
    let value = |name: &str| posted.value(name).to_owned();
    let (record, problems) = Record::read(
        value,
        |typed| find_city(&index, typed),
        fields.iter().map(String::as_str),
    );
    match problems.is_empty() {
        true => Ok(record),
        false => Err(Stop::Problems(problems)),
    }
}

/// A city by its address or its name, however that is written.
fn find_city(index: &Index, typed: &str) -> Option<String> {
    let folded = fold(typed);
    let by_slug = index.find(typed).and_then(|at| index.city(at));
    let by_name = || {
        let mut cities = index.roster().cities.iter();
        cities.find(|city| fold(&city.name) == folded)
    };
    by_slug.or_else(by_name).map(|city| city.slug.clone())
}

async fn enter(site: &Site, visit: &Visit, posted: &Posted) -> Result<Response, Stop> {
    let me = visit.person()?;
    if !may(&me.actor, Action::EnterPartnership, Object::Network) {
        return Err(Stop::Refused);
    }
    let record = read(site, posted)?;
    let problems = record.check(Status::Idea);
    if !problems.is_empty() {
        return Err(Stop::Problems(problems));
    }
    // Nobody enters what they have no part in.
    if !may(
        &me.actor,
        Action::EditPartnership,
        Object::Partnership(&record),
    ) {
        return Err(Stop::at("lead", Problem::NotOffered));
    }
    let new = NewPartnership {
        record,
        status: Status::Idea,
        author: Some(me.account),
        own: Reader::of(&me.actor).cities().to_vec(),
        demo: false,
    };
    let slug = store::partnership::enter(&site.db, new, Utc::now()).await?;
    site.work.notify_one();
    site.feed.call();
    Ok(see(visit.locale, &format!("{}?done=entered", page(&slug))))
}

async fn change(
    site: &Site,
    visit: &Visit,
    slug: &str,
    posted: &mut Posted,
) -> Result<Response, Stop> {
    held(site, visit, slug, Action::EditPartnership).await?;
    let seen = serde_json::from_str::<Record>(posted.value("seen"));
    let seen = seen.map_err(|_| Stop::at("seen", Problem::NotOffered))?;
    let me = visit.person()?;
    let edit = Edit {
        slug: slug.to_owned(),
        seen,
        edited: read(site, posted)?,
        reason: posted.value("why").chars().take(LONGEST_BODY).collect(),
        author: me.account,
        own: Reader::of(&me.actor).cities().to_vec(),
    };
    let done = match store::partnership::save(&site.db, edit, Utc::now()).await? {
        Saved::Unchanged => "unchanged",
        Saved::Done(_) => "saved",
        Saved::Missing => return Err(Stop::Refused),
        Saved::Wrong(problems) => return Err(Stop::Problems(problems)),
        Saved::Conflict(conflicts, now) => {
            // The form goes on from what stands now, with what was typed.
            let now = serde_json::to_string(&now.record).unwrap_or_default();
            posted.values.insert("seen".to_owned(), now);
            let at = conflicts
                .into_iter()
                .map(|conflict| (conflict.field.key().into(), Problem::ChangedMeanwhile));
            return Err(Stop::Problems(at.collect()));
        }
    };
    site.work.notify_one();
    site.feed.call();
    Ok(see(visit.locale, &format!("{}?done={done}", page(slug))))
}

/// What programs are answered: the partnerships that whoever asks may read.
struct Asked {
    ask: Ask,
    found: Found,
    reader: Reader,
    language: &'static str,
}

impl Asked {
    fn new(site: &Site, visit: &Visit, address: Option<&str>) -> Asked {
        let address = address.unwrap_or_default();
        let (ask, _) = Ask::parse(address);
        let reader = Reader::of(&visit.visitor.actor());
        let found = site.tracker.read(|tracker| tracker.search(&ask, &reader));
        Asked {
            language: super::export::language(address),
            found,
            ask,
            reader,
        }
    }

    async fn rows(&self, site: &Site, wanted: Vec<u32>) -> Result<Vec<Partnership>, Stop> {
        let ids: Vec<i32> = site.tracker.read(|tracker| {
            let rows = wanted.iter().filter_map(|at| tracker.row(*at));
            rows.map(|row| row.id).collect()
        });
        let mut held = Vec::new();
        // As many as fit into one statement.
        for ids in ids.chunks(5_000) {
            held.extend(store::partnership::by_ids(&site.db, ids).await?);
        }
        let place: std::collections::HashMap<i32, usize> = ids
            .iter()
            .enumerate()
            .map(|(place, id)| (*id, place))
            .collect();
        held.sort_by_key(|held| place.get(&held.id).copied());
        Ok(held
            .iter()
            .filter_map(|held| self.reader.sees(held))
            .collect())
    }
}

/// A partnership as programs read it.
fn item(index: &Index, seen: &Partnership) -> Value {
    let record = &seen.record;
    let cities: Vec<Value> = record
        .cities
        .iter()
        .map(|part| {
            json!({ "slug": part.city, "role": part.role.key(), "confirmed": seen.consent(&part.city) == Consent::Accepted })
        })
        .collect();
    json!({
        "slug": seen.slug, "title": record.title, "summary": record.summary, "area": record.area.key(),
        "status": seen.status.key(), "iati_status": seen.status.iati(), "health": record.health.map(Health::key),
        "direction": toward(index, seen), "cities": cities, "fields": record.fields,
        "aims": record.aims.iter().map(|aim| aim.key()).collect::<Vec<_>>(), "sdgs": record.sdgs,
        "starts_on": record.started_on.or(record.starts_on), "ends_on": record.ended_on.or(record.ends_on),
        "updated_at": seen.updated_at, "version": seen.version, "demo": seen.demo,
    })
}

fn toward(index: &Index, seen: &Partnership) -> Option<&'static str> {
    let cities = seen.record.city_slugs();
    let places: Vec<_> = cities
        .into_iter()
        .filter(|city| seen.consent(city) != Consent::Declined)
        .filter_map(|city| place(index, city))
        .collect();
    let countries = places
        .iter()
        .map(|place| (place.country.as_str(), place.development));
    direction(countries).map(|direction| direction.key())
}

async fn listing(State(site): State<Site>, visit: Visit, RawQuery(address): RawQuery) -> Response {
    let asked = Asked::new(&site, &visit, address.as_deref());
    let page: Vec<u32> = asked.found.page(&asked.ask).collect();
    let rows = match asked.rows(&site, page).await {
        Ok(rows) => rows,
        Err(stop) => return broken(stop),
    };
    let index = site.index.current();
    let facets: serde_json::Map<String, Value> = Facet::ALL
        .iter()
        .zip(&asked.found.counts)
        .map(|(facet, counts)| {
            let counts = counts
                .iter()
                .map(|(value, count)| json!({ "value": value, "count": count }));
            (facet.key().to_owned(), counts.collect())
        })
        .collect();
    let body = json!({
        "total": asked.found.hits.len(), "page": asked.ask.page, "pages": asked.found.pages(&asked.ask),
        "facets": facets, "items": rows.iter().map(|row| item(&index, row)).collect::<Vec<_>>(),
    });
    Json(body).into_response()
}

fn broken(stop: Stop) -> Response {
    tracing::error!("partnerships could not be read: {stop:?}");
    Refusal::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "The partnerships could not be read.",
    )
    .into_response()
}

async fn table(State(site): State<Site>, visit: Visit, RawQuery(address): RawQuery) -> Response {
    let asked = Asked::new(&site, &visit, address.as_deref());
    let rows = match asked.rows(&site, asked.found.hits.clone()).await {
        Ok(rows) => rows,
        Err(stop) => return broken(stop),
    };
    let index = site.index.current();
    match written(&index, &rows, asked.language) {
        Ok(body) => file(body, "text/csv; charset=utf-8", "partnerships.csv"),
        Err(error) => broken(Stop::Broken(error.to_string())),
    }
}

fn written(index: &Index, rows: &[Partnership], language: &str) -> Result<Vec<u8>, csv::Error> {
    let l = locale_of(language);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "slug",
        "title",
        "status",
        "area",
        "lead",
        "cities",
        "direction",
        "health",
        "fields",
        "aims",
        "sdgs",
        "starts_on",
        "ends_on",
        "updated_at",
        "version",
    ])?;
    let join = |parts: Vec<String>| parts.join("; ");
    for row in rows {
        let record = &row.record;
        let name = |city: &str| city_name_of(l, index, city);
        let day =
            |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        writer.write_record([
            row.slug.clone(),
            super::rows::harmless(record.title.clone()),
            row.status.key().to_owned(),
            words::tracker::area(l, record.area).to_owned(),
            record.lead().map(name).unwrap_or_default(),
            join(record.city_slugs().into_iter().map(name).collect()),
            toward(index, row).unwrap_or_default().to_owned(),
            record
                .health
                .map(Health::key)
                .unwrap_or_default()
                .to_owned(),
            join(record.fields.iter().cloned().collect()),
            join(record.aims.iter().map(|aim| aim.key().to_owned()).collect()),
            join(record.sdgs.iter().map(u8::to_string).collect()),
            day(record.started_on.or(record.starts_on)),
            day(record.ended_on.or(record.ends_on)),
            row.updated_at.to_rfc3339(),
            row.version.to_string(),
        ])?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

fn file(body: Vec<u8>, kind: &'static str, name: &'static str) -> Response {
    let as_file = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(as_file).unwrap_or(HeaderValue::from_static("attachment")),
        ),
    ];
    (headers, body).into_response()
}

/// A calendar of the beginnings and ends, of milestones, and of meetings in their own time zones (RFC 5545).
async fn calendar(State(site): State<Site>, visit: Visit, RawQuery(address): RawQuery) -> Response {
    let asked = Asked::new(&site, &visit, address.as_deref());
    let rows = match asked.rows(&site, asked.found.hits.clone()).await {
        Ok(rows) => rows,
        Err(stop) => return broken(stop),
    };
    let body = crate::calendar::write(&site, &rows);
    file(
        body.into_bytes(),
        "text/calendar; charset=utf-8",
        "partnerships.ics",
    )
}
