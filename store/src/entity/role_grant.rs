//! Roles that people hold, from a day and maybe until another.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Who holds it.
    #[sea_orm(indexed)]
    pub account_id: i32,
    /// Key of the role.
    pub role: String,
    /// Slug, key or code of what it is held for; empty for the whole network.
    pub scope: String,
    /// The first day.
    pub valid_from: Date,
    /// The last day; empty where it is open.
    pub valid_until: Option<Date>,
    /// Who gave it; empty where a command did, or where the giver has gone.
    pub given_by: Option<i32>,
    /// When the row was made.
    pub created_at: DateTimeUtc,
    /// The person who holds it.
    #[sea_orm(
        belongs_to,
        relation_enum = "Holder",
        from = "account_id",
        to = "id",
        on_delete = "Cascade"
    )]
    pub holder: BelongsTo<super::account::Entity>,
    /// The person who gave it.
    #[sea_orm(
        belongs_to,
        relation_enum = "Giver",
        from = "given_by",
        to = "id",
        on_delete = "SetNull"
    )]
    pub giver: BelongsTo<Option<super::account::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
