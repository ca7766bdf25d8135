//! Partnerships: entered, changed field by field, moved from status to status, confirmed by their cities. Every change is
//! kept with who made it and why.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    account::AccountId,
    event::Kind,
    fold::fold,
    notice::News,
    partnership::{
        Audience, Conflict, Consent, Health, Merged, Partnership, Record, Standing, Status,
        UNDO_FOR, merge,
    },
    problem::{Problem, Problems},
    rights::Role,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};
use serde_json::Value;

use super::{
    event::{Happening, record},
    notice,
};
use crate::{
    connect::begin_write,
    entity::{city, entry, partner_city, partnership, partnership_change},
    error::StoreError,
};

/// Characters of an address.
const LONGEST_SLUG: usize = 60;
/// What changes of the status stand under in the history.
pub const STATUS: &str = "status";

/// All partnerships, in three queries.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Partnership>, StoreError> {
    let rows = partnership::Entity::find()
        .order_by_asc(partnership::Column::Id)
        .all(db)
        .await?;
    with_standings(db, rows, None).await
}

/// One partnership.
pub async fn by_slug(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<Partnership>, StoreError> {
    let row = partnership::Entity::find()
        .filter(partnership::Column::Slug.eq(slug))
        .one(db)
        .await?;
    one(db, row).await
}

/// One partnership, by its number.
pub async fn by_id(db: &impl ConnectionTrait, id: i32) -> Result<Option<Partnership>, StoreError> {
    let row = partnership::Entity::find_by_id(id).one(db).await?;
    one(db, row).await
}

/// Partnerships by their numbers, in any order.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    ids: &[i32],
) -> Result<Vec<Partnership>, StoreError> {
    let rows = partnership::Entity::find()
        .filter(partnership::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    with_standings(db, rows, Some(ids)).await
}

async fn one(
    db: &impl ConnectionTrait,
    row: Option<partnership::Model>,
) -> Result<Option<Partnership>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let id = row.id;
    Ok(with_standings(db, vec![row], Some(&[id])).await?.pop())
}

async fn with_standings(
    db: &impl ConnectionTrait,
    rows: Vec<partnership::Model>,
    of: Option<&[i32]>,
) -> Result<Vec<Partnership>, StoreError> {
    let mut select = partner_city::Entity::find().find_also_related(city::Entity);
    if let Some(of) = of {
        select = select.filter(partner_city::Column::PartnershipId.is_in(of.iter().copied()));
    }
    let parts = select
        .order_by_asc(partner_city::Column::Id)
        .all(db)
        .await?;
    let mut standings: HashMap<i32, Vec<Standing>> = HashMap::new();
    for (part, city) in parts {
        let Some(city) = city else { continue };
        let consent = Consent::of_key(&part.state)
            .ok_or_else(|| unreadable(part.partnership_id, format!("state {}", part.state)))?;
        standings
            .entry(part.partnership_id)
            .or_default()
            .push(Standing {
                city: city.slug,
                consent,
                reason: part.reason,
            });
    }
    rows.into_iter()
        .map(|row| {
            let id = row.id;
            Ok(Partnership {
                id,
                slug: row.slug,
                version: row.version,
                status: Status::of_key(&row.status)
                    .ok_or_else(|| unreadable(id, format!("status {}", row.status)))?,
                record: serde_json::from_value(row.record)
                    .map_err(|error| unreadable(id, error))?,
                standings: standings.remove(&id).unwrap_or_default(),
                demo: row.demo,
                updated_at: row.updated_at,
                said_at: row.said_at,
            })
        })
        .collect()
}

/// A partnership to be entered.
#[derive(Clone, Debug)]
pub struct NewPartnership {
    /// What is known of it; checked before.
    pub record: Record,
    /// Where it stands.
    pub status: Status,
    /// Who enters it; none for a command.
    pub author: Option<AccountId>,
    /// Cities that its author speaks for: they need not be asked.
    pub own: Vec<String>,
    /// Whether it is demo content.
    pub demo: bool,
}

/// Enters a partnership and asks its cities; its address.
pub async fn enter(
    db: &DatabaseConnection,
    new: NewPartnership,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    let txn = begin_write(db).await?;
    let slug = enter_in(&txn, new, now).await?;
    txn.commit().await?;
    Ok(slug)
}

/// Enters several, each as of a time, in one transaction.
pub async fn enter_all(
    db: &DatabaseConnection,
    all: Vec<(NewPartnership, DateTime<Utc>)>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    for (new, now) in all {
        enter_in(&txn, new, now).await?;
    }
    Ok(txn.commit().await?)
}

/// Whether there is any partnership.
pub async fn is_any(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    Ok(partnership::Entity::find().one(db).await?.is_some())
}

async fn enter_in(
    txn: &DatabaseTransaction,
    new: NewPartnership,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    let now = now.trunc_subsecs(6);
    let slug = free_slug(txn, &new.record.title).await?;
    let row = partnership::ActiveModel {
        slug: Set(slug.clone()),
        version: Set(1),
        status: Set(new.status.key().to_owned()),
        record: Set(written(&new.record)?),
        demo: Set(new.demo),
        created_at: Set(now),
        updated_at: Set(now),
        said_at: Set(now),
        ..Default::default()
    };
    let id = partnership::Entity::insert(row)
        .exec(txn)
        .await?
        .last_insert_id;
    ask_cities(txn, id, &new.record, &new.own, new.author, now).await?;
    tell(
        txn,
        Kind::PartnershipEntered,
        id,
        1,
        new.author,
        new.status.key(),
    )
    .await?;
    ask_by_news(txn, &slug, &new.record, &new.own, new.author, now).await?;
    Ok(slug)
}

/// An address from a title that no other partnership has.
async fn free_slug(txn: &DatabaseTransaction, title: &str) -> Result<String, StoreError> {
    let folded = fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let mut base = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if base.len() + word.len() >= LONGEST_SLUG {
            break;
        }
        if !base.is_empty() {
            base.push('-');
        }
        base.push_str(word);
    }
    if base.is_empty() {
        base.push_str("partnership");
    }
    let taken: Vec<String> = partnership::Entity::find()
        .select_only()
        .column(partnership::Column::Slug)
        .filter(partnership::Column::Slug.starts_with(&base))
        .into_tuple()
        .all(txn)
        .await?;
    let mut slug = base.clone();
    let mut number = 1;
    while taken.contains(&slug) {
        number += 1;
        slug = format!("{base}-{number}");
    }
    Ok(slug)
}

/// Keeps a row for each city of a record; those that are no longer in it go, and those that came are asked.
async fn ask_cities(
    txn: &DatabaseTransaction,
    id: i32,
    record: &Record,
    own: &[String],
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let cities: Vec<(i32, String)> = city::Entity::find()
        .select_only()
        .columns([city::Column::Id, city::Column::Slug])
        .filter(city::Column::Slug.is_in(record.city_slugs()))
        .into_tuple()
        .all(txn)
        .await?;
    let numbers: Vec<i32> = cities.iter().map(|(number, _)| *number).collect();
    partner_city::Entity::delete_many()
        .filter(partner_city::Column::PartnershipId.eq(id))
        .filter(partner_city::Column::CityId.is_not_in(numbers))
        .exec(txn)
        .await?;
    let held: Vec<i32> = partner_city::Entity::find()
        .select_only()
        .column(partner_city::Column::CityId)
        .filter(partner_city::Column::PartnershipId.eq(id))
        .into_tuple()
        .all(txn)
        .await?;
    let rows: Vec<partner_city::ActiveModel> = cities
        .into_iter()
        .filter(|(number, _)| !held.contains(number))
        .map(|(number, slug)| {
            let is_own = own.contains(&slug);
            partner_city::ActiveModel {
                partnership_id: Set(id),
                city_id: Set(number),
                state: Set(match is_own {
                    true => Consent::Accepted.key().to_owned(),
                    false => Consent::Asked.key().to_owned(),
                }),
                reason: Set(String::new()),
                decided_by: Set(by.filter(|_| is_own)),
                decided_at: Set(is_own.then_some(now)),
                ..Default::default()
            }
        })
        .collect();
    if !rows.is_empty() {
        partner_city::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Tells the focal points of cities that were asked.
async fn ask_by_news(
    txn: &DatabaseTransaction,
    slug: &str,
    record: &Record,
    own: &[String],
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let asked: Vec<String> = record
        .city_slugs()
        .into_iter()
        .filter(|city| !own.iter().any(|own| own == city))
        .map(str::to_owned)
        .collect();
    let speakers = [Role::FocalPoint, Role::Alternate];
    let news = News::ConsentAsked {
        partnership: slug.to_owned(),
        title: record.title.clone(),
    };
    notice::tell_speakers(txn, &speakers, &asked, by, &news, now).await
}

/// A change that someone made to a record.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Address of the partnership.
    pub slug: String,
    /// What the editor saw.
    pub seen: Record,
    /// What they made of it.
    pub edited: Record,
    /// Why.
    pub reason: String,
    /// Who they are.
    pub author: AccountId,
    /// Cities that they speak for: they need not be asked.
    pub own: Vec<String>,
}

/// What came of an edit.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// Nothing was changed.
    Unchanged,
    /// The version that it has now.
    Done(i32),
    /// What came of it with what others changed meanwhile is wrong; nothing was saved.
    Wrong(Problems),
    /// Fields that someone else changed meanwhile to something else, and the partnership as it is now; nothing was saved.
    Conflict(Vec<Conflict>, Box<Partnership>),
    /// There is no such partnership.
    Missing,
}

/// Saves an edit, brought together with what others changed meanwhile.
pub async fn save(
    db: &DatabaseConnection,
    edit: Edit,
    now: DateTime<Utc>,
) -> Result<Saved, StoreError> {
    let now = now.trunc_subsecs(6);
    let txn = begin_write(db).await?;
    let Some(held) = locked(&txn, &edit.slug).await? else {
        return Ok(Saved::Missing);
    };
    let Merged {
        record: merged,
        changes,
        conflicts,
    } = merge(&edit.seen, &edit.edited, &held.record);
    if !conflicts.is_empty() {
        return Ok(Saved::Conflict(conflicts, Box::new(held)));
    }
    if changes.is_empty() {
        return Ok(Saved::Unchanged);
    }
    let problems = merged.check(held.status);
    if !problems.is_empty() {
        return Ok(Saved::Wrong(problems));
    }
    let version = held.version + 1;
    let update = partnership::Entity::update_many()
        .col_expr(partnership::Column::Record, Expr::value(written(&merged)?));
    put(&txn, update, &held, now).await?;
    let changes = changes
        .into_iter()
        .map(|(field, before, after)| (field.key(), before, after));
    note(
        &txn,
        &held,
        changes.collect(),
        &edit.reason,
        edit.author,
        now,
    )
    .await?;
    ask_cities(&txn, held.id, &merged, &edit.own, Some(edit.author), now).await?;
    let came: Vec<String> = held
        .record
        .city_slugs()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let known: Vec<String> = came.into_iter().chain(edit.own).collect();
    ask_by_news(&txn, &held.slug, &merged, &known, Some(edit.author), now).await?;
    tell(
        &txn,
        Kind::PartnershipChanged,
        held.id,
        version,
        Some(edit.author),
        "",
    )
    .await?;
    txn.commit().await?;
    Ok(Saved::Done(version))
}

/// A step that someone takes.
#[derive(Clone, Debug)]
pub struct Move {
    /// Address of the partnership.
    pub slug: String,
    /// The status that they saw.
    pub from: Status,
    /// The status that they want.
    pub to: Status,
    /// Why.
    pub reason: String,
    /// Who they are.
    pub author: AccountId,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The version that it has now.
    Done(i32),
    /// The rules refuse it.
    Refused(Problem),
    /// Someone else moved it meanwhile; where it stands now.
    Meanwhile(Status),
    /// There is no such partnership.
    Missing,
}

/// Takes a step of the status, where the table of steps has it.
pub async fn step(
    db: &DatabaseConnection,
    step: Move,
    now: DateTime<Utc>,
) -> Result<Moved, StoreError> {
    let now = now.trunc_subsecs(6);
    let txn = begin_write(db).await?;
    let Some(held) = locked(&txn, &step.slug).await? else {
        return Ok(Moved::Missing);
    };
    if held.status != step.from {
        return Ok(Moved::Meanwhile(held.status));
    }
    if let Err(problem) = held.status.step_to(step.to, &step.reason) {
        return Ok(Moved::Refused(problem));
    }
    if step.to.needs_partners() && held.record.partners() < 2 {
        return Ok(Moved::Refused(Problem::PartnerNeeded));
    }
    let version = set_status(&txn, &held, step.to, &step.reason, step.author, now).await?;
    txn.commit().await?;
    Ok(Moved::Done(version))
}

/// Takes back one's own step, where it was the last change and not long ago.
pub async fn undo(
    db: &DatabaseConnection,
    slug: &str,
    version: i32,
    author: AccountId,
    now: DateTime<Utc>,
) -> Result<Moved, StoreError> {
    let now = now.trunc_subsecs(6);
    let txn = begin_write(db).await?;
    let Some(held) = locked(&txn, slug).await? else {
        return Ok(Moved::Missing);
    };
    let last = partnership_change::Entity::find()
        .filter(partnership_change::Column::PartnershipId.eq(held.id))
        .filter(partnership_change::Column::Version.eq(held.version))
        .filter(partnership_change::Column::Field.eq(STATUS))
        .one(&txn)
        .await?;
    let last = last.filter(|last| {
        held.version == version && last.actor_id == Some(author) && now < last.at + UNDO_FOR
    });
    let before = last.and_then(|last| Status::of_key(last.before.as_str().unwrap_or_default()));
    let Some(before) = before else {
        return Ok(Moved::Meanwhile(held.status));
    };
    let version = set_status(&txn, &held, before, "", author, now).await?;
    txn.commit().await?;
    Ok(Moved::Done(version))
}

async fn set_status(
    txn: &DatabaseTransaction,
    held: &Partnership,
    to: Status,
    reason: &str,
    author: AccountId,
    now: DateTime<Utc>,
) -> Result<i32, StoreError> {
    let update = partnership::Entity::update_many()
        .col_expr(partnership::Column::Status, Expr::value(to.key()));
    put(txn, update, held, now).await?;
    let change = (STATUS, held.status.key().into(), to.key().into());
    note(txn, held, vec![change], reason, author, now).await?;
    let version = held.version + 1;
    tell(
        txn,
        Kind::PartnershipMoved,
        held.id,
        version,
        Some(author),
        to.key(),
    )
    .await?;
    Ok(version)
}

/// What a city says to being named.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Address of the partnership.
    pub slug: String,
    /// Slug of the city.
    pub city: String,
    /// Accepted or declined.
    pub consent: Consent,
    /// Why it declines.
    pub reason: String,
    /// Who speaks for it.
    pub by: AccountId,
}

/// Notes what a city says; false where it is not in the partnership, or has said so already.
pub async fn answer(
    db: &DatabaseConnection,
    answer: Answer,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let now = now.trunc_subsecs(6);
    let txn = begin_write(db).await?;
    let Some(held) = locked(&txn, &answer.slug).await? else {
        return Ok(false);
    };
    let is_in = held.record.city_slugs().contains(&answer.city.as_str());
    if !is_in || held.consent(&answer.city) == answer.consent {
        return Ok(false);
    }
    let city = city::Entity::find()
        .filter(city::Column::Slug.eq(&answer.city))
        .one(&txn)
        .await?;
    let Some(city) = city else { return Ok(false) };
    partner_city::Entity::update_many()
        .col_expr(
            partner_city::Column::State,
            Expr::value(answer.consent.key()),
        )
        .col_expr(partner_city::Column::Reason, Expr::value(&answer.reason))
        .col_expr(partner_city::Column::DecidedBy, Expr::value(answer.by))
        .col_expr(partner_city::Column::DecidedAt, Expr::value(now))
        .filter(partner_city::Column::PartnershipId.eq(held.id))
        .filter(partner_city::Column::CityId.eq(city.id))
        .exec(&txn)
        .await?;
    put(&txn, partnership::Entity::update_many(), &held, now).await?;
    let before = held.consent(&answer.city).key();
    let change = (
        "consent",
        format!("{} {before}", answer.city).into(),
        format!("{} {}", answer.city, answer.consent.key()).into(),
    );
    note(&txn, &held, vec![change], &answer.reason, answer.by, now).await?;
    let version = held.version + 1;
    let kind = match answer.consent {
        Consent::Declined => Kind::ConsentRefused,
        _ => Kind::ConsentGiven,
    };
    tell(&txn, kind, held.id, version, Some(answer.by), &answer.city).await?;
    txn.commit().await?;
    Ok(true)
}

/// A partnership, held until the transaction ends: whoever changes it too waits.
async fn locked(txn: &DatabaseTransaction, slug: &str) -> Result<Option<Partnership>, StoreError> {
    let row = partnership::Entity::find()
        .filter(partnership::Column::Slug.eq(slug))
        .lock(LockType::NoKeyUpdate)
        .one(txn)
        .await?;
    one(txn, row).await
}

/// Writes a change of the row with its next version and the time.
async fn put(
    txn: &DatabaseTransaction,
    update: sea_orm::UpdateMany<partnership::Entity>,
    held: &Partnership,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    update
        .col_expr(partnership::Column::Version, Expr::value(held.version + 1))
        .col_expr(partnership::Column::UpdatedAt, Expr::value(now))
        .col_expr(partnership::Column::SaidAt, Expr::value(now))
        .filter(partnership::Column::Id.eq(held.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Keeps what was changed in the history.
async fn note(
    txn: &DatabaseTransaction,
    held: &Partnership,
    changes: Vec<(&str, Value, Value)>,
    reason: &str,
    actor: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = changes
        .into_iter()
        .map(|(field, before, after)| partnership_change::ActiveModel {
            partnership_id: Set(held.id),
            version: Set(held.version + 1),
            field: Set(field.to_owned()),
            before: Set(before),
            after: Set(after),
            reason: Set(reason.trim().to_owned()),
            actor_id: Set(Some(actor)),
            at: Set(now),
            ..Default::default()
        });
    partnership_change::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Events name a partnership by its number: its address tells what it is about.
async fn tell(
    txn: &DatabaseTransaction,
    kind: Kind,
    id: i32,
    version: i32,
    by: Option<AccountId>,
    detail: &str,
) -> Result<(), StoreError> {
    let happening = Happening {
        actor: by,
        kind,
        entity: "partnership",
        key: &id.to_string(),
        version,
        detail,
    };
    record(txn, happening).await?;
    Ok(())
}

/// A change of a partnership, as its history shows it.
pub use crate::entity::partnership_change::Model as Change;

/// What was changed, the newest first; after a time where that is given.
pub async fn history(
    db: &DatabaseConnection,
    id: i32,
    since: Option<DateTime<Utc>>,
    limit: u64,
) -> Result<Vec<Change>, StoreError> {
    let mut select =
        partnership_change::Entity::find().filter(partnership_change::Column::PartnershipId.eq(id));
    if let Some(since) = since {
        select = select.filter(partnership_change::Column::At.gt(since));
    }
    Ok(select
        .order_by_desc(partnership_change::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

fn written(record: &Record) -> Result<Value, StoreError> {
    serde_json::to_value(record).map_err(|error| unreadable(0, error))
}

fn unreadable(id: i32, reason: impl ToString) -> StoreError {
    StoreError::Row {
        table: "partnership",
        key: id.to_string(),
        reason: reason.to_string(),
    }
}

/// Something written about a partnership.
pub use crate::entity::entry::Model as Entry;

/// Something to be written about a partnership.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Address of the partnership.
    pub slug: String,
    /// Whether it says how things go; else it is a comment.
    pub is_update: bool,
    /// Who reads it.
    pub audience: Audience,
    /// The text.
    pub body: String,
    /// How it goes; an update may say so.
    pub health: Option<Health>,
    /// People who are named in it.
    pub mentioned: BTreeSet<AccountId>,
    /// Who writes.
    pub author: AccountId,
}

/// Writes about a partnership; false where there is none. An update says how it goes and makes what is known fresh.
pub async fn write(
    db: &DatabaseConnection,
    new: NewEntry,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let now = now.trunc_subsecs(6);
    let txn = begin_write(db).await?;
    let Some(held) = locked(&txn, &new.slug).await? else {
        return Ok(false);
    };
    let kind = match new.is_update {
        true => "update",
        false => "comment",
    };
    let row = entry::ActiveModel {
        partnership_id: Set(held.id),
        kind: Set(kind.to_owned()),
        audience: Set(new.audience.key().to_owned()),
        body: Set(new.body),
        health: Set(new.health.map(|health| health.key().to_owned())),
        author_id: Set(Some(new.author)),
        created_at: Set(now),
        ..Default::default()
    };
    entry::Entity::insert(row)
        .exec_without_returning(&txn)
        .await?;
    let mut version = held.version;
    if new.is_update {
        let said = Record {
            health: new.health.or(held.record.health),
            ..held.record.clone()
        };
        let update = partnership::Entity::update_many()
            .col_expr(partnership::Column::Record, Expr::value(written(&said)?));
        put(&txn, update, &held, now).await?;
        version += 1;
        let changes = merge(&held.record, &said, &held.record).changes;
        let changes: Vec<_> = changes
            .into_iter()
            .map(|(field, before, after)| (field.key(), before, after))
            .collect();
        if !changes.is_empty() {
            note(&txn, &held, changes, "", new.author, now).await?;
        }
    }
    let news = News::Mentioned {
        partnership: held.slug.clone(),
        title: held.record.title.clone(),
    };
    notice::tell(&txn, new.mentioned, Some(new.author), &news, now).await?;
    tell(
        &txn,
        Kind::EntryWritten,
        held.id,
        version,
        Some(new.author),
        kind,
    )
    .await?;
    txn.commit().await?;
    Ok(true)
}

/// What was written about a partnership for these readers, the newest first.
pub async fn entries(
    db: &DatabaseConnection,
    id: i32,
    reader: Audience,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let readable = Audience::ALL.iter().filter(|audience| **audience <= reader);
    Ok(entry::Entity::find()
        .filter(entry::Column::PartnershipId.eq(id))
        .filter(entry::Column::Audience.is_in(readable.map(|audience| audience.key())))
        .order_by_desc(entry::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}
