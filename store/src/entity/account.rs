//! People: their address, their language, the hash of their password.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Number of the row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// E-mail address in lower case, proven by a link.
    #[sea_orm(unique)]
    pub email: String,
    /// How they want to be called.
    pub name: String,
    /// Code of the language that they are written to in.
    pub language: String,
    /// Argon2id in PHC form; empty where they sign in by other means.
    pub password_hash: Option<String>,
    /// Whether it is demo content.
    #[sea_orm(default_value = false)]
    pub demo: bool,
    /// When the row was made.
    pub created_at: DateTimeUtc,
    /// When the row last changed.
    pub updated_at: DateTimeUtc,
    /// What addresses that end letters name the account by; made with the first of them.
    #[sea_orm(unique)]
    pub mail_key: Option<String>,
    /// Their roles.
    #[sea_orm(has_many, relation_enum = "Grants", via_rel = "Holder")]
    pub grants: HasMany<super::role_grant::Entity>,
    /// Where they are signed in.
    #[sea_orm(has_many)]
    pub sessions: HasMany<super::session::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
