//! The trail: what happened, each row sealed with the one before it, so that no row changes unnoticed.

use chrono::{SubsecRound, Utc};
use domain::{
    account::AccountId,
    event::{Event, Kind},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction,
    DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};

use crate::{connect::begin_write, entity::event, error::StoreError, secret::hex};

/// Rows that are read at a time when the whole trail is.
const CHUNK: u64 = 1_000;
/// The number by which PostgreSQL's writers of the trail wait for each other.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7301)";

/// What happened, before it has a place in the trail.
#[derive(Clone, Debug)]
pub struct Happening<'a> {
    /// Who did it; none for a command.
    pub actor: Option<AccountId>,
    /// What was done.
    pub kind: Kind,
    /// Kind of thing that it was done to.
    pub entity: &'static str,
    /// Which one.
    pub key: &'a str,
    /// What a reader of the trail wants to know besides; never a person's address.
    pub detail: &'a str,
}

impl<'a> Happening<'a> {
    /// Something that a person did to their own account.
    pub fn own(account: AccountId, kind: Kind, key: &'a str) -> Happening<'a> {
        Happening {
            actor: Some(account),
            kind,
            entity: "account",
            key,
            detail: "",
        }
    }
}

impl Happening<'static> {
    /// The reading of something that not everyone may read.
    pub fn reading(reader: AccountId, kind: Kind) -> Happening<'static> {
        Happening {
            entity: "network",
            ..Happening::own(reader, kind, "")
        }
    }
}

/// Adds an event to the trail, in the transaction of the change that it tells of.
pub(crate) async fn record(
    txn: &DatabaseTransaction,
    happening: Happening<'_>,
) -> Result<i64, DbErr> {
    // One after another: the seal needs the row before. SQLite's write transactions are so by nature.
    if txn.get_database_backend() == DbBackend::Postgres {
        txn.execute_unprepared(LOCK).await?;
    }
    let last = event::Entity::find()
        .order_by_desc(event::Column::Seq)
        .one(txn)
        .await?;
    let (seq, seal_before) = last.map_or((0, String::new()), |last| (last.seq, last.seal));
    let event = Event {
        seq: seq + 1,
        at: Utc::now().trunc_subsecs(6),
        actor: happening.actor,
        kind: happening.kind.key().to_owned(),
        entity: happening.entity.to_owned(),
        key: happening.key.to_owned(),
        version: 1,
        detail: happening.detail.to_owned(),
    };
    let seal = seal(&seal_before, &event);
    let seq = event.seq;
    event::Entity::insert(row(event, seal))
        .exec_without_returning(txn)
        .await?;
    Ok(seq)
}

/// Adds an event that stands for itself, such as the reading of something that not everyone may read.
pub async fn note(db: &DatabaseConnection, happening: Happening<'_>) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    record(&txn, happening).await?;
    Ok(txn.commit().await?)
}

/// Which events are asked for.
#[derive(Clone, Debug, Default)]
pub struct TrailQuery {
    /// Of this kind only.
    pub kind: Option<Kind>,
    /// Done by this account only.
    pub actor: Option<AccountId>,
    /// Older than this place.
    pub before: Option<i64>,
    /// How many at most.
    pub limit: u64,
}

/// Events, the newest first.
pub async fn trail(db: &DatabaseConnection, query: &TrailQuery) -> Result<Vec<Event>, StoreError> {
    let mut select = event::Entity::find();
    if let Some(kind) = query.kind {
        select = select.filter(event::Column::Kind.eq(kind.key()));
    }
    if let Some(actor) = query.actor {
        select = select.filter(event::Column::ActorId.eq(actor));
    }
    if let Some(before) = query.before {
        select = select.filter(event::Column::Seq.lt(before));
    }
    let rows = select
        .order_by_desc(event::Column::Seq)
        .limit(query.limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| of(row).0).collect())
}

/// Place of the newest event; 0 where there is none.
pub async fn last(db: &DatabaseConnection) -> Result<i64, StoreError> {
    let last = event::Entity::find()
        .order_by_desc(event::Column::Seq)
        .one(db)
        .await?;
    Ok(last.map_or(0, |last| last.seq))
}

/// Events after a place, in order.
pub async fn after(
    db: &DatabaseConnection,
    seq: i64,
    limit: u64,
) -> Result<Vec<Event>, StoreError> {
    let rows = event::Entity::find()
        .filter(event::Column::Seq.gt(seq))
        .order_by_asc(event::Column::Seq)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| of(row).0).collect())
}

/// What a check of the whole trail found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrailCheck {
    /// Every seal fits.
    Whole {
        /// How many events there are.
        events: i64,
        /// The last seal: noted elsewhere, it proves later that nothing was cut off.
        seal: String,
    },
    /// The first event that is not as it was written, or whose neighbour is missing.
    Broken {
        /// Its place.
        seq: i64,
    },
}

/// Reads the whole trail, in pieces, and holds each seal against its row.
pub async fn check_trail(db: &DatabaseConnection) -> Result<TrailCheck, StoreError> {
    let (mut seq, mut seal_before) = (0, String::new());
    loop {
        let rows = event::Entity::find()
            .filter(event::Column::Seq.gt(seq))
            .order_by_asc(event::Column::Seq)
            .limit(CHUNK)
            .all(db)
            .await?;
        if rows.is_empty() {
            return Ok(TrailCheck::Whole {
                events: seq,
                seal: seal_before,
            });
        }
        for (event, kept) in rows.into_iter().map(of) {
            if event.seq != seq + 1 || seal(&seal_before, &event) != kept {
                return Ok(TrailCheck::Broken { seq: event.seq });
            }
            (seq, seal_before) = (event.seq, kept);
        }
    }
}

fn seal(before: &str, event: &Event) -> String {
    let sealed = Sha256::new()
        .chain_update(before.as_bytes())
        .chain_update(event.sealed_bytes());
    hex(&sealed.finalize())
}

fn row(event: Event, seal: String) -> event::ActiveModel {
    event::ActiveModel {
        seq: Set(event.seq),
        at: Set(event.at),
        actor_id: Set(event.actor),
        kind: Set(event.kind),
        entity: Set(event.entity),
        entity_key: Set(event.key),
        version: Set(event.version),
        detail: Set(event.detail),
        seal: Set(seal),
    }
}

fn of(row: event::Model) -> (Event, String) {
    let event = Event {
        seq: row.seq,
        at: row.at,
        actor: row.actor_id,
        kind: row.kind,
        entity: row.entity,
        key: row.entity_key,
        version: row.version,
        detail: row.detail,
    };
    (event, row.seal)
}
