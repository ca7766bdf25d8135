//! Letters to be sent.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Address that it goes to.
    pub recipient: String,
    /// Key of what it tells of.
    pub kind: String,
    /// Code of its language.
    pub language: String,
    /// Subject.
    pub subject: String,
    /// Body as plain text.
    #[sea_orm(column_type = "Text")]
    pub plain: String,
    /// Body as HTML.
    #[sea_orm(column_type = "Text")]
    pub html: String,
    /// How often it was tried.
    #[sea_orm(default_value = 0)]
    pub tries: i32,
    /// When it is tried next; empty once it was sent or given up.
    #[sea_orm(indexed)]
    pub due_at: Option<DateTimeUtc>,
    /// Why the last try failed.
    pub failure: Option<String>,
    /// When the row was made.
    pub created_at: DateTimeUtc,
    /// When it was handed on.
    pub sent_at: Option<DateTimeUtc>,
    /// Address that ends letters like it.
    pub unsubscribe: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
