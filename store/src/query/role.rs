//! Roles that people hold.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    account::AccountId,
    event::Kind,
    notice::News,
    rights::{Grant, Role},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection,
    DatabaseTransaction, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, sea_query::Expr,
};

use super::{
    account::Account,
    event::{Happening, record},
    notice,
};
use crate::{
    connect::begin_write,
    entity::{account, role_grant},
    error::StoreError,
};

/// A role with the person who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Number of the grant.
    pub id: i32,
    /// What is held, and when.
    pub grant: Grant,
    /// The person's account.
    pub account: AccountId,
    /// How they are called.
    pub name: String,
    /// Where they are written to.
    pub email: String,
}

/// Which roles are asked for.
#[derive(Clone, Debug, Default)]
pub struct HeldQuery {
    /// Held for this only.
    pub scope: Option<String>,
    /// Held by this person only.
    pub account: Option<AccountId>,
    /// In force on this day or later only.
    pub not_over_on: Option<NaiveDate>,
    /// How many at most.
    pub limit: u64,
}

/// The roles of a person on a day.
pub(crate) async fn in_force(
    db: &impl ConnectionTrait,
    account: AccountId,
    today: NaiveDate,
) -> Result<Vec<(Role, String)>, StoreError> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account))
        .filter(is_in_force(today))
        .order_by_asc(role_grant::Column::Id)
        .all(db)
        .await?;
    let grants = rows.iter().map(of).collect::<Result<Vec<_>, _>>()?;
    let mut roles: Vec<(Role, String)> = grants
        .into_iter()
        .map(|grant| (grant.role, grant.scope))
        .collect();
    roles.sort();
    roles.dedup();
    Ok(roles)
}

/// Roles and who holds them, the newest first.
pub async fn held(db: &DatabaseConnection, query: &HeldQuery) -> Result<Vec<Held>, StoreError> {
    let mut select = role_grant::Entity::find();
    if let Some(scope) = &query.scope {
        select = select.filter(role_grant::Column::Scope.eq(scope));
    }
    if let Some(account) = query.account {
        select = select.filter(role_grant::Column::AccountId.eq(account));
    }
    if let Some(day) = query.not_over_on {
        select = select.filter(is_not_over(day));
    }
    let rows = select
        .join(JoinType::InnerJoin, role_grant::Relation::Holder.def())
        .select_also(account::Entity)
        .order_by_desc(role_grant::Column::Id)
        .limit(query.limit)
        .all(db)
        .await?;
    rows.into_iter()
        .filter_map(|(row, person)| person.map(|person| (row, person)))
        .map(|(row, person)| {
            Ok(Held {
                id: row.id,
                grant: of(&row)?,
                account: person.id,
                name: person.name,
                email: person.email,
            })
        })
        .collect()
}

/// One role with who holds it.
pub async fn by_id(
    db: &DatabaseConnection,
    id: i32,
) -> Result<Option<(AccountId, Grant)>, StoreError> {
    let row = role_grant::Entity::find_by_id(id).one(db).await?;
    row.map(|row| Ok((row.account_id, of(&row)?))).transpose()
}

/// Who holds one of these roles for something on a day.
pub(crate) async fn holders(
    db: &impl ConnectionTrait,
    roles: &[Role],
    scope: &str,
    today: NaiveDate,
) -> Result<BTreeSet<AccountId>, DbErr> {
    let holders = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::AccountId)
        .filter(role_grant::Column::Role.is_in(roles.iter().map(|role| role.key())))
        .filter(role_grant::Column::Scope.eq(scope))
        .filter(is_in_force(today))
        .into_tuple()
        .all(db)
        .await?;
    Ok(holders.into_iter().collect())
}

/// Who holds one of these roles on a day, each person once, by what they hold them for.
pub(crate) async fn holders_by_scope(
    db: &impl ConnectionTrait,
    roles: &[Role],
    scopes: &[String],
    today: NaiveDate,
) -> Result<HashMap<String, Vec<Account>>, StoreError> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::Role.is_in(roles.iter().map(|role| role.key())))
        .filter(role_grant::Column::Scope.is_in(scopes))
        .filter(is_in_force(today))
        .join(JoinType::InnerJoin, role_grant::Relation::Holder.def())
        .select_also(account::Entity)
        .order_by_asc(role_grant::Column::Id)
        .all(db)
        .await?;
    let mut holders: HashMap<String, Vec<Account>> = HashMap::new();
    for (grant, person) in rows {
        let Some(person) = person else { continue };
        let held = holders.entry(grant.scope).or_default();
        if held.iter().all(|known| known.id != person.id) {
            held.push(super::account::of(person)?);
        }
    }
    Ok(holders)
}

/// The focal points of a city.
pub async fn focal_points(
    db: &DatabaseConnection,
    city: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Account>, StoreError> {
    let city = city.to_owned();
    let today = now.date_naive();
    let mut by_city =
        holders_by_scope(db, &[Role::FocalPoint], std::slice::from_ref(&city), today).await?;
    Ok(by_city.remove(&city).unwrap_or_default())
}

/// Gives a role to a person, unless they hold it then anyway.
pub(crate) async fn give(
    txn: &DatabaseTransaction,
    account: AccountId,
    grant: &Grant,
    given_by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let same = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account))
        .filter(role_grant::Column::Role.eq(grant.role.key()))
        .filter(role_grant::Column::Scope.eq(&grant.scope))
        .filter(is_in_force(grant.from))
        .one(txn)
        .await?;
    if same.is_some_and(|same| same.valid_until == grant.until) {
        return Ok(());
    }
    let row = role_grant::ActiveModel {
        account_id: Set(account),
        role: Set(grant.role.key().to_owned()),
        scope: Set(grant.scope.clone()),
        valid_from: Set(grant.from),
        valid_until: Set(grant.until),
        given_by: Set(given_by),
        created_at: Set(now),
        ..Default::default()
    };
    role_grant::Entity::insert(row).exec(txn).await?;
    let detail = format!("{} {}", grant.role.key(), grant.scope);
    let happening = Happening {
        actor: given_by,
        kind: Kind::RoleGiven,
        entity: "account",
        key: &account.to_string(),
        detail: detail.trim_end(),
    };
    record(txn, happening).await?;
    Ok(())
}

/// Ends a role and tells whoever held it: the day before today is its last.
pub async fn end(
    db: &DatabaseConnection,
    id: i32,
    ended_by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    if let Some(row) = role_grant::Entity::find_by_id(id).one(&txn).await? {
        end_row(&txn, row, ended_by, now).await?;
    }
    Ok(txn.commit().await?)
}

/// Ends a role of a person for something, where they hold it.
pub(crate) async fn end_held(
    txn: &DatabaseTransaction,
    account: AccountId,
    (role, scope): (Role, &str),
    ended_by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account))
        .filter(role_grant::Column::Role.eq(role.key()))
        .filter(role_grant::Column::Scope.eq(scope))
        .filter(is_not_over(now.date_naive()))
        .all(txn)
        .await?;
    // As a rule there is one.
    for row in rows {
        end_row(txn, row, ended_by, now).await?;
    }
    Ok(())
}

async fn end_row(
    txn: &DatabaseTransaction,
    row: role_grant::Model,
    ended_by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let yesterday = now.date_naive().pred_opt();
    role_grant::Entity::update_many()
        .col_expr(role_grant::Column::ValidUntil, Expr::value(yesterday))
        .filter(role_grant::Column::Id.eq(row.id))
        .exec(txn)
        .await?;
    let detail = format!("{} {}", row.role, row.scope);
    let happening = Happening {
        actor: Some(ended_by),
        kind: Kind::RoleEnded,
        entity: "account",
        key: &row.account_id.to_string(),
        detail: detail.trim_end(),
    };
    record(txn, happening).await?;
    let grant = of(&row)?;
    let news = News::RoleEnded {
        role: grant.role,
        scope: grant.scope,
    };
    let holder = BTreeSet::from([row.account_id]);
    notice::tell(txn, holder, Some(ended_by), &news, now).await
}

fn is_in_force(day: NaiveDate) -> Condition {
    is_not_over(day).add(role_grant::Column::ValidFrom.lte(day))
}

fn is_not_over(day: NaiveDate) -> Condition {
    let not_over = Condition::any()
        .add(role_grant::Column::ValidUntil.is_null())
        .add(role_grant::Column::ValidUntil.gte(day));
    Condition::all().add(not_over)
}

fn of(row: &role_grant::Model) -> Result<Grant, StoreError> {
    let role = Role::of_key(&row.role).ok_or_else(|| StoreError::Row {
        table: "role_grant",
        key: row.id.to_string(),
        reason: format!("there is no role {}", row.role),
    })?;
    Ok(Grant {
        role,
        scope: row.scope.clone(),
        from: row.valid_from,
        until: row.valid_until,
    })
}
