//! Corrections that readers suggest.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "suggestion")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The city.
    #[sea_orm(indexed)]
    pub city_id: i32,
    /// Key of what it is about.
    pub topic: String,
    /// What the reader wrote.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// Where to ask back.
    pub email: Option<String>,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When the city was done with it.
    pub settled_at: Option<DateTimeUtc>,
    /// The city.
    #[sea_orm(belongs_to, from = "city_id", to = "id", on_delete = "Cascade")]
    pub city: BelongsTo<super::city::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
