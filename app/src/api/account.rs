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
    let sessions = store::session::list(&crate::ssr::db()?, account, chrono::Utc::now()).await;
    let l = crate::i18n::locale_of(&language);
    let index = crate::ssr::index();
    let named = |(role, scope): &(_, String)| crate::ssr::role_with_scope(l, &index, *role, scope);
    Ok(MyAccount {
        email: me.email.clone(),
        name: me.name.clone(),
        language: me.language.clone(),
        roles: me.actor.roles().iter().map(named).collect(),
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
