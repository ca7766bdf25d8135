//! Links in letters: each proves a mailbox and works once.

use chrono::{DateTime, Utc};
use domain::{
    account::{AccountId, Email, Predecessor, Purpose},
    event::Kind,
    letter::Letter,
    notice::News,
    rights::{Grant, Role},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    account::{self, NewAccount},
    event::{Happening, record},
    freshness, letter, notice, role, session,
};
use crate::{connect::begin_write, entity::link, error::StoreError, secret::Secret};

/// A link that someone followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Number in the store.
    pub id: i32,
    /// The mailbox that it was sent to.
    pub email: Email,
    /// What it is good for.
    pub purpose: Purpose,
    /// Code of the language of its letter.
    pub language: String,
    /// Whether it works.
    pub state: LinkState,
}

/// Whether a link works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It works.
    Good,
    /// It was followed to its end.
    Used,
    /// It is too old.
    Expired,
}

/// A link to be sent.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// What the letter holds.
    pub secret: Secret,
    /// The mailbox.
    pub email: Email,
    /// What it is good for.
    pub purpose: Purpose,
}

/// Keeps a link and puts its letter into the outbox. Links of the same kind to the same mailbox stay good.
pub async fn send(
    db: &DatabaseConnection,
    new: NewLink,
    letter: Letter,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    send_all(db, vec![(new, letter)], now).await
}

/// The same for several, in one transaction.
pub async fn send_all(
    db: &DatabaseConnection,
    links: Vec<(NewLink, Letter)>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    for (new, letter) in links {
        keep(&txn, &new, &letter.language, now).await?;
        letter::post(&txn, &new.email, letter, now).await?;
    }
    Ok(txn.commit().await?)
}

/// Keeps a link that reaches its reader by other means than a letter.
pub async fn hand_over(
    db: &DatabaseConnection,
    new: NewLink,
    language: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    keep(&txn, &new, language, now).await?;
    Ok(txn.commit().await?)
}

async fn keep(
    txn: &DatabaseTransaction,
    new: &NewLink,
    language: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let purpose = serde_json::to_value(&new.purpose).map_err(|error| unreadable(0, error))?;
    let row = link::ActiveModel {
        secret_hash: Set(new.secret.hash()),
        email: Set(new.email.as_str().to_owned()),
        purpose: Set(purpose),
        language: Set(language.to_owned()),
        created_at: Set(now),
        expires_at: Set(now + new.purpose.lifetime()),
        scope: Set(match &new.purpose {
            Purpose::TakeRole { scope, .. } => Some(scope.clone()),
            _ => None,
        }),
        ..Default::default()
    };
    let id = link::Entity::insert(row).exec(txn).await?.last_insert_id;
    if let Purpose::TakeRole {
        role,
        scope,
        given_by,
        ..
    } = &new.purpose
    {
        let detail = format!("{} {scope}", role.key());
        let offered = Happening {
            actor: *given_by,
            kind: Kind::RoleOffered,
            entity: "link",
            key: &id.to_string(),
            detail: detail.trim_end(),
        };
        record(txn, offered).await?;
    }
    Ok(())
}

/// The link of a secret, whether it works or not; none where there never was one.
pub async fn look(
    db: &impl ConnectionTrait,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Option<Link>, StoreError> {
    let row = link::Entity::find()
        .filter(link::Column::SecretHash.eq(secret.hash()))
        .one(db)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let state = match row.used_at {
        Some(_) => LinkState::Used,
        None if row.expires_at <= now => LinkState::Expired,
        None => LinkState::Good,
    };
    let email = Email::parse(&row.email)
        .map_err(|problem| unreadable(row.id, format_args!("{problem:?}")))?;
    Ok(Some(Link {
        id: row.id,
        email,
        purpose: serde_json::from_value(row.purpose).map_err(|error| unreadable(row.id, error))?,
        language: row.language,
        state,
    }))
}

/// What came of following a link to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// It did what it was good for, for this account.
    Done(AccountId),
    /// It confirmed the profile of this city.
    Confirmed(String),
    /// It no longer works.
    Stale,
    /// Its mailbox became another account's meanwhile.
    Taken,
}

/// Follows a link to its end: opens the account, sets the password, changes the address, gives the role. Once.
/// The notice goes out with it, such as one to the address that was the account's before.
pub async fn follow(
    db: &DatabaseConnection,
    secret: &Secret,
    password_hash: Option<String>,
    notice: Option<(Email, Letter)>,
    now: DateTime<Utc>,
) -> Result<Followed, StoreError> {
    let txn = begin_write(db).await?;
    let Some(link) = look(&txn, secret, now).await? else {
        return Ok(Followed::Stale);
    };
    let used = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(now))
        .filter(link::Column::Id.eq(link.id))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now))
        .exec(&txn)
        .await?;
    if used.rows_affected == 0 {
        return Ok(Followed::Stale);
    }
    let followed = settle(&txn, link, password_hash, now).await?;
    match followed {
        Followed::Done(_) | Followed::Confirmed(_) => {
            if let Some((email, letter)) = notice {
                letter::post(&txn, &email, letter, now).await?;
            }
            txn.commit().await?;
        }
        Followed::Stale | Followed::Taken => txn.rollback().await?,
    }
    Ok(followed)
}

async fn settle(
    txn: &DatabaseTransaction,
    link: Link,
    password_hash: Option<String>,
    now: DateTime<Utc>,
) -> Result<Followed, StoreError> {
    let holder = account::by_email(txn, &link.email)
        .await?
        .map(|holder| holder.id);
    let account = match (link.purpose, holder) {
        (Purpose::Register { name }, None) => {
            open(txn, link.email, name, link.language, password_hash, now).await?
        }
        // They opened it by another link: this one proves the mailbox just as well.
        (Purpose::Register { .. }, Some(holder)) => reset(txn, holder, password_hash, now).await?,
        (Purpose::ResetPassword { account }, _) => reset(txn, account, password_hash, now).await?,
        // Works without an account: whoever reads the mailbox speaks for the city in this.
        (Purpose::ConfirmProfile { city }, holder) => {
            freshness::confirm_in(txn, &city, holder, now).await?;
            return Ok(Followed::Confirmed(city));
        }
        (Purpose::ChangeEmail { account }, None) => {
            account::set_email(txn, account, &link.email, now).await?;
            account
        }
        (Purpose::ChangeEmail { .. }, Some(_)) => return Ok(Followed::Taken),
        (
            Purpose::TakeRole {
                name,
                role,
                scope,
                until,
                given_by,
                replaces,
            },
            holder,
        ) => {
            let account = match holder {
                Some(holder) => holder,
                None => open(txn, link.email, name, link.language, password_hash, now).await?,
            };
            let grant = Grant {
                role,
                scope,
                from: now.date_naive(),
                until,
            };
            role::give(txn, account, &grant, given_by, now).await?;
            if let Some(predecessor) = replaces {
                hand_on(txn, account, predecessor, &grant, now).await?;
            }
            if role == Role::FocalPoint {
                let news = News::FocalPointChanged { city: grant.scope };
                let network = [Role::Secretariat, Role::Administrator];
                notice::tell_holders(txn, &network, "", given_by, &news, now).await?;
            }
            account
        }
    };
    Ok(Followed::Done(account))
}

/// The one whose place was taken goes, or stays on as the alternate.
async fn hand_on(
    txn: &DatabaseTransaction,
    successor: AccountId,
    predecessor: Predecessor,
    grant: &Grant,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if predecessor.account == successor {
        return Ok(());
    }
    let held = (grant.role, grant.scope.as_str());
    role::end_held(txn, predecessor.account, held, successor, now).await?;
    if predecessor.stays {
        let grant = Grant {
            role: Role::Alternate,
            scope: grant.scope.clone(),
            from: now.date_naive(),
            until: None,
        };
        role::give(txn, predecessor.account, &grant, Some(successor), now).await?;
    }
    Ok(())
}

/// A role that was offered and not yet taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Number of its link.
    pub id: i32,
    /// The mailbox that the link was sent to.
    pub email: String,
    /// How the person is called by who invited them.
    pub name: String,
    /// The role.
    pub role: Role,
    /// What it is held for.
    pub scope: String,
    /// When it was offered.
    pub offered_at: DateTime<Utc>,
    /// When the link ends.
    pub expires_at: DateTime<Utc>,
    /// Whose place it takes.
    pub replaces: Option<Predecessor>,
}

/// Roles that wait to be taken, for something or for anything, the newest offer first.
pub async fn offers(
    db: &DatabaseConnection,
    scope: Option<&str>,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Offer>, StoreError> {
    let mut select = link::Entity::find()
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now));
    select = match scope {
        Some(scope) => select.filter(link::Column::Scope.eq(scope)),
        None => select.filter(link::Column::Scope.is_not_null()),
    };
    let rows = select
        .order_by_desc(link::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(offer)
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}

/// One offer; none where it was taken, or is no offer.
pub async fn offer_by_id(db: &DatabaseConnection, id: i32) -> Result<Option<Offer>, StoreError> {
    let row = link::Entity::find_by_id(id)
        .filter(link::Column::UsedAt.is_null())
        .one(db)
        .await?;
    Ok(row.map(offer).transpose()?.flatten())
}

fn offer(row: link::Model) -> Result<Option<Offer>, StoreError> {
    let purpose = serde_json::from_value(row.purpose).map_err(|error| unreadable(row.id, error))?;
    Ok(match purpose {
        Purpose::TakeRole {
            name,
            role,
            scope,
            replaces,
            ..
        } => Some(Offer {
            id: row.id,
            email: row.email,
            name,
            role,
            scope,
            offered_at: row.created_at,
            expires_at: row.expires_at,
            replaces,
        }),
        _ => None,
    })
}

/// Withdraws an offer: its link no longer works.
pub async fn withdraw(
    db: &DatabaseConnection,
    offer: &Offer,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let txn = begin_write(db).await?;
    let ended = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(now))
        .filter(link::Column::Id.eq(offer.id))
        .filter(link::Column::UsedAt.is_null())
        .exec(&txn)
        .await?;
    if ended.rows_affected > 0 {
        let detail = format!("{} {}", offer.role.key(), offer.scope);
        let withdrawn = Happening {
            actor: Some(by),
            kind: Kind::OfferWithdrawn,
            entity: "link",
            key: &offer.id.to_string(),
            detail: detail.trim_end(),
        };
        record(&txn, withdrawn).await?;
    }
    Ok(txn.commit().await?)
}

async fn open(
    txn: &DatabaseTransaction,
    email: Email,
    name: String,
    language: String,
    password_hash: Option<String>,
    now: DateTime<Utc>,
) -> Result<AccountId, StoreError> {
    let new = NewAccount {
        email,
        name,
        language,
        password_hash,
        demo: false,
    };
    Ok(account::open(txn, new, now).await?)
}

/// Sets a password by a link: whoever was signed in with the old one no longer is.
async fn reset(
    txn: &DatabaseTransaction,
    account: AccountId,
    password_hash: Option<String>,
    now: DateTime<Utc>,
) -> Result<AccountId, StoreError> {
    if let Some(hash) = password_hash {
        account::set_password(txn, account, hash, now).await?;
        session::end_others(txn, account, None).await?;
    }
    Ok(account)
}

fn unreadable(id: i32, reason: impl ToString) -> StoreError {
    StoreError::Row {
        table: "link",
        key: id.to_string(),
        reason: reason.to_string(),
    }
}
