//! Whether profiles are still correct, as cities say when asked.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{account::AccountId, event::Kind, profile::FRESH_FOR, rights::Role};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};

use super::{
    account::Account,
    event::{Happening, record},
    role,
};
use crate::{
    connect::begin_write,
    entity::{city, confirmation, role_grant},
    error::StoreError,
};

/// How long a city is left in peace after it was asked.
const ASKED_EVERY: TimeDelta = TimeDelta::days(30);

/// When a city last said that its profile is correct.
pub async fn confirmed_at(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = confirmation::Entity::find()
        .find_also_related(city::Entity)
        .filter(city::Column::Slug.eq(slug))
        .one(db)
        .await?;
    Ok(row.and_then(|(row, _)| row.confirmed_at))
}

/// Notes that a city said so; nobody where a link did, for it proves the mailbox alone.
pub async fn confirm(
    db: &DatabaseConnection,
    slug: &str,
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    confirm_in(&txn, slug, by, now).await?;
    Ok(txn.commit().await?)
}

pub(crate) async fn confirm_in(
    txn: &DatabaseTransaction,
    slug: &str,
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(city) = city::Entity::find()
        .filter(city::Column::Slug.eq(slug))
        .one(txn)
        .await?
    else {
        return Ok(());
    };
    let row = confirmation::ActiveModel {
        city_id: Set(city.id),
        confirmed_at: Set(Some(now.trunc_subsecs(6))),
        asked_at: Set(None),
    };
    let columns = [
        confirmation::Column::ConfirmedAt,
        confirmation::Column::AskedAt,
    ];
    keep(txn, row, &columns).await?;
    let happening = Happening {
        actor: by,
        kind: Kind::ProfileConfirmed,
        entity: "city",
        key: slug,
        detail: "",
    };
    record(txn, happening).await?;
    Ok(())
}

async fn keep(
    txn: &DatabaseTransaction,
    row: confirmation::ActiveModel,
    columns: &[confirmation::Column],
) -> Result<(), DbErr> {
    let replace = OnConflict::column(confirmation::Column::CityId)
        .update_columns(columns.iter().copied())
        .to_owned();
    confirmation::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// A city that is to be asked, with those who speak for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Slug of the city.
    pub city: String,
    /// Its focal points and alternates of today.
    pub speakers: Vec<Account>,
}

/// Cities that somebody speaks for, and that nobody has confirmed for a year nor asked for a month. A city that has never
/// said so is due a year after the first of its focal points came. Those returned count as asked.
pub async fn due(
    db: &DatabaseConnection,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Due>, StoreError> {
    let txn = begin_write(db).await?;
    let speakers = [Role::FocalPoint, Role::Alternate];
    let spoken_for: Vec<String> = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::Scope)
        .distinct()
        .filter(role_grant::Column::Role.is_in(speakers.map(Role::key)))
        .filter(role_grant::Column::ValidFrom.lte((now - FRESH_FOR).date_naive()))
        .into_tuple()
        .all(&txn)
        .await?;
    let cities = city::Entity::find()
        .find_also_related(confirmation::Entity)
        .filter(city::Column::Slug.is_in(spoken_for))
        .order_by_asc(city::Column::Id)
        .all(&txn)
        .await?;
    let is_due = |held: &confirmation::Model| {
        held.confirmed_at.is_none_or(|at| at + FRESH_FOR <= now)
            && held.asked_at.is_none_or(|at| at + ASKED_EVERY <= now)
    };
    let due: Vec<city::Model> = cities
        .into_iter()
        .filter(|(_, held)| held.as_ref().is_none_or(is_due))
        .map(|(city, _)| city)
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .collect();
    let rows = due.iter().map(|city| confirmation::ActiveModel {
        city_id: Set(city.id),
        confirmed_at: Set(None),
        asked_at: Set(Some(now)),
    });
    if !due.is_empty() {
        let replace = OnConflict::column(confirmation::Column::CityId)
            .update_column(confirmation::Column::AskedAt)
            .to_owned();
        confirmation::Entity::insert_many(rows)
            .on_conflict(replace)
            .exec_without_returning(&txn)
            .await?;
    }
    let slugs: Vec<String> = due.into_iter().map(|city| city.slug).collect();
    let mut by_city = role::holders_by_scope(&txn, &speakers, &slugs, now.date_naive()).await?;
    txn.commit().await?;
    let due = slugs.into_iter().map(|city| Due {
        speakers: by_city.remove(&city).unwrap_or_default(),
        city,
    });
    Ok(due.collect())
}
