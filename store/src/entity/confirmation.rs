//! When cities last said that their profile is correct, and when they were last asked.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "confirmation")]
pub struct Model {
    /// The city.
    #[sea_orm(primary_key, auto_increment = false)]
    pub city_id: i32,
    /// When it last said so.
    pub confirmed_at: Option<DateTimeUtc>,
    /// When it was last asked.
    pub asked_at: Option<DateTimeUtc>,
    /// The city.
    #[sea_orm(belongs_to, from = "city_id", to = "id", on_delete = "Cascade")]
    pub city: BelongsTo<super::city::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
