//! One's own account: name and language, address, password, sessions.

use std::{collections::BTreeMap, io::Cursor};

use app::{
    forms::Posted,
    i18n::{code, locale_of},
    letters::{Message, Recipient, write},
};
use axum::{
    Router,
    extract::State,
    response::{AppendHeaders, IntoResponse, Response},
    routing::{get, post},
};
use chrono::Utc;
use domain::{
    account::{Email, Purpose, check_name, check_password},
    event::Kind,
    notice::{Pace, Topic},
    problem::Problem,
};
use http::header;
use serde_json::Value;
use store::{account::Account, event::Happening};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::forms::{Numbers, Reading, Sent, in_every_language, locale_of_code};
use crate::{
    links,
    pages::{Stop, answer, see},
    passwords::{self, Verified},
    site::Site,
    visit::{Visit, no_cookie},
};

/// `/account` and what is posted below it.
pub fn routes() -> Router<Site> {
    in_every_language(&[
        ("/account", || post(rename)),
        ("/account/email", || post(change_email)),
        ("/account/password", || post(change_password)),
        ("/account/letters", || post(settle_letters)),
        ("/account/export", || get(export)),
        ("/account/delete", || post(delete)),
        ("/account/sessions/end", || post(end_session)),
        ("/account/sessions/end-all", || post(end_all_sessions)),
    ])
}

async fn rename(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        let me = visit.person()?;
        let mut reading = Reading::new(&posted);
        let name = reading.read("name", check_name);
        let locale = reading.read("language", locale_of_code);
        let (Some(name), Some(locale)) = (name, locale) else {
            return Err(reading.stop());
        };
        store::account::rename(&site.db, me.account, &name, code(locale), Utc::now()).await?;
        Ok(see(visit.locale, "/account?done=saved"))
    };
    let done = done.await;
    answer(&site, &visit, "/account", posted, done).await
}

/// The new address gets a link that proves it; until then nothing changes.
async fn change_email(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        let me = visit.person()?;
        let mut reading = Reading::new(&posted);
        let Some(email) = reading.read("new_email", Email::parse) else {
            return Err(reading.stop());
        };
        let limited = site.limits.letter(visit.address, &email);
        limited.map_err(|problem| Stop::at("new_email", problem))?;
        // Whether it is another account's shows at the end of the link, to the owner of the mailbox alone.
        let to = Recipient {
            locale: locale_of(&me.language),
            name: &me.name,
        };
        let purpose = Purpose::ChangeEmail {
            account: me.account,
        };
        links::send(&site, &to, email, purpose).await?;
        Ok(see(visit.locale, "/account?done=email-sent"))
    };
    let done = done.await;
    answer(&site, &visit, "/account", posted, done).await
}

async fn change_password(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = try_change_password(&site, &visit, &posted).await;
    answer(&site, &visit, "/account", posted, done).await
}

/// How often letters of each topic come; topics that are not sent stay as they are.
async fn settle_letters(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        let me = visit.person()?;
        let sent = |topic: &Topic| posted.values.contains_key(topic.key());
        let mut reading = Reading::new(&posted);
        let mut paces = BTreeMap::new();
        for topic in Topic::ALL.into_iter().filter(sent) {
            let pace = |key: &str| Pace::of_key(key).ok_or(Problem::NotOffered);
            if let Some(pace) = reading.read(topic.key(), pace) {
                paces.insert(topic, pace);
            }
        }
        reading.finish()?;
        store::notice::settle(&site.db, me.account, &paces, Utc::now()).await?;
        site.work.notify_one();
        Ok(see(visit.locale, "/account?done=letters-settled"))
    };
    let done = done.await;
    answer(&site, &visit, "/account", posted, done).await
}

/// The account of whoever asks, where a field holds its password, which a borrowed session must not guess either; without
/// a password, where they signed in just now.
pub async fn proven(
    site: &Site,
    visit: &Visit,
    field: &'static str,
    posted: &Posted,
) -> Result<Account, Stop> {
    let account = store::account::by_id(&site.db, visit.person()?.account).await?;
    let account = account.ok_or(Stop::Refused)?;
    if account.password_hash.is_none() {
        return match visit.person()?.is_proven(Utc::now()) {
            true => Ok(account),
            false => Err(Stop::at(field, Problem::ProofNeeded)),
        };
    }
    let limited = site.limits.sign_in(visit.address, &account.email);
    limited.map_err(|problem| Stop::at(field, problem))?;
    let typed = posted.value(field).to_owned();
    match passwords::verify(typed, account.password_hash.clone()).await? {
        Verified::Wrong => Err(Stop::at(field, Problem::WrongPassword)),
        Verified::Right | Verified::RightButWeak => Ok(account),
    }
}

async fn try_change_password(
    site: &Site,
    visit: &Visit,
    posted: &Posted,
) -> Result<Response, Stop> {
    let me = visit.person()?;
    let account = proven(site, visit, "current_password", posted).await?;
    let password = posted.value("password");
    let checked = check_password(password, Some(&account.email));
    checked.map_err(|problem| Stop::at("password", problem))?;
    let hash = passwords::hash(password.to_owned()).await?;
    let to = Recipient::of(&account);
    let letter = write(
        &to,
        Message::PasswordChanged(&site.absolute(to.locale, "/reset")),
    );
    let now = Utc::now();
    store::account::change_password(&site.db, &account, hash, me.session, letter, now).await?;
    site.work.notify_one();
    Ok(see(visit.locale, "/account?done=password-changed"))
}

/// Everything that is held about a person, as a file of files.
async fn export(State(site): State<Site>, visit: Visit) -> Response {
    let done = async {
        let me = visit.person()?;
        let parts = store::personal::export(&site.db, me.account).await?;
        let key = me.account.to_string();
        let taken = Happening {
            key: &key,
            entity: "account",
            ..Happening::reading(me.account, Kind::DataTaken)
        };
        store::event::note(&site.db, taken).await?;
        let file = zipped(&parts).map_err(|error| Stop::Broken(error.to_string()))?;
        let headers = [
            (header::CONTENT_TYPE, "application/zip"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"ensemble-data.zip\"",
            ),
        ];
        Ok((headers, file).into_response())
    };
    let done = done.await;
    answer(&site, &visit, "/account", Posted::default(), done).await
}

fn zipped(parts: &[(&str, Value)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        file.start_file(format!("{name}.json"), SimpleFileOptions::default())?;
        serde_json::to_writer_pretty(&mut file, part).map_err(std::io::Error::from)?;
    }
    Ok(file.finish()?.into_inner())
}

/// With the password: a session left open must not be enough.
async fn delete(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        let account = proven(&site, &visit, "delete_password", &posted).await?;
        store::personal::delete(&site.db, account.id).await?;
        let headers = AppendHeaders([(header::SET_COOKIE, no_cookie(&site))]);
        Ok((headers, see(visit.locale, "/sign-in?done=deleted")).into_response())
    };
    let done = done.await;
    answer(&site, &visit, "/account", posted, done).await
}

async fn end_session(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        let me = visit.person()?;
        let session = posted.number("session")?;
        store::session::end(&site.db, me.account, session).await?;
        let to = match session == me.session {
            true => "/sign-in?done=signed-out",
            false => "/account?done=session-ended",
        };
        Ok(see(visit.locale, to))
    };
    let done = done.await;
    answer(&site, &visit, "/account", posted, done).await
}

async fn end_all_sessions(State(site): State<Site>, visit: Visit) -> Response {
    let done = async {
        store::session::end_all(&site.db, visit.person()?.account).await?;
        let headers = AppendHeaders([(header::SET_COOKIE, no_cookie(&site))]);
        Ok((headers, see(visit.locale, "/sign-in?done=ended")).into_response())
    };
    let done = done.await;
    answer(&site, &visit, "/account", Posted::default(), done).await
}
