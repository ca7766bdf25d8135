//! What was seeded last.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seed_state")]
pub struct Model {
    /// Which seeds.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Their fingerprint.
    pub fingerprint: String,
    /// When they were last brought in.
    pub seeded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
