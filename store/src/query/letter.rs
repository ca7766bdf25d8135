//! The outbox: letters are written with the change that they tell of, and sent at least once.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{account::Email, letter::Letter};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, ExprTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, Query},
};

use crate::{entity::letter, error::StoreError};

/// How long a try may take before the letter is taken up again.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// Pauses after failures; when they are used up, the letter is given up.
const PAUSES: [TimeDelta; 7] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
    TimeDelta::hours(6),
    TimeDelta::hours(12),
    TimeDelta::hours(24),
];

/// A letter in the outbox.
pub use crate::entity::letter::Model as Outgoing;

/// Puts a letter into the outbox.
pub async fn post(
    db: &impl ConnectionTrait,
    to: &Email,
    letter: Letter,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = letter::ActiveModel {
        recipient: Set(to.as_str().to_owned()),
        kind: Set(letter.kind.key().to_owned()),
        language: Set(letter.language),
        subject: Set(letter.subject),
        plain: Set(letter.plain),
        html: Set(letter.html),
        unsubscribe: Set(letter.unsubscribe),
        due_at: Set(Some(now)),
        created_at: Set(now),
        ..Default::default()
    };
    letter::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes the letter that waits longest; it is due again when the time of a try has passed without a word.
pub async fn take(
    db: &DatabaseConnection,
    now: DateTime<Utc>,
) -> Result<Option<Outgoing>, StoreError> {
    let is_due = || letter::Column::DueAt.lte(now);
    let mut next = Query::select()
        .column(letter::Column::Id)
        .from(letter::Entity)
        .cond_where(is_due())
        .order_by(letter::Column::DueAt, sea_orm::Order::Asc)
        .limit(1)
        .to_owned();
    if db.get_database_backend() == sea_orm::DbBackend::Postgres {
        next.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let taken = letter::Entity::update_many()
        .col_expr(letter::Column::DueAt, Expr::value(now + LEASE))
        .col_expr(
            letter::Column::Tries,
            Expr::col(letter::Column::Tries).add(1),
        )
        .filter(
            Condition::all()
                .add(Expr::col(letter::Column::Id).in_subquery(next))
                .add(is_due()),
        )
        .exec_with_returning(db)
        .await?;
    Ok(taken.into_iter().next())
}

/// Notes that a letter was handed on.
pub async fn sent(db: &DatabaseConnection, id: i32, now: DateTime<Utc>) -> Result<(), StoreError> {
    letter::Entity::update_many()
        .col_expr(letter::Column::DueAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(letter::Column::SentAt, Expr::value(now))
        .col_expr(letter::Column::Failure, Expr::value(None::<String>))
        .filter(letter::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// How a try failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may work later.
    ForNow(String),
    /// It was refused for good, as a mailbox that does not exist.
    ForGood(String),
}

/// Notes that a try failed, and when the next one is due.
pub async fn failed(
    db: &DatabaseConnection,
    letter: &Outgoing,
    failure: Failure,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let tries_before = usize::try_from(letter.tries)
        .unwrap_or_default()
        .saturating_sub(1);
    let (due, reason) = match failure {
        Failure::ForNow(reason) => (PAUSES.get(tries_before).map(|pause| now + *pause), reason),
        Failure::ForGood(reason) => (None, reason),
    };
    letter::Entity::update_many()
        .col_expr(letter::Column::DueAt, Expr::value(due))
        .col_expr(letter::Column::Failure, Expr::value(reason))
        .filter(letter::Column::Id.eq(letter.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Letters that were not sent first, then the newest.
pub async fn list(db: &DatabaseConnection, limit: u64) -> Result<Vec<Outgoing>, StoreError> {
    let unsent_first = Expr::col(letter::Column::SentAt).is_not_null();
    Ok(letter::Entity::find()
        .order_by_asc(unsent_first)
        .order_by_desc(letter::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// A letter with its text.
pub async fn find(db: &DatabaseConnection, id: i32) -> Result<Option<Outgoing>, StoreError> {
    Ok(letter::Entity::find_by_id(id).one(db).await?)
}

/// Tries a letter again that was given up.
pub async fn retry(db: &DatabaseConnection, id: i32, now: DateTime<Utc>) -> Result<(), StoreError> {
    letter::Entity::update_many()
        .col_expr(letter::Column::DueAt, Expr::value(now))
        .col_expr(letter::Column::Tries, Expr::value(0))
        .filter(letter::Column::Id.eq(id))
        .filter(letter::Column::SentAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// How many letters wait, and how many were given up.
pub async fn backlog(db: &DatabaseConnection) -> Result<(u64, u64), StoreError> {
    use sea_orm::PaginatorTrait;
    let unsent = || letter::Entity::find().filter(letter::Column::SentAt.is_null());
    let waiting = unsent()
        .filter(letter::Column::DueAt.is_not_null())
        .count(db)
        .await?;
    let given_up = unsent()
        .filter(letter::Column::DueAt.is_null())
        .count(db)
        .await?;
    Ok((waiting, given_up))
}
