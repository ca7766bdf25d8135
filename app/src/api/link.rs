//! Links in letters, as the page shows them.
#![expect(
    missing_docs,
    reason = "the argument types that the macro writes have no place for it"
)]

#[cfg(feature = "ssr")]
use domain::{account::Purpose, rights::ScopeKind};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkPage {
    /// A password is chosen; before that, a role may be on offer.
    ChoosePassword {
        /// Of this account.
        email: String,
        /// The role, with what it is held for.
        role: Option<String>,
    },
    /// An address becomes the account's.
    ConfirmEmail {
        /// The new address.
        email: String,
    },
    /// A role is taken with the account that the mailbox has.
    TakeRole {
        /// The role, with what it is held for.
        role: String,
    },
    /// A profile is confirmed.
    ConfirmProfile {
        /// Name of the city.
        city: String,
    },
    /// It was used before.
    Used,
    /// It is too old.
    Expired,
    /// There never was one, or it is incomplete.
    Unknown,
}

/// What the link with a secret leads to.
#[server(input = GetUrl)]
pub async fn read_link(secret: String, language: String) -> Result<LinkPage, ServerFnError> {
    let db = crate::ssr::db()?;
    let secret = store::Secret::presented(&secret);
    let link = store::link::look(&db, &secret, chrono::Utc::now()).await;
    let Some(link) = link.map_err(crate::ssr::failed)? else {
        return Ok(LinkPage::Unknown);
    };
    match link.state {
        store::link::LinkState::Used => return Ok(LinkPage::Used),
        store::link::LinkState::Expired => return Ok(LinkPage::Expired),
        store::link::LinkState::Good => {}
    }
    let holder = store::account::by_email(&db, &link.email).await;
    let sets_password = link
        .purpose
        .sets_password(holder.map_err(crate::ssr::failed)?.is_some());
    let l = crate::i18n::locale_of(&language);
    let role = match &link.purpose {
        Purpose::TakeRole { role, scope, .. } => Some(crate::ssr::role_with_scope(
            l,
            &crate::ssr::index(),
            *role,
            scope,
        )),
        _ => None,
    };
    if let Purpose::ConfirmProfile { city } = &link.purpose {
        let index = crate::ssr::index();
        let city = crate::ssr::scope_name(l, &index, ScopeKind::City, city);
        return Ok(LinkPage::ConfirmProfile { city });
    }
    let email = link.email.as_str().to_owned();
    Ok(match role {
        role if sets_password => LinkPage::ChoosePassword { email, role },
        Some(role) => LinkPage::TakeRole { role },
        None => LinkPage::ConfirmEmail { email },
    })
}
