//! Ways in and out: signing in and out, asking for an account or for a new password, following a link.

use app::{
    forms::Posted,
    i18n::{Locale, href, locale_of},
    letters::{Message, Recipient, write},
};
use axum::{
    Router,
    extract::{Path, State},
    response::{AppendHeaders, IntoResponse, Response},
    routing::post,
};
use chrono::Utc;
use domain::{
    account::{AccountId, Email, Purpose, check_name, check_password},
    letter::Letter,
    problem::Problem,
};
use http::{HeaderName, header};
use store::{
    Secret,
    link::{Followed, Link, LinkState},
};
use tracing::warn;

use super::forms::{Reading, Sent, afterwards, in_every_language};
use crate::{
    links,
    pages::{Stop, answer, see},
    passwords::{self, Verified},
    site::Site,
    visit::{Visit, cookie, no_cookie},
};

/// `/sign-in`, `/sign-out`, `/register`, `/reset`, `/link/…`.
pub fn routes() -> Router<Site> {
    in_every_language(&[
        ("/sign-in", || post(sign_in)),
        ("/sign-out", || post(sign_out)),
        ("/register", || post(register)),
        ("/reset", || post(reset)),
        ("/link/{secret}", || post(follow)),
        ("/link/{secret}/renew", || post(renew)),
    ])
}

async fn sign_in(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = try_password(&site, &visit, &posted).await;
    answer(&site, &visit, "/sign-in", posted, done).await
}

async fn try_password(site: &Site, visit: &Visit, posted: &Posted) -> Result<Response, Stop> {
    let mut reading = Reading::new(posted);
    let email = reading.read("email", Email::parse);
    let password = reading.read("password", given);
    let (Some(email), Some(password)) = (email, password) else {
        return Err(reading.stop());
    };
    site.limits
        .sign_in(visit.address, &email)
        .map_err(|problem| {
            warn!(address = %visit.address, "too many tries to sign in");
            Stop::at("email", problem)
        })?;
    let account = store::account::by_email(&site.db, &email).await?;
    let hash = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    let verified = passwords::verify(password.clone(), hash).await?;
    let Some(account) = account.filter(|_| verified != Verified::Wrong) else {
        warn!(address = %visit.address, "sign-in refused");
        return Err(Stop::at("email", Problem::SignInRefused));
    };
    if verified == Verified::RightButWeak {
        let hash = passwords::hash(password).await?;
        store::account::refresh_hash(&site.db, account.id, hash).await?;
    }
    enter(site, visit, account.id, posted.value("next")).await
}

/// Signs in and goes on to where the person wanted to be, or to the desk.
async fn enter(
    site: &Site,
    visit: &Visit,
    account: AccountId,
    next: &str,
) -> Result<Response, Stop> {
    let headers = open_session(site, visit, account).await?;
    let next = safe_next(next).map_or_else(|| href(visit.locale, "/desk"), str::to_owned);
    Ok((headers, see(Locale::en, &next)).into_response())
}

/// Opens a session, in place of the one that the same browser had: what the answer carries for it.
pub async fn open_session(
    site: &Site,
    visit: &Visit,
    account: AccountId,
) -> Result<AppendHeaders<[(HeaderName, String); 1]>, Stop> {
    let secret = store::session::open(&site.db, account, visit.arrival(), Utc::now()).await?;
    Ok(AppendHeaders([(header::SET_COOKIE, cookie(site, &secret))]))
}

/// An address to go on to, where it is one of this site: other sites must not borrow our name for theirs.
pub fn safe_next(next: &str) -> Option<&str> {
    let is_ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && !next.contains("/sign-in");
    is_ours.then_some(next)
}

async fn sign_out(State(site): State<Site>, visit: Visit) -> Response {
    let done = async {
        if let Some(me) = &visit.visitor.0 {
            store::session::sign_out(&site.db, me).await?;
        }
        let headers = AppendHeaders([(header::SET_COOKIE, no_cookie(&site))]);
        Ok((headers, see(visit.locale, "/sign-in?done=signed-out")).into_response())
    };
    let done = done.await;
    answer(&site, &visit, "/account", Posted::default(), done).await
}

async fn register(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = ask_for_account(&site, &visit, &posted);
    answer(&site, &visit, "/register", posted, done).await
}

/// Answers the same at once, whether or not the address has an account; the letter tells its reader which.
fn ask_for_account(site: &Site, visit: &Visit, posted: &Posted) -> Result<Response, Stop> {
    let mut reading = Reading::new(posted);
    let name = reading.read("name", check_name);
    let email = reading.read("email", Email::parse);
    let (Some(name), Some(email)) = (name, email) else {
        return Err(reading.stop());
    };
    let limited = site.limits.letter(visit.address, &email);
    limited.map_err(|problem| Stop::at("email", problem))?;
    let (site, locale) = (site.clone(), visit.locale);
    afterwards(async move {
        match store::account::by_email(&site.db, &email).await? {
            None => {
                let to = Recipient {
                    locale,
                    name: &name,
                };
                let purpose = Purpose::Register { name: name.clone() };
                links::send(&site, &to, email, purpose).await?;
            }
            Some(account) => links::send_known(&site, &account).await?,
        }
        Ok(())
    });
    Ok(see(visit.locale, "/register?done=sent"))
}

async fn reset(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = ask_for_password(&site, &visit, &posted);
    answer(&site, &visit, "/reset", posted, done).await
}

fn ask_for_password(site: &Site, visit: &Visit, posted: &Posted) -> Result<Response, Stop> {
    let mut reading = Reading::new(posted);
    let Some(email) = reading.read("email", Email::parse) else {
        return Err(reading.stop());
    };
    let limited = site.limits.letter(visit.address, &email);
    limited.map_err(|problem| Stop::at("email", problem))?;
    let site = site.clone();
    afterwards(async move {
        if let Some(account) = store::account::by_email(&site.db, &email).await? {
            let purpose = Purpose::ResetPassword {
                account: account.id,
            };
            links::send(&site, &Recipient::of(&account), email, purpose).await?;
        }
        Ok(())
    });
    Ok(see(visit.locale, "/reset?done=sent"))
}

/// A link is followed to its end: by its button, never by opening its page.
async fn follow(
    State(site): State<Site>,
    visit: Visit,
    Path(secret): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let page = format!("/link/{secret}");
    let done = finish(&site, &visit, &Secret::presented(&secret), &posted).await;
    answer(&site, &visit, &page, posted, done).await
}

async fn finish(
    site: &Site,
    visit: &Visit,
    secret: &Secret,
    posted: &Posted,
) -> Result<Response, Stop> {
    let page = format!("/link/{}", secret.as_str());
    let link = store::link::look(&site.db, secret, Utc::now()).await?;
    let Some(link) = link.filter(|link| link.state == LinkState::Good) else {
        return Ok(see(visit.locale, &page));
    };
    let holder = store::account::by_email(&site.db, &link.email).await?;
    let hash = match link.purpose.sets_password(holder.is_some()) {
        true => {
            let password = posted.value("password");
            let checked = check_password(password, Some(&link.email));
            checked.map_err(|problem| Stop::at("password", problem))?;
            Some(passwords::hash(password.to_owned()).await?)
        }
        false => None,
    };
    let sets_password = hash.is_some();
    let notice = old_address(site, &link).await?;
    let followed = store::link::follow(&site.db, secret, hash, notice, Utc::now()).await?;
    site.work.notify_one();
    match followed {
        Followed::Done(account) if sets_password => enter(site, visit, account, "").await,
        Followed::Done(_) => Ok(see(
            visit.locale,
            match (&visit.visitor.0, link.purpose) {
                (None, _) => "/sign-in",
                (Some(_), Purpose::ChangeEmail { .. }) => "/account?done=email-changed",
                (Some(_), _) => "/desk",
            },
        )),
        Followed::Confirmed(city) => {
            site.feed.call();
            Ok(see(visit.locale, &format!("/cities/{city}")))
        }
        Followed::Stale => Ok(see(visit.locale, &page)),
        Followed::Taken => Ok(see(visit.locale, &format!("{page}?done=taken"))),
    }
}

/// The letter to the mailbox that a change of address leaves behind: its owner must be able to object.
async fn old_address(site: &Site, link: &Link) -> Result<Option<(Email, Letter)>, Stop> {
    let Purpose::ChangeEmail { account } = link.purpose else {
        return Ok(None);
    };
    let account = store::account::by_id(&site.db, account).await?;
    Ok(account.map(|account| {
        let letter = write(&Recipient::of(&account), Message::EmailChanged);
        (account.email, letter)
    }))
}

/// A link that is too old is sent anew, to the same mailbox.
async fn renew(State(site): State<Site>, visit: Visit, Path(secret): Path<String>) -> Response {
    let page = format!("/link/{secret}");
    let done = async {
        let link = store::link::look(&site.db, &Secret::presented(&secret), Utc::now()).await?;
        let Some(link) = link.filter(|link| link.state == LinkState::Expired) else {
            return Ok(see(visit.locale, &page));
        };
        let limited = site.limits.letter(visit.address, &link.email);
        limited.map_err(|problem| Stop::at("email", problem))?;
        send_again(&site, link).await?;
        Ok(see(visit.locale, &format!("{page}?done=renewed")))
    };
    let done = done.await;
    answer(&site, &visit, &page, Posted::default(), done).await
}

async fn send_again(site: &Site, link: Link) -> Result<(), Stop> {
    let holder = store::account::by_email(&site.db, &link.email).await?;
    let name = match (&link.purpose, holder) {
        (Purpose::Register { name } | Purpose::TakeRole { name, .. }, _) => name.clone(),
        (_, Some(holder)) => holder.name,
        (_, None) => String::new(),
    };
    let to = Recipient {
        locale: locale_of(&link.language),
        name: &name,
    };
    Ok(links::send(site, &to, link.email, link.purpose).await?)
}

fn given(typed: &str) -> Result<String, Problem> {
    match typed {
        "" => Err(Problem::Required),
        typed => Ok(typed.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for ours in ["/desk", "/fr/desk/trail?kind=signed-in", "/cities?q=a//b"] {
            assert_eq!(safe_next(ours), Some(ours));
        }
        for other in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "desk",
            "/sign-in?next=/x",
        ] {
            assert_eq!(safe_next(other), None, "{other:?}");
        }
    }
}
