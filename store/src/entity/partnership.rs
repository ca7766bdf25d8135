//! What cities do together.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Its address.
    #[sea_orm(unique)]
    pub slug: String,
    /// Counts its changes, from 1.
    pub version: i32,
    /// Key of its status.
    pub status: String,
    /// What is known of it.
    #[sea_orm(column_type = "Json")]
    pub record: Json,
    /// Whether it is demo content.
    #[sea_orm(default_value = false)]
    pub demo: bool,
    /// When it was entered.
    pub created_at: DateTimeUtc,
    /// When anything of it changed.
    pub updated_at: DateTimeUtc,
    /// When anybody last said how it goes.
    pub said_at: DateTimeUtc,
    /// Its cities.
    #[sea_orm(has_many)]
    pub cities: HasMany<super::partner_city::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
