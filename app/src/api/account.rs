//! One's own account.
#![expect(
    missing_docs,
    reason = "the argument types that the macro writes have no place for it"
)]

#[cfg(feature = "ssr")]
use domain::rights::{Action, Object};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// An account as its owner sees it; times are written out in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MyAccount {
    /// Where they are written to.
    pub email: String,
    /// How they want to be called.
    pub name: String,
    /// Code of the language that they are written to in.
    pub language: String,
    /// Roles in force, each with what it is held for.
    pub roles: Vec<String>,
    /// Where they are signed in, the session used last first.
    pub sessions: Vec<MySession>,
    /// Passkeys, the oldest first.
    pub passkeys: Vec<MyPasskey>,
    /// Whether they have a password.
    pub has_password: bool,
    /// Whether they signed in so shortly ago that they may change how they do.
    pub is_proven: bool,
    /// How often they want letters: key and name of each topic, key of the pace.
    pub paces: Vec<(String, String, String)>,
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MyPasskey {
    /// Its number.
    pub id: i32,
    /// How its owner calls it.
    pub name: String,
    /// When it was added.
    pub added: String,
    /// When it was last used; none where it never was.
    pub used: Option<String>,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MySession {
    /// Its number.
    pub id: i32,
    /// Browser and system, where they are known.
    pub device: Option<String>,
    /// IP address at the time of signing in.
    pub address: String,
    /// When they signed in.
    pub since: String,
    /// When they were last here.
    pub seen: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The account of whoever asks.
#[server(input = GetUrl)]
pub async fn own_account(language: String) -> Result<MyAccount, ServerFnError> {
    let me = crate::ssr::visitor().0;
    let account = me.map_or(0, |me| me.account);
    let me = crate::ssr::ask(Action::KeepAccount, Object::Account(account))?;
    let db = crate::ssr::db()?;
    let sessions = store::session::list(&db, account, chrono::Utc::now()).await;
    let passkeys = store::passkey::list(&db, account).await;
    let paces = store::notice::paces(&db, account).await;
    let person = store::account::by_id(&db, account).await;
    let person = person.map_err(crate::ssr::failed)?;
    let l = crate::i18n::locale_of(&language);
    let index = crate::ssr::index();
    let named = |(role, scope): &(_, String)| crate::ssr::role_with_scope(l, &index, *role, scope);
    Ok(MyAccount {
        email: me.email.clone(),
        name: me.name.clone(),
        language: me.language.clone(),
        roles: me.actor.roles().iter().map(named).collect(),
        is_proven: me.is_proven(chrono::Utc::now()),
        has_password: person.is_some_and(|person| person.password_hash.is_some()),
        paces: paces
            .map_err(crate::ssr::failed)?
            .into_iter()
            .map(|(topic, pace)| {
                let name = crate::words::news_topic(l, topic).to_owned();
                (topic.key().to_owned(), name, pace.key().to_owned())
            })
            .collect(),
        passkeys: passkeys
            .map_err(crate::ssr::failed)?
            .into_iter()
            .map(|passkey| MyPasskey {
                id: passkey.id,
                name: passkey.name,
                added: crate::dates::moment(l, passkey.created_at),
                used: passkey.used_at.map(|at| crate::dates::moment(l, at)),
            })
            .collect(),
        sessions: sessions
            .map_err(crate::ssr::failed)?
            .into_iter()
            .map(|session| MySession {
                is_this: session.id == me.session,
                id: session.id,
                device: crate::devices::name(&session.device),
                address: session.address,
                since: crate::dates::moment(l, session.created_at),
                seen: crate::dates::moment(l, session.seen_at),
            })
            .collect(),
    })
}
