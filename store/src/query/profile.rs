//! What cities say of themselves: revisions that are proposed, published, refused, restored. None is ever lost.

use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    account::AccountId,
    event::Kind,
    notice::News,
    profile::{CityProfile, Field},
    rights::Role,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    event::{Happening, record},
    freshness, notice,
};
use crate::{
    connect::begin_write,
    entity::{city, revision},
    error::StoreError,
};

/// What became of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for a decision.
    Proposed,
    /// It was published; the one published last is in force.
    Published,
    /// It was refused.
    Refused,
    /// Its author wrote another before it was decided on.
    Replaced,
}

impl State {
    /// Stable key, as in rows.
    pub fn key(self) -> &'static str {
        match self {
            State::Proposed => "proposed",
            State::Published => "published",
            State::Refused => "refused",
            State::Replaced => "replaced",
        }
    }

    fn of_key(key: &str) -> Option<State> {
        use State::*;
        [Proposed, Published, Refused, Replaced]
            .into_iter()
            .find(|state| state.key() == key)
    }
}

/// A revision of a city's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Number in the store.
    pub id: i32,
    /// Slug of the city.
    pub city: String,
    /// What was published when it was written.
    pub base: CityProfile,
    /// What it makes of that.
    pub content: CityProfile,
    /// What became of it.
    pub state: State,
    /// Who wrote it; none once their account is gone.
    pub author: Option<AccountId>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Who decided on it.
    pub decided_by: Option<AccountId>,
    /// When it was decided on.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    pub reason: String,
}

/// The revision in force; none where the city has said nothing yet.
pub async fn published(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<Revision>, StoreError> {
    one_of(db, slug, State::Published).await
}

/// The revision that waits for a decision.
pub async fn proposed(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<Revision>, StoreError> {
    one_of(db, slug, State::Proposed).await
}

/// What stands: what waits for approval, else what is published; and whether it waits.
pub async fn standing(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<(CityProfile, bool), StoreError> {
    match proposed(db, slug).await? {
        Some(waiting) => Ok((waiting.content, true)),
        None => Ok((in_force(db, slug).await?, false)),
    }
}

/// What a city says of itself for everyone to read; nothing where it has said nothing yet.
pub async fn in_force(db: &impl ConnectionTrait, slug: &str) -> Result<CityProfile, StoreError> {
    let published = published(db, slug).await?;
    Ok(published.map(|held| held.content).unwrap_or_default())
}

async fn one_of(
    db: &impl ConnectionTrait,
    slug: &str,
    state: State,
) -> Result<Option<Revision>, StoreError> {
    let row = revision::Entity::find()
        .find_also_related(city::Entity)
        .filter(city::Column::Slug.eq(slug))
        .filter(revision::Column::State.eq(state.key()))
        .order_by_desc(revision::Column::DecidedAt)
        .order_by_desc(revision::Column::Id)
        .one(db)
        .await?;
    row.map(of).transpose()
}

/// One revision.
pub async fn by_id(db: &impl ConnectionTrait, id: i32) -> Result<Option<Revision>, StoreError> {
    let row = revision::Entity::find_by_id(id)
        .find_also_related(city::Entity)
        .one(db)
        .await?;
    row.map(of).transpose()
}

/// Every revision of a city, the newest first.
pub async fn history(
    db: &DatabaseConnection,
    slug: &str,
    limit: u64,
) -> Result<Vec<Revision>, StoreError> {
    let rows = revision::Entity::find()
        .find_also_related(city::Entity)
        .filter(city::Column::Slug.eq(slug))
        .order_by_desc(revision::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(of).collect()
}

/// Revisions that wait for a decision, the oldest first.
pub async fn waiting(db: &DatabaseConnection, limit: u64) -> Result<Vec<Revision>, StoreError> {
    let rows = revision::Entity::find()
        .find_also_related(city::Entity)
        .filter(revision::Column::State.eq(State::Proposed.key()))
        .order_by_asc(revision::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(of).collect()
}

/// A change that someone made to a profile.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Slug of the city.
    pub city: String,
    /// What the editor saw.
    pub seen: CityProfile,
    /// What they made of it.
    pub edited: CityProfile,
    /// Who they are.
    pub author: AccountId,
    /// Whether everything they change counts at once.
    pub is_approved: bool,
}

/// What came of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was changed.
    Unchanged,
    /// What was changed; each part may be empty.
    Done {
        /// Fields that count at once.
        published: Vec<Field>,
        /// Fields that wait for approval.
        proposed: Vec<Field>,
    },
    /// Fields that someone else changed meanwhile to something else, with the profile as it is now. Nothing was saved.
    Conflict {
        /// The fields.
        fields: Vec<Field>,
        /// What stands there now.
        now: Box<CityProfile>,
    },
}

/// Saves an edit: what is trusted is published, the rest is proposed in place of what was proposed before.
pub async fn save(
    db: &DatabaseConnection,
    edit: Edit,
    now: DateTime<Utc>,
) -> Result<Saved, StoreError> {
    let now = now.trunc_subsecs(6);
    let txn = begin_write(db).await?;
    let Some(city) = city_of(&txn, &edit.city).await? else {
        return Ok(Saved::Unchanged);
    };
    let published = in_force(&txn, &edit.city).await?;
    let waiting = proposed(&txn, &edit.city).await?;
    let standing = waiting
        .as_ref()
        .map_or(&published, |waiting| &waiting.content);
    let (merged, conflicts) = standing.merged(&edit.seen, &edit.edited);
    if !conflicts.is_empty() {
        return Ok(Saved::Conflict {
            fields: conflicts,
            now: Box::new(standing.clone()),
        });
    }
    if merged == *standing {
        return Ok(Saved::Unchanged);
    }
    let (mut at_once, mut done, mut later) = (published.clone(), Vec::new(), Vec::new());
    for change in published.changes_to(&merged) {
        match edit.is_approved || change.field.is_trusted() {
            true => {
                at_once.take(&change.field, &merged);
                done.push(change.field);
            }
            false => later.push(change.field),
        }
    }
    if !done.is_empty() {
        let row = row(
            &city,
            &published,
            &at_once,
            State::Published,
            edit.author,
            now,
        )?;
        insert(&txn, row, &edit.city, edit.author, Kind::ProfilePublished).await?;
    }
    let was_waiting = waiting.is_some();
    if let Some(waiting) = waiting {
        set_state(&txn, waiting.id, State::Replaced, None, "", now).await?;
    }
    if !later.is_empty() {
        let row = row(&city, &at_once, &merged, State::Proposed, edit.author, now)?;
        insert(&txn, row, &edit.city, edit.author, Kind::ProfileProposed).await?;
        if !was_waiting {
            let news = News::ProfileWaiting {
                city: edit.city.clone(),
            };
            let network = [Role::Secretariat, Role::Administrator];
            notice::tell_holders(&txn, &network, "", Some(edit.author), &news, now).await?;
        }
    }
    if !done.is_empty() {
        freshness::confirm_in(&txn, &edit.city, Some(edit.author), now).await?;
    }
    txn.commit().await?;
    Ok(Saved::Done {
        published: done,
        proposed: later,
    })
}

/// What was decided on a proposed revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is published, as it changes what is in force by then.
    Approve,
    /// It is refused, with the reason.
    Refuse(String),
}

/// Decides on a proposed revision and tells its author; false where it no longer waits.
pub async fn decide(
    db: &DatabaseConnection,
    id: i32,
    decision: Decision,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let now = now.trunc_subsecs(6);
    let txn = begin_write(db).await?;
    let Some(waiting) = by_id(&txn, id)
        .await?
        .filter(|revision| revision.state == State::Proposed)
    else {
        return Ok(false);
    };
    let city = waiting.city.clone();
    let (kind, news) = match decision {
        Decision::Approve => {
            let published = in_force(&txn, &waiting.city).await?;
            let (merged, _) = published.merged(&waiting.base, &waiting.content);
            set_state(&txn, id, State::Published, Some(by), "", now).await?;
            set_content(&txn, id, &published, &merged).await?;
            freshness::confirm_in(&txn, &waiting.city, waiting.author, now).await?;
            (Kind::ProfilePublished, News::ProfileApproved { city })
        }
        Decision::Refuse(reason) => {
            set_state(&txn, id, State::Refused, Some(by), &reason, now).await?;
            (Kind::ProfileRefused, News::ProfileRefused { city, reason })
        }
    };
    tell(&txn, &waiting.city, by, kind, id).await?;
    let author = waiting.author.into_iter().collect();
    notice::tell(&txn, author, Some(by), &news, now).await?;
    txn.commit().await?;
    Ok(true)
}

/// Publishes what an old revision held, as a new one.
pub async fn restore(
    db: &DatabaseConnection,
    id: i32,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let now = now.trunc_subsecs(6);
    let txn = begin_write(db).await?;
    let Some(old) = by_id(&txn, id).await? else {
        return Ok(false);
    };
    let published = in_force(&txn, &old.city).await?;
    let Some(city) = city_of(&txn, &old.city)
        .await?
        .filter(|_| published != old.content)
    else {
        return Ok(false);
    };
    let row = row(&city, &published, &old.content, State::Published, by, now)?;
    insert(&txn, row, &old.city, by, Kind::ProfilePublished).await?;
    txn.commit().await?;
    Ok(true)
}

async fn city_of(txn: &DatabaseTransaction, slug: &str) -> Result<Option<i32>, StoreError> {
    let found = city::Entity::find()
        .filter(city::Column::Slug.eq(slug))
        .one(txn)
        .await?;
    Ok(found.map(|city| city.id))
}

fn row(
    city: &i32,
    base: &CityProfile,
    content: &CityProfile,
    state: State,
    author: AccountId,
    now: DateTime<Utc>,
) -> Result<revision::ActiveModel, StoreError> {
    Ok(revision::ActiveModel {
        city_id: Set(*city),
        base: Set(written(base)?),
        content: Set(written(content)?),
        state: Set(state.key().to_owned()),
        author_id: Set(Some(author)),
        created_at: Set(now),
        decided_at: Set((state == State::Published).then_some(now)),
        reason: Set(String::new()),
        ..Default::default()
    })
}

async fn insert(
    txn: &DatabaseTransaction,
    row: revision::ActiveModel,
    city: &str,
    author: AccountId,
    kind: Kind,
) -> Result<(), StoreError> {
    let id = revision::Entity::insert(row)
        .exec(txn)
        .await?
        .last_insert_id;
    tell(txn, city, author, kind, id).await
}

/// Events of a city are followed by whoever has its page open.
async fn tell(
    txn: &DatabaseTransaction,
    city: &str,
    by: AccountId,
    kind: Kind,
    revision: i32,
) -> Result<(), StoreError> {
    let happening = Happening {
        actor: Some(by),
        kind,
        entity: "city",
        key: city,
        detail: &format!("revision {revision}"),
    };
    record(txn, happening).await?;
    Ok(())
}

async fn set_state(
    txn: &DatabaseTransaction,
    id: i32,
    state: State,
    by: Option<AccountId>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    revision::Entity::update_many()
        .col_expr(revision::Column::State, Expr::value(state.key()))
        .col_expr(revision::Column::DecidedBy, Expr::value(by))
        .col_expr(revision::Column::DecidedAt, Expr::value(now))
        .col_expr(revision::Column::Reason, Expr::value(reason))
        .filter(revision::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

async fn set_content(
    txn: &DatabaseTransaction,
    id: i32,
    base: &CityProfile,
    content: &CityProfile,
) -> Result<(), StoreError> {
    let row = revision::ActiveModel {
        id: Set(id),
        base: Set(written(base)?),
        content: Set(written(content)?),
        ..Default::default()
    };
    revision::Entity::update(row).exec(txn).await?;
    Ok(())
}

fn written(profile: &CityProfile) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(profile).map_err(|error| unreadable(0, error))
}

fn of((row, city): (revision::Model, Option<city::Model>)) -> Result<Revision, StoreError> {
    let id = row.id;
    let read = |json| serde_json::from_value(json).map_err(|error| unreadable(id, error));
    Ok(Revision {
        id,
        city: city.map(|city| city.slug).unwrap_or_default(),
        base: read(row.base)?,
        content: read(row.content)?,
        state: State::of_key(&row.state)
            .ok_or_else(|| unreadable(id, format!("state {}", row.state)))?,
        author: row.author_id,
        created_at: row.created_at,
        decided_by: row.decided_by,
        decided_at: row.decided_at,
        reason: row.reason,
    })
}

fn unreadable(id: i32, reason: impl ToString) -> StoreError {
    StoreError::Row {
        table: "revision",
        key: id.to_string(),
        reason: reason.to_string(),
    }
}
