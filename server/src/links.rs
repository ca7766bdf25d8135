//! Links on their way: each with the letter that its purpose wants.

use app::{
    i18n::Locale,
    letters::{Message, Recipient, write},
    ssr::{role_with_scope, scope_name},
};
use chrono::Utc;
use domain::{
    account::{AccountId, Email, Purpose},
    letter::Letter,
    rights::ScopeKind,
};
use store::{Secret, StoreError, account::Account, freshness::Due, link::NewLink};

use crate::site::Site;

/// Cities that are asked in one go whether their profile is still correct.
const ASKED_AT_ONCE: u64 = 50;
/// Who gives a role where no person does.
const PRODUCT: &str = "Ensemble";

/// Sends a link of a purpose to a mailbox.
pub async fn send(
    site: &Site,
    to: &Recipient<'_>,
    email: Email,
    purpose: Purpose,
) -> Result<(), StoreError> {
    let index = site.index.current();
    let giver = match &purpose {
        Purpose::TakeRole { given_by, .. } => giver_name(site, *given_by).await?,
        _ => String::new(),
    };
    let named = match &purpose {
        Purpose::TakeRole { role, scope, .. } => role_with_scope(to.locale, &index, *role, scope),
        Purpose::ConfirmProfile { city } => scope_name(to.locale, &index, ScopeKind::City, city),
        _ => String::new(),
    };
    let (secret, link) = new_link(site, to.locale)?;
    let message = match &purpose {
        Purpose::Register { .. } => Message::Register(&link),
        Purpose::ResetPassword { .. } => Message::ResetPassword(&link),
        Purpose::ChangeEmail { .. } => Message::ChangeEmail(&link),
        Purpose::ConfirmProfile { .. } => Message::ConfirmProfile(&named, &link),
        Purpose::TakeRole { .. } => Message::Invitation {
            giver: &giver,
            role: &named,
            link: &link,
        },
    };
    post(site, secret, email, purpose, write(to, message)).await
}

/// To someone who wanted an account and has one: the way to a new password.
pub async fn send_known(site: &Site, account: &Account) -> Result<(), StoreError> {
    let to = Recipient::of(account);
    let purpose = Purpose::ResetPassword {
        account: account.id,
    };
    let (secret, link) = new_link(site, to.locale)?;
    let letter = write(&to, Message::AlreadyRegistered(&link));
    post(site, secret, account.email.clone(), purpose, letter).await
}

/// A secret, and the whole address that it opens.
fn new_link(site: &Site, l: Locale) -> Result<(Secret, String), StoreError> {
    let secret = Secret::new()?;
    let link = site.absolute(l, &format!("/link/{}", secret.as_str()));
    Ok((secret, link))
}

async fn post(
    site: &Site,
    secret: Secret,
    email: Email,
    purpose: Purpose,
    letter: Letter,
) -> Result<(), StoreError> {
    let new = NewLink {
        secret,
        email,
        purpose,
    };
    store::link::send(&site.db, new, letter, Utc::now()).await?;
    site.work.notify_one();
    Ok(())
}

/// How the person who gives a role is called.
async fn giver_name(site: &Site, given_by: Option<AccountId>) -> Result<String, StoreError> {
    let giver = match given_by {
        Some(giver) => store::account::by_id(&site.db, giver).await?,
        None => None,
    };
    Ok(giver.map_or_else(|| PRODUCT.to_owned(), |giver| giver.name))
}

/// Asks cities whether their profile is still correct, those that nobody has confirmed for a year; says how many.
pub async fn ask_for_confirmation(site: &Site) -> Result<usize, StoreError> {
    let now = Utc::now();
    let due = store::freshness::due(&site.db, now, ASKED_AT_ONCE).await?;
    let (index, mut links) = (site.index.current(), Vec::new());
    for Due { city, speakers } in &due {
        for speaker in speakers {
            let to = Recipient::of(speaker);
            let named = scope_name(to.locale, &index, ScopeKind::City, city);
            let (secret, link) = new_link(site, to.locale)?;
            let new = NewLink {
                secret,
                email: speaker.email.clone(),
                purpose: Purpose::ConfirmProfile { city: city.clone() },
            };
            links.push((new, write(&to, Message::ConfirmProfile(&named, &link))));
        }
    }
    store::link::send_all(&site.db, links, now).await?;
    site.work.notify_one();
    Ok(due.len())
}
