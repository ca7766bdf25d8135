//! News: written with the change that it tells of, read in the inbox, told by letter as often as its reader wants.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    account::AccountId,
    letter::Letter,
    notice::{News, Pace, Topic},
    rights::Role,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use super::{
    account::{self, Account},
    letter, role,
};
use crate::{
    connect::begin_write,
    entity::{account as account_row, notice, pace},
    error::StoreError,
    secret::Secret,
};

/// News in someone's inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Number in the store.
    pub id: i32,
    /// What happened.
    pub news: News,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Whether it was read.
    pub is_read: bool,
}

/// Tells news to everyone who holds one of these roles today, but to whoever made it.
pub(crate) async fn tell_holders(
    txn: &DatabaseTransaction,
    roles: &[Role],
    scope: &str,
    by: Option<AccountId>,
    news: &News,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let holders = role::holders(txn, roles, scope, now.date_naive()).await?;
    tell(txn, holders, by, news, now).await
}

/// Tells news to people, but to whoever made it.
pub(crate) async fn tell(
    txn: &DatabaseTransaction,
    mut readers: BTreeSet<AccountId>,
    by: Option<AccountId>,
    news: &News,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if let Some(by) = by {
        readers.remove(&by);
    }
    if readers.is_empty() {
        return Ok(());
    }
    let (topic, now) = (news.topic(), now.trunc_subsecs(6));
    let settled: HashMap<AccountId, String> = pace::Entity::find()
        .select_only()
        .columns([pace::Column::AccountId, pace::Column::Pace])
        .filter(pace::Column::Topic.eq(topic.key()))
        .filter(pace::Column::AccountId.is_in(readers.iter().copied()))
        .into_tuple()
        .all(txn)
        .await?
        .into_iter()
        .collect();
    let content = serde_json::to_value(news).map_err(|error| unreadable(0, error))?;
    let rows = readers.into_iter().map(|reader| {
        let settled = settled.get(&reader).and_then(|key| Pace::of_key(key));
        notice::ActiveModel {
            account_id: Set(reader),
            topic: Set(topic.key().to_owned()),
            news: Set(content.clone()),
            created_at: Set(now),
            due_at: Set(settled.unwrap_or(topic.usual_pace()).due_at(now)),
            ..Default::default()
        }
    });
    notice::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// News of a person, the newest first; older than a number where that is given.
pub async fn inbox(
    db: &DatabaseConnection,
    account: AccountId,
    before: Option<i32>,
    limit: u64,
) -> Result<Vec<Notice>, StoreError> {
    let mut select = notice::Entity::find().filter(notice::Column::AccountId.eq(account));
    if let Some(before) = before {
        select = select.filter(notice::Column::Id.lt(before));
    }
    let rows = select
        .order_by_desc(notice::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(of).collect()
}

/// How much news a person has not read.
pub async fn unread(db: &impl ConnectionTrait, account: AccountId) -> Result<u64, StoreError> {
    Ok(notice::Entity::find()
        .filter(notice::Column::AccountId.eq(account))
        .filter(notice::Column::ReadAt.is_null())
        .count(db)
        .await?)
}

/// Marks news as read, so that no letter tells of it any more; none where it is nobody's or another's.
pub async fn open(
    db: &DatabaseConnection,
    account: AccountId,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<News>, StoreError> {
    let row = notice::Entity::find_by_id(id)
        .filter(notice::Column::AccountId.eq(account))
        .one(db)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    mark_read(db, account, Some(id), now).await?;
    Ok(Some(of(row)?.news))
}

/// Marks all news of a person as read, or one.
pub async fn mark_read(
    db: &DatabaseConnection,
    account: AccountId,
    id: Option<i32>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut update = notice::Entity::update_many()
        .col_expr(notice::Column::ReadAt, Expr::value(now))
        .col_expr(notice::Column::DueAt, Expr::value(None::<DateTime<Utc>>))
        .filter(notice::Column::AccountId.eq(account))
        .filter(notice::Column::ReadAt.is_null());
    if let Some(id) = id {
        update = update.filter(notice::Column::Id.eq(id));
    }
    update.exec(db).await?;
    Ok(())
}

/// How often a person wants letters of each topic that they may settle.
pub async fn paces(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<BTreeMap<Topic, Pace>, StoreError> {
    let rows = pace::Entity::find()
        .filter(pace::Column::AccountId.eq(account))
        .all(db)
        .await?;
    let settled: HashMap<String, String> =
        rows.into_iter().map(|row| (row.topic, row.pace)).collect();
    let topics = Topic::ALL
        .into_iter()
        .filter(|topic| topic.is_settled_by_reader());
    Ok(topics
        .map(|topic| {
            let settled = settled.get(topic.key()).and_then(|key| Pace::of_key(key));
            (topic, settled.unwrap_or(topic.usual_pace()))
        })
        .collect())
}

/// Settles how often a person wants letters; what waits for one follows.
pub async fn settle(
    db: &DatabaseConnection,
    account: AccountId,
    paces: &BTreeMap<Topic, Pace>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    settle_in(&txn, account, paces, now).await?;
    Ok(txn.commit().await?)
}

async fn settle_in(
    txn: &DatabaseTransaction,
    account: AccountId,
    paces: &BTreeMap<Topic, Pace>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut by_pace: BTreeMap<Pace, Vec<&str>> = BTreeMap::new();
    for (topic, pace) in paces
        .iter()
        .filter(|(topic, _)| topic.is_settled_by_reader())
    {
        by_pace.entry(*pace).or_default().push(topic.key());
    }
    let rows = by_pace.iter().flat_map(|(pace, topics)| {
        topics.iter().map(|topic| pace::ActiveModel {
            account_id: Set(account),
            topic: Set((*topic).to_owned()),
            pace: Set(pace.key().to_owned()),
            ..Default::default()
        })
    });
    let replace = OnConflict::columns([pace::Column::AccountId, pace::Column::Topic])
        .update_column(pace::Column::Pace)
        .to_owned();
    if !by_pace.is_empty() {
        pace::Entity::insert_many(rows)
            .on_conflict(replace)
            .exec_without_returning(txn)
            .await?;
    }
    // One statement a pace, of which there are four.
    for (pace, topics) in by_pace {
        notice::Entity::update_many()
            .col_expr(notice::Column::DueAt, Expr::value(pace.due_at(now)))
            .filter(notice::Column::AccountId.eq(account))
            .filter(notice::Column::Topic.is_in(topics))
            .filter(notice::Column::DueAt.is_not_null())
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// Ends every letter of news to the person that a key stands for; false where it stands for nobody.
pub async fn unsubscribe(
    db: &DatabaseConnection,
    mail_key: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let txn = begin_write(db).await?;
    let person = account_row::Entity::find()
        .filter(account_row::Column::MailKey.eq(mail_key))
        .one(&txn)
        .await?;
    let Some(person) = person else {
        return Ok(false);
    };
    let none = Topic::ALL
        .map(|topic| (topic, Pace::Off))
        .into_iter()
        .collect();
    settle_in(&txn, person.id, &none, now).await?;
    txn.commit().await?;
    Ok(true)
}

/// What a letter is to tell a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The person.
    pub account: Account,
    /// What the address that ends such letters names them by.
    pub mail_key: String,
    /// The news, the oldest first.
    pub notices: Vec<Notice>,
}

/// News that letters are to tell by now, by person.
pub async fn due(
    db: &DatabaseConnection,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Due>, StoreError> {
    let rows = notice::Entity::find()
        .find_also_related(account_row::Entity)
        .filter(notice::Column::DueAt.lte(now))
        .order_by_asc(notice::Column::DueAt)
        .order_by_asc(notice::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let mut people: BTreeMap<AccountId, Due> = BTreeMap::new();
    for (row, person) in rows {
        let Some(person) = person else { continue };
        let notice = of(row)?;
        match people.get_mut(&person.id) {
            Some(due) => due.notices.push(notice),
            None => {
                let mail_key = match person.mail_key.clone() {
                    Some(key) => key,
                    None => Secret::new()?.as_str().to_owned(),
                };
                let due = Due {
                    account: account::of(person)?,
                    mail_key,
                    notices: vec![notice],
                };
                people.insert(due.account.id, due);
            }
        }
    }
    Ok(people.into_values().collect())
}

/// Puts the letter that tells news into the outbox, once: false where another process did, or its reader read it.
pub async fn post(
    db: &DatabaseConnection,
    due: &Due,
    letter: Letter,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let txn = begin_write(db).await?;
    account_row::Entity::update_many()
        .col_expr(account_row::Column::MailKey, Expr::value(&due.mail_key))
        .filter(account_row::Column::Id.eq(due.account.id))
        .filter(account_row::Column::MailKey.is_null())
        .exec(&txn)
        .await?;
    let told = notice::Entity::update_many()
        .col_expr(notice::Column::DueAt, Expr::value(None::<DateTime<Utc>>))
        .filter(notice::Column::Id.is_in(due.notices.iter().map(|notice| notice.id)))
        .filter(notice::Column::DueAt.is_not_null())
        .exec(&txn)
        .await?;
    let is_ours = told.rows_affected == due.notices.len() as u64;
    match is_ours {
        true => {
            letter::post(&txn, &due.account.email, letter, now).await?;
            txn.commit().await?;
        }
        false => txn.rollback().await?,
    }
    Ok(is_ours)
}

fn of(row: notice::Model) -> Result<Notice, StoreError> {
    Ok(Notice {
        id: row.id,
        news: serde_json::from_value(row.news).map_err(|error| unreadable(row.id, error))?,
        created_at: row.created_at,
        is_read: row.read_at.is_some(),
    })
}

fn unreadable(id: i32, reason: impl ToString) -> StoreError {
    StoreError::Row {
        table: "notice",
        key: id.to_string(),
        reason: reason.to_string(),
    }
}
