//! One's own account: name and language, address, password, sessions.

use app::{
    forms::Posted,
    i18n::{code, locale_of},
    letters::{Message, Recipient, write},
    ssr::Visitor,
};
use axum::{
    Form, Router,
    extract::State,
    response::{AppendHeaders, IntoResponse, Response},
    routing::post,
};
use chrono::Utc;
use domain::{
    account::{Email, Purpose, check_name, check_password},
    problem::Problem,
};
use http::header;
use store::session::SignedIn;

use super::{
    entrance::send_link,
    forms::{Reading, Values, in_every_language, locale_of_code},
};
use crate::{
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
        ("/account/sessions/end", || post(end_session)),
        ("/account/sessions/end-all", || post(end_all_sessions)),
    ])
}

/// Whoever asks; the guard let nobody else through.
fn me(visit: &Visit) -> Result<&SignedIn, Stop> {
    match &visit.visitor {
        Visitor(Some(me)) => Ok(me),
        Visitor(None) => Err(Stop::Refused),
    }
}

async fn rename(State(site): State<Site>, visit: Visit, Form(values): Form<Values>) -> Response {
    let posted = Posted {
        values,
        ..Posted::default()
    };
    let done = async {
        let me = me(&visit)?;
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
async fn change_email(
    State(site): State<Site>,
    visit: Visit,
    Form(values): Form<Values>,
) -> Response {
    let posted = Posted {
        values,
        ..Posted::default()
    };
    let done = async {
        let me = me(&visit)?;
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
        send_link(&site, &to, email, purpose, |link| {
            Message::ChangeEmail(link)
        })
        .await?;
        Ok(see(visit.locale, "/account?done=email-sent"))
    };
    let done = done.await;
    answer(&site, &visit, "/account", posted, done).await
}

async fn change_password(
    State(site): State<Site>,
    visit: Visit,
    Form(values): Form<Values>,
) -> Response {
    let posted = Posted {
        values,
        ..Posted::default()
    };
    let done = try_change_password(&site, &visit, &posted).await;
    answer(&site, &visit, "/account", posted, done).await
}

async fn try_change_password(
    site: &Site,
    visit: &Visit,
    posted: &Posted,
) -> Result<Response, Stop> {
    let me = me(visit)?;
    let account = store::account::by_id(&site.db, me.account).await?;
    let account = account.ok_or(Stop::Refused)?;
    // A borrowed session must not guess the password either.
    let limited = site.limits.sign_in(visit.address, &account.email);
    limited.map_err(|problem| Stop::at("current_password", problem))?;
    let current = posted.value("current_password").to_owned();
    if passwords::verify(current, account.password_hash.clone()).await? == Verified::Wrong {
        return Err(Stop::at("current_password", Problem::WrongPassword));
    }
    let password = posted.value("password");
    let checked = check_password(password, Some(&account.email));
    checked.map_err(|problem| Stop::at("password", problem))?;
    let hash = passwords::hash(password.to_owned()).await?;
    let to = Recipient {
        locale: locale_of(&account.language),
        name: &account.name,
    };
    let letter = write(
        &to,
        Message::PasswordChanged(&site.absolute(to.locale, "/reset")),
    );
    let now = Utc::now();
    store::account::change_password(&site.db, &account, hash, me.session, letter, now).await?;
    site.work.notify_one();
    Ok(see(visit.locale, "/account?done=password-changed"))
}

async fn end_session(
    State(site): State<Site>,
    visit: Visit,
    Form(values): Form<Values>,
) -> Response {
    let posted = Posted {
        values,
        ..Posted::default()
    };
    let done = async {
        let me = me(&visit)?;
        let session = posted.value("session").parse();
        let session = session.map_err(|_| Stop::at("session", Problem::NotOffered))?;
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
        store::session::end_all(&site.db, me(&visit)?.account).await?;
        let headers = AppendHeaders([(header::SET_COOKIE, no_cookie(&site))]);
        Ok((headers, see(visit.locale, "/sign-in?done=ended")).into_response())
    };
    let done = done.await;
    answer(&site, &visit, "/account", Posted::default(), done).await
}
