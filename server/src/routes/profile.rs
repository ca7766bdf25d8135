//! What is posted about profiles of cities: edits, pictures, decisions; and the pictures themselves.

use std::collections::BTreeMap;

use app::{
    forms::Posted,
    i18n::{LOCALES, code},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, State, multipart::Field as Part},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::Utc;
use domain::{
    city::Words,
    problem::Problem,
    profile::{CityProfile, Correction, Picture},
    rights::{Action, Object, may},
};
use http::{StatusCode, header};
use store::{
    Secret,
    profile::{Decision, Edit, Saved},
};

use super::forms::{Numbers, Sent, in_every_language};
use crate::{
    pages::{Stop, answer, see},
    pictures::{MOST_MEGABYTES, rewrite},
    problem::Problem as Answer,
    site::Site,
    visit::Visit,
};

/// Bytes of a picture that are kept in memory.
const LARGEST_FILE: usize = MOST_MEGABYTES as usize * 1_000_000;

/// Bytes of the words that come with it.
const LONGEST_TEXT: usize = 10_000;

/// `/desk/city/…`, `/desk/revisions/…`, `/pictures/…`.
pub fn routes() -> Router<Site> {
    in_every_language(&[
        ("/desk/city/{slug}", || post(edit)),
        ("/desk/city/{slug}/picture", || {
            post(send_picture).layer(DefaultBodyLimit::disable())
        }),
        ("/desk/city/{slug}/picture/remove", || post(remove_picture)),
        ("/desk/city/{slug}/confirm", || post(confirm)),
        ("/desk/city/{slug}/suggestions", || post(settle)),
        ("/cities/{slug}/suggest", || post(suggest)),
        ("/desk/revisions/{id}/approve", || post(approve)),
        ("/desk/revisions/{id}/refuse", || post(refuse)),
        ("/desk/revisions/{id}/restore", || post(restore)),
    ])
    .route("/pictures/{name}", get(picture))
}

async fn edit(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(mut posted): Sent,
) -> Response {
    let done = try_edit(&site, &visit, &slug, &mut posted).await;
    answer(&site, &visit, &format!("/desk/city/{slug}"), posted, done).await
}

async fn try_edit(
    site: &Site,
    visit: &Visit,
    slug: &str,
    posted: &mut Posted,
) -> Result<Response, Stop> {
    let seen = serde_json::from_str::<CityProfile>(posted.value("seen"));
    let seen = seen.map_err(|_| Stop::at("seen", Problem::NotOffered))?;
    let value = |name: &str| posted.value(name).to_owned();
    let edited = CityProfile::read(value, seen.picture.clone());
    let problems = edited.check();
    if !problems.is_empty() {
        return Err(Stop::Problems(problems));
    }
    save(site, visit, slug, seen, edited)
        .await
        .map_err(|stop| match stop {
            // The form goes on from what stands now.
            Stopped::Conflict(stop, now) => {
                let now = serde_json::to_string(&now).unwrap_or_default();
                posted.values.insert("seen".to_owned(), now);
                stop
            }
            Stopped::Other(stop) => stop,
        })
}

/// Why an edit was not saved.
enum Stopped {
    /// Others changed the same fields; the profile as it is now.
    Conflict(Stop, Box<CityProfile>),
    /// Anything else.
    Other(Stop),
}

impl<T: Into<Stop>> From<T> for Stopped {
    fn from(stop: T) -> Stopped {
        Stopped::Other(stop.into())
    }
}

async fn save(
    site: &Site,
    visit: &Visit,
    slug: &str,
    seen: CityProfile,
    edited: CityProfile,
) -> Result<Response, Stopped> {
    let me = visit.person()?;
    let edit = Edit {
        city: slug.to_owned(),
        seen,
        edited,
        author: me.account,
        is_approved: may(&me.actor, Action::ApproveProfile, Object::Network),
    };
    let done = match store::profile::save(&site.db, edit, Utc::now()).await? {
        Saved::Unchanged => "unchanged",
        Saved::Done { proposed, .. } if proposed.is_empty() => "published",
        Saved::Done { .. } => "proposed",
        Saved::Conflict { fields, now } => {
            let at = fields
                .into_iter()
                .map(|field| (field.input().into(), Problem::ChangedMeanwhile));
            return Err(Stopped::Conflict(Stop::Problems(at.collect()), now));
        }
    };
    site.work.notify_one();
    site.feed.call();
    Ok(see(visit.locale, &format!("/desk/city/{slug}?done={done}")))
}

async fn send_picture(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    form: Multipart,
) -> Response {
    let mut posted = Posted::default();
    let done = try_picture(&site, &visit, &slug, form, &mut posted).await;
    answer(&site, &visit, &format!("/desk/city/{slug}"), posted, done).await
}

async fn try_picture(
    site: &Site,
    visit: &Visit,
    slug: &str,
    mut form: Multipart,
    posted: &mut Posted,
) -> Result<Response, Stop> {
    let mut file = Some(Vec::new());
    while let Some(part) = form.next_field().await.map_err(cut_off)? {
        match part.name().unwrap_or_default().to_owned() {
            name if name == "file" => file = read(part, LARGEST_FILE).await?,
            name => {
                let text = read(part, LONGEST_TEXT).await?.ok_or_else(too_large)?;
                posted
                    .values
                    .insert(name, String::from_utf8_lossy(&text).into_owned());
            }
        }
    }
    let bytes = file.ok_or_else(too_large)?;
    let (held, _) = store::profile::standing(&site.db, slug).await?;
    let mut picture = match bytes.is_empty() {
        // The words alone change.
        true => held
            .picture
            .clone()
            .ok_or(Stop::at("file", Problem::Required))?,
        false => keep(site, bytes).await?,
    };
    let alts = LOCALES.map(|l| {
        (
            code(l).to_owned(),
            posted.value(&format!("alt-{}", code(l))).trim().to_owned(),
        )
    });
    picture.alt = Words(BTreeMap::from_iter(
        alts.into_iter().filter(|(_, alt)| !alt.is_empty()),
    ));
    picture.credit = posted.value("credit").trim().to_owned();
    if picture.alt.0.is_empty() {
        return Err(Stop::at("alt-en", Problem::Required));
    }
    if picture.credit.is_empty() {
        return Err(Stop::at("credit", Problem::Required));
    }
    let edited = CityProfile {
        picture: Some(picture),
        ..held.clone()
    };
    let problems = edited.check();
    if !problems.is_empty() {
        return Err(Stop::Problems(problems));
    }
    save(site, visit, slug, held, edited)
        .await
        .map_err(unconflicted)
}

/// Reads a part to its end; none of it where it is larger than we take.
async fn read(mut part: Part<'_>, most: usize) -> Result<Option<Vec<u8>>, Stop> {
    let mut bytes = Some(Vec::new());
    while let Some(chunk) = part.chunk().await.map_err(cut_off)? {
        bytes = bytes
            .filter(|bytes| bytes.len() + chunk.len() <= most)
            .map(|mut bytes| {
                bytes.extend_from_slice(&chunk);
                bytes
            });
    }
    Ok(bytes)
}

/// Writes a picture anew and keeps it under a name that nobody guesses.
async fn keep(site: &Site, bytes: Vec<u8>) -> Result<Picture, Stop> {
    let kept = rewrite(bytes)
        .await?
        .map_err(|problem| Stop::at("file", problem))?;
    let file = format!("{}.jpg", Secret::new()?.as_str());
    let put = site.storage.put(&file, kept.bytes).await;
    put.map_err(|error| Stop::Broken(error.to_string()))?;
    Ok(Picture {
        file,
        width: kept.width,
        height: kept.height,
        ..Picture::default()
    })
}

fn cut_off(error: axum::extract::multipart::MultipartError) -> Stop {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Stop::at("file", Problem::Required),
    }
}

fn too_large() -> Stop {
    let most = MOST_MEGABYTES;
    Stop::at("file", Problem::FileTooLarge { most })
}

/// Two pictures at the same time: the one sent last counts, since the form shows no older one.
fn unconflicted(stopped: Stopped) -> Stop {
    match stopped {
        Stopped::Conflict(stop, _) | Stopped::Other(stop) => stop,
    }
}

async fn remove_picture(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Response {
    let done = async {
        let (held, _) = store::profile::standing(&site.db, &slug).await?;
        let edited = CityProfile {
            picture: None,
            ..held.clone()
        };
        save(&site, &visit, &slug, held, edited)
            .await
            .map_err(unconflicted)
    };
    let done = done.await;
    answer(
        &site,
        &visit,
        &format!("/desk/city/{slug}"),
        Posted::default(),
        done,
    )
    .await
}

async fn confirm(State(site): State<Site>, visit: Visit, Path(slug): Path<String>) -> Response {
    let page = format!("/desk/city/{slug}");
    let done = async {
        let me = visit.person()?;
        store::freshness::confirm(&site.db, &slug, Some(me.account), Utc::now()).await?;
        site.feed.call();
        Ok(see(visit.locale, &format!("{page}?done=confirmed")))
    };
    let done = done.await;
    answer(&site, &visit, &page, Posted::default(), done).await
}

/// A reader suggests a correction.
async fn suggest(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let page = format!("/cities/{slug}/suggest");
    let done = async {
        let correction = Correction::read(|name| posted.value(name).to_owned());
        let correction = correction.map_err(Stop::Problems)?;
        let limited = site.limits.correction(visit.address);
        limited.map_err(|problem| Stop::at("note", problem))?;
        store::suggestion::make(&site.db, &slug, correction, Utc::now()).await?;
        site.work.notify_one();
        Ok(see(visit.locale, &format!("{page}?done=sent")))
    };
    let done = done.await;
    answer(&site, &visit, &page, posted, done).await
}

async fn settle(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let page = format!("/desk/city/{slug}/suggestions");
    let done = async {
        let me = visit.person()?;
        let id = posted.number("suggestion")?;
        store::suggestion::settle(&site.db, &slug, id, me.account, Utc::now()).await?;
        Ok(see(visit.locale, &format!("{page}?done=settled")))
    };
    let done = done.await;
    answer(&site, &visit, &page, posted, done).await
}

async fn approve(State(site): State<Site>, visit: Visit, Path(id): Path<i32>) -> Response {
    let done = decide(&site, &visit, id, Decision::Approve, "approved").await;
    answer(&site, &visit, "/desk/revisions", Posted::default(), done).await
}

async fn refuse(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<i32>,
    Sent(posted): Sent,
) -> Response {
    // Several revisions stand on the page, each with a reason of its own.
    let field = format!("reason-{id}");
    let done = match posted.value(&field).trim() {
        "" => Err(Stop::Problems(vec![(field.into(), Problem::Required)])),
        reason => {
            let decision = Decision::Refuse(reason.to_owned());
            decide(&site, &visit, id, decision, "refused").await
        }
    };
    answer(&site, &visit, "/desk/revisions", posted, done).await
}

async fn decide(
    site: &Site,
    visit: &Visit,
    id: i32,
    decision: Decision,
    done: &str,
) -> Result<Response, Stop> {
    let me = visit.person()?;
    store::profile::decide(&site.db, id, decision, me.account, Utc::now()).await?;
    site.work.notify_one();
    site.feed.call();
    Ok(see(visit.locale, &format!("/desk/revisions?done={done}")))
}

async fn restore(State(site): State<Site>, visit: Visit, Path(id): Path<i32>) -> Response {
    let done = async {
        let revision = store::profile::by_id(&site.db, id).await?;
        let revision = revision.ok_or(Stop::Refused)?;
        store::profile::restore(&site.db, id, visit.person()?.account, Utc::now()).await?;
        site.feed.call();
        Ok(see(
            visit.locale,
            &format!("/desk/city/{}/history?done=restored", revision.city),
        ))
    };
    let done = done.await;
    answer(&site, &visit, "/desk/revisions", Posted::default(), done).await
}

/// A picture. Its name changes with its content, and nothing but a picture was ever kept under one.
async fn picture(State(site): State<Site>, Path(name): Path<String>) -> Response {
    let is_a_name =
        name.ends_with(".jpg") && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    match site.storage.get(&name).await {
        Ok(bytes) if is_a_name => {
            let headers = [
                (header::CONTENT_TYPE, "image/jpeg"),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, bytes).into_response()
        }
        _ => Answer::new(StatusCode::NOT_FOUND, "There is no such picture.").into_response(),
    }
}
