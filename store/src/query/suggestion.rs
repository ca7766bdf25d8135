//! Corrections that readers suggest.

use chrono::{DateTime, Utc};
use domain::{account::AccountId, event::Kind, notice::News, profile::Correction, rights::Role};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use super::{
    event::{Happening, record},
    notice,
};
use crate::{
    connect::begin_write,
    entity::{city, suggestion},
    error::StoreError,
};

/// A suggestion that waits for the city.
pub use crate::entity::suggestion::Model as Suggestion;

/// Keeps a suggestion; false where there is no such city.
pub async fn make(
    db: &DatabaseConnection,
    slug: &str,
    correction: Correction,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let txn = begin_write(db).await?;
    let Some(city) = city::Entity::find()
        .filter(city::Column::Slug.eq(slug))
        .one(&txn)
        .await?
    else {
        return Ok(false);
    };
    let row = suggestion::ActiveModel {
        city_id: Set(city.id),
        topic: Set(correction.topic),
        note: Set(correction.note),
        email: Set(correction.email.map(|email| email.to_string())),
        created_at: Set(now),
        ..Default::default()
    };
    let id = suggestion::Entity::insert(row)
        .exec(&txn)
        .await?
        .last_insert_id;
    let happening = Happening {
        actor: None,
        kind: Kind::CorrectionSuggested,
        entity: "suggestion",
        key: &id.to_string(),
        detail: slug,
    };
    record(&txn, happening).await?;
    let news = News::CorrectionSuggested {
        city: slug.to_owned(),
    };
    let speakers = [Role::FocalPoint, Role::Alternate];
    notice::tell_holders(&txn, &speakers, slug, None, &news, now).await?;
    txn.commit().await?;
    Ok(true)
}

/// Suggestions for a city that wait, the oldest first.
pub async fn waiting(
    db: &DatabaseConnection,
    slug: &str,
    limit: u64,
) -> Result<Vec<Suggestion>, StoreError> {
    let rows = suggestion::Entity::find()
        .find_also_related(city::Entity)
        .filter(city::Column::Slug.eq(slug))
        .filter(suggestion::Column::SettledAt.is_null())
        .order_by_asc(suggestion::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(row, _)| row).collect())
}

/// Notes that a city is done with a suggestion; false where it is none of its own.
pub async fn settle(
    db: &DatabaseConnection,
    slug: &str,
    id: i32,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let txn = begin_write(db).await?;
    let found = suggestion::Entity::find_by_id(id)
        .find_also_related(city::Entity)
        .filter(city::Column::Slug.eq(slug))
        .filter(suggestion::Column::SettledAt.is_null())
        .one(&txn)
        .await?;
    if found.is_none() {
        return Ok(false);
    }
    suggestion::Entity::update_many()
        .col_expr(suggestion::Column::SettledAt, Expr::value(now))
        .filter(suggestion::Column::Id.eq(id))
        .exec(&txn)
        .await?;
    let happening = Happening {
        actor: Some(by),
        kind: Kind::CorrectionSettled,
        entity: "suggestion",
        key: &id.to_string(),
        detail: slug,
    };
    record(&txn, happening).await?;
    txn.commit().await?;
    Ok(true)
}
