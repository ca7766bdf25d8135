//! News for whoever asks.
#![expect(
    missing_docs,
    reason = "the argument types that the macro writes have no place for it"
)]

#[cfg(feature = "ssr")]
use domain::rights::{Action, Object};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    dates,
    i18n::locale_of,
    ssr::{ask, db, failed, index, news, visitor},
};

/// News shown at a time.
#[cfg(feature = "ssr")]
const PAGE: u64 = 50;

/// A page of someone's news.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Inbox {
    /// How much of all is unread.
    pub unread: u32,
    /// The newest first.
    pub rows: Vec<InboxRow>,
    /// What the next page begins after; none on the last.
    pub next: Option<i32>,
}

/// News, in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InboxRow {
    /// Its number.
    pub id: i32,
    /// What happened.
    pub text: String,
    /// When.
    pub at: String,
    /// Whether it was read.
    pub is_read: bool,
}

/// The inbox of whoever asks; news older than a number where that is given.
#[server(input = GetUrl)]
pub async fn my_inbox(before: Option<i32>, language: String) -> Result<Inbox, ServerFnError> {
    let own = visitor().0.map_or(0, |me| me.account);
    let me = ask(Action::KeepAccount, Object::Account(own))?;
    let (l, index, db) = (locale_of(&language), index(), db()?);
    let mut notices = store::notice::inbox(&db, me.account, before, PAGE + 1)
        .await
        .map_err(failed)?;
    let has_more = notices.len() as u64 > PAGE;
    if has_more {
        notices.pop();
    }
    Ok(Inbox {
        unread: u32::try_from(me.unread).unwrap_or(u32::MAX),
        next: notices.last().filter(|_| has_more).map(|last| last.id),
        rows: notices
            .into_iter()
            .map(|notice| InboxRow {
                id: notice.id,
                text: news(l, &index, &notice.news),
                at: dates::moment(l, notice.created_at),
                is_read: notice.is_read,
            })
            .collect(),
    })
}
