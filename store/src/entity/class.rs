//! Announced sizes of the network.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "class")]
pub struct Model {
    /// Year of the class.
    #[sea_orm(primary_key, auto_increment = false)]
    pub year: i16,
    /// Members of the network after it, as announced.
    pub members: i32,
    /// Whether a person changed it; seeding then leaves it alone.
    #[sea_orm(default_value = false)]
    pub edited: bool,
}

impl ActiveModelBehavior for ActiveModel {}
