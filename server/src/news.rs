//! Letters that tell news: one to each person, with all that is due for them.

use app::{
    letters::{Message, Recipient, write},
    ssr::news,
};
use chrono::{DateTime, Utc};
use domain::letter::Letter;
use store::{StoreError, notice::Due};

use crate::site::Site;

/// News that is looked at in one go; what is left waits for the next.
const AT_ONCE: u64 = 1_000;

/// Puts letters of news that is due into the outbox; says how many.
pub async fn write_due(site: &Site, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let due = store::notice::due(&site.db, now, AT_ONCE).await?;
    let mut written = 0;
    // A transaction for each person, so that one of them keeps nobody else's letter back.
    for due in &due {
        let letter = letter(site, due);
        written += usize::from(store::notice::post(&site.db, due, letter, now).await?);
    }
    Ok(written)
}

fn letter(site: &Site, due: &Due) -> Letter {
    let to = Recipient::of(&due.account);
    let (l, index) = (to.locale, site.index.current());
    let items = due
        .notices
        .iter()
        .map(|notice| news(l, &index, &notice.news));
    let items: Vec<String> = items.collect();
    let mut topics = due.notices.iter().map(|notice| notice.news.topic());
    let stop = site.absolute(l, &format!("/letters/stop/{}", due.mail_key));
    let message = Message::News {
        items: &items,
        inbox: &site.absolute(l, "/inbox"),
        settings: &format!("{}#letters", site.absolute(l, "/account")),
        // What is always sent cannot be ended.
        stop: topics
            .any(|topic| topic.is_settled_by_reader())
            .then_some(&stop),
    };
    write(&to, message)
}
