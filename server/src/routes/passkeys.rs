//! Passkeys: made and shown by devices, which answer a challenge; and what only shortly after signing in can be done.

use app::{
    forms::Posted,
    i18n::{Locale, href, locale_of},
    letters::{Message, Recipient, write},
};
use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::post,
};
use chrono::Utc;
use domain::{
    account::{AccountId, MOST_PASSKEYS, check_name},
    problem::Problem,
};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use store::{Secret, account::Account, passkey::NewPasskey, session::SignedIn};
use tracing::warn;
use url::{Host, Url};
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::{
    account::proven,
    entrance::{open_session, safe_next},
    forms::{Numbers, Sent, in_every_language},
};
use crate::{
    pages::{Stop, answer, see},
    security,
    site::Site,
    visit::Visit,
};

const PAGE: &str = "/account/passkeys";

/// `/account/passkeys…`, `/sign-in/passkey/…`.
pub fn routes() -> Router<Site> {
    in_every_language(&[
        ("/account/passkeys", || post(prove)),
        ("/account/passkeys/start", || post(start_adding)),
        ("/account/passkeys/finish", || post(add)),
        ("/account/passkeys/remove", || post(remove)),
        ("/account/password/remove", || post(remove_password)),
        ("/sign-in/passkey/start", || post(start_signing_in)),
        ("/sign-in/passkey/finish", || post(sign_in)),
    ])
}

/// The party that passkeys are made for: the host of this site. On this machine alone also where it is named by number,
/// which browsers make none for.
fn party(site: &Site) -> Result<Webauthn, Stop> {
    let broken = |error: &dyn std::fmt::Display| Stop::Broken(error.to_string());
    let mut origin = Url::parse(&site.origin.0).map_err(|error| broken(&error))?;
    if let Some(Host::Ipv4(_) | Host::Ipv6(_)) = origin.host() {
        let named = origin.set_host(Some("localhost"));
        named.map_err(|error| broken(&error))?;
    }
    let host = origin.host_str().unwrap_or_default().to_owned();
    WebauthnBuilder::new(&host, &origin)
        .and_then(|builder| builder.rp_name("Ensemble").build())
        .map_err(|error| broken(&error))
}

/// What devices know an account by: its number.
fn handle(account: AccountId) -> Uuid {
    Uuid::from_u64_pair(0, u64::try_from(account).unwrap_or_default())
}

fn account_of(handle: Uuid) -> Option<AccountId> {
    let (_, number) = handle.as_u64_pair();
    AccountId::try_from(number).ok()
}

fn written(part: &impl Serialize) -> Result<Value, Stop> {
    serde_json::to_value(part).map_err(|error| Stop::Broken(error.to_string()))
}

fn read<T: DeserializeOwned>(part: Value) -> Result<T, Stop> {
    serde_json::from_value(part).map_err(|error| Stop::Broken(error.to_string()))
}

impl From<WebauthnError> for Stop {
    fn from(error: WebauthnError) -> Stop {
        warn!("a passkey was refused: {error}");
        Stop::at("passkey", Problem::PasskeyRefused)
    }
}

/// Whoever asks, where they signed in just now.
fn at_the_screen(visit: &Visit) -> Result<&SignedIn, Stop> {
    let me = visit.person()?;
    match me.is_proven(Utc::now()) {
        true => Ok(me),
        false => Err(Stop::at("passkey", Problem::ProofNeeded)),
    }
}

/// The answer to a script: what was done, or a status that tells why not.
fn answer_script(done: Result<Response, Stop>) -> Response {
    match done {
        Ok(response) => response,
        Err(Stop::Refused) => StatusCode::FORBIDDEN.into_response(),
        Err(Stop::Broken(why)) => {
            tracing::error!("a passkey could not be dealt with: {why}");
            security::broke(Box::new(why))
        }
        Err(Stop::Problems(problems)) => {
            let codes: Vec<Problem> = problems.into_iter().map(|(_, problem)| problem).collect();
            let wait = codes.iter().find_map(Problem::wait);
            let body = Json(json!({ "problems": codes }));
            match wait {
                Some(seconds) => {
                    let headers = [(header::RETRY_AFTER, seconds.to_string())];
                    (StatusCode::TOO_MANY_REQUESTS, headers, body).into_response()
                }
                None => (StatusCode::UNPROCESSABLE_ENTITY, body).into_response(),
            }
        }
    }
}

/// With the password someone shows that they are at the screen: they are signed in anew.
async fn prove(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        let account = proven(&site, &visit, "current_password", &posted).await?;
        let headers = open_session(&site, &visit, account.id).await?;
        let to = see(visit.locale, &format!("{PAGE}?done=proven"));
        Ok((headers, to).into_response())
    };
    let done = done.await;
    answer(&site, &visit, PAGE, posted, done).await
}

async fn start_adding(State(site): State<Site>, visit: Visit) -> Response {
    let done = async {
        let me = at_the_screen(&visit)?;
        let held = store::passkey::list(&site.db, me.account).await?;
        let known = held
            .into_iter()
            .map(|held| read::<Passkey>(held.data).map(|key| key.cred_id().clone()));
        let known = known.collect::<Result<Vec<_>, _>>()?;
        let party = party(&site)?;
        let (options, state) = party.start_passkey_registration(
            handle(me.account),
            &me.email,
            &me.name,
            Some(known),
        )?;
        let mut options = written(&options)?;
        // So that signing in needs no address first. The library asks for it in none of its ways that take any device.
        let wanted = options.pointer_mut("/publicKey/authenticatorSelection");
        if let Some(wanted) = wanted.and_then(Value::as_object_mut) {
            wanted.insert("residentKey".to_owned(), json!("required"));
            wanted.insert("requireResidentKey".to_owned(), json!(true));
        }
        challenge(&site, Some(me.account), options, written(&state)?).await
    };
    answer_script(done.await)
}

/// What a device is asked, and the secret by which its answer is brought together with that.
async fn challenge(
    site: &Site,
    account: Option<AccountId>,
    mut options: Value,
    state: Value,
) -> Result<Response, Stop> {
    let secret = store::passkey::begin(&site.db, account, state, Utc::now()).await?;
    let options = options.get_mut("publicKey").map(Value::take);
    let body = json!({ "ceremony": secret.as_str(), "options": options });
    Ok(Json(body).into_response())
}

#[derive(Deserialize)]
struct Made {
    ceremony: String,
    #[serde(default)]
    name: String,
    credential: RegisterPublicKeyCredential,
}

async fn add(State(site): State<Site>, visit: Visit, Json(made): Json<Made>) -> Response {
    let done = async {
        let me = at_the_screen(&visit)?;
        let now = Utc::now();
        let secret = Secret::presented(&made.ceremony);
        let state = store::passkey::answer(&site.db, Some(me.account), &secret, now).await?;
        let state = state.ok_or(Stop::at("passkey", Problem::PasskeyRefused))?;
        let state: PasskeyRegistration = read(state)?;
        let passkey = party(&site)?.finish_passkey_registration(&made.credential, &state)?;
        let name = check_name(&made.name).unwrap_or_else(|_| "Passkey".to_owned());
        let account = account(&site, me).await?;
        let reset = reset_page(&site, &account);
        let letter = write(
            &Recipient::of(&account),
            Message::PasskeyAdded(&name, &reset),
        );
        let new = NewPasskey {
            account: account.id,
            credential: passkey.cred_id().to_vec(),
            name: name.clone(),
            data: written(&passkey)?,
        };
        match store::passkey::add(&site.db, new, (&account.email, letter), now).await? {
            true => Ok(go_to(
                &site,
                href(visit.locale, &format!("{PAGE}?done=added")),
            )),
            false => {
                let most = MOST_PASSKEYS as u16;
                Err(Stop::at("passkey", Problem::TooMany { most }))
            }
        }
    };
    answer_script(done.await)
}

async fn account(site: &Site, me: &SignedIn) -> Result<Account, Stop> {
    let account = store::account::by_id(&site.db, me.account).await?;
    account.ok_or(Stop::Refused)
}

/// Where the owner of an account asks for a new password.
fn reset_page(site: &Site, account: &Account) -> String {
    site.absolute(locale_of(&account.language), "/reset")
}

/// Tells a script where to go on to, after letters were written.
fn go_to(site: &Site, to: String) -> Response {
    site.work.notify_one();
    Json(json!({ "to": to })).into_response()
}

async fn remove(State(site): State<Site>, visit: Visit, Sent(posted): Sent) -> Response {
    let done = async {
        let me = at_the_screen(&visit)?;
        let id = posted.number("passkey")?;
        let held = store::passkey::list(&site.db, me.account).await?;
        let passkey = held.into_iter().find(|held| held.id == id);
        let passkey = passkey.ok_or(Stop::at("passkey", Problem::NotOffered))?;
        let account = account(&site, me).await?;
        let reset = reset_page(&site, &account);
        let letter = write(
            &Recipient::of(&account),
            Message::PasskeyRemoved(&passkey.name, &reset),
        );
        let notice = (&account.email, letter);
        match store::passkey::remove(&site.db, account.id, id, notice, Utc::now()).await? {
            true => {
                site.work.notify_one();
                Ok(see(visit.locale, &format!("{PAGE}?done=removed")))
            }
            false => Err(Stop::at("passkey", Problem::LastWayIn)),
        }
    };
    let done = done.await;
    answer(&site, &visit, PAGE, posted, done).await
}

async fn remove_password(State(site): State<Site>, visit: Visit) -> Response {
    let done = async {
        let account = account(&site, at_the_screen(&visit)?).await?;
        let reset = reset_page(&site, &account);
        let letter = write(&Recipient::of(&account), Message::PasswordRemoved(&reset));
        let notice = (&account.email, letter);
        match store::passkey::remove_password(&site.db, account.id, notice, Utc::now()).await? {
            true => {
                site.work.notify_one();
                Ok(see(visit.locale, &format!("{PAGE}?done=password-removed")))
            }
            false => Err(Stop::at("passkey", Problem::LastWayIn)),
        }
    };
    let done = done.await;
    answer(&site, &visit, PAGE, Posted::default(), done).await
}

async fn start_signing_in(State(site): State<Site>, visit: Visit) -> Response {
    let done = async {
        site.limits
            .passkey(visit.address)
            .map_err(|problem| Stop::at("passkey", problem))?;
        let (options, state) = party(&site)?.start_discoverable_authentication()?;
        challenge(&site, None, written(&options)?, written(&state)?).await
    };
    answer_script(done.await)
}

#[derive(Deserialize)]
struct Shown {
    ceremony: String,
    #[serde(default)]
    next: String,
    credential: PublicKeyCredential,
}

/// Says nothing about whether an account is there: one that is not, and a key that is wrong, are refused alike.
async fn sign_in(State(site): State<Site>, visit: Visit, Json(shown): Json<Shown>) -> Response {
    let done = async {
        let refused = || {
            warn!(address = %visit.address, "passkey refused");
            Stop::at("passkey", Problem::PasskeyRefused)
        };
        let (party, now) = (party(&site)?, Utc::now());
        let secret = Secret::presented(&shown.ceremony);
        let state = store::passkey::answer(&site.db, None, &secret, now).await?;
        let state: DiscoverableAuthentication = read(state.ok_or_else(refused)?)?;
        let (handle, credential) = party.identify_discoverable_authentication(&shown.credential)?;
        let held = store::passkey::by_credential(&site.db, credential).await?;
        let held = held.filter(|held| account_of(handle) == Some(held.account_id));
        let held = held.ok_or_else(refused)?;
        let mut passkey: Passkey = read(held.data)?;
        let key = DiscoverableKey::from(&passkey);
        let result = party.finish_discoverable_authentication_v2(&shown.credential, state, &key)?;
        passkey.update_credential(&result);
        store::passkey::used(&site.db, held.id, written(&passkey)?, now).await?;
        let headers = open_session(&site, &visit, held.account_id).await?;
        let desk = || href(visit.locale, "/desk");
        let to = safe_next(&shown.next).map_or_else(desk, str::to_owned);
        Ok((headers, go_to(&site, href(Locale::en, &to))).into_response())
    };
    answer_script(done.await)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_leads_back_to_its_account() {
        assert_eq!(account_of(handle(4711)), Some(4711));
        assert_eq!(account_of(Uuid::from_u64_pair(0, u64::MAX)), None);
    }
}
