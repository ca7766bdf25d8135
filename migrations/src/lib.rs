//! The history of the database schema: one file a change, oldest first, each reversible.
//!
//! A migration that has been released is frozen: what comes later is a new file.
//! Everything is written with portable helpers, so that SQLite and PostgreSQL get the same schema.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod m20261124_000001_create_region;
mod m20261124_000002_create_field;
mod m20261124_000003_create_country;
mod m20261124_000004_create_development_group;
mod m20261124_000005_create_city;
mod m20261124_000006_create_city_field;
mod m20261124_000007_create_city_name;
mod m20261124_000008_create_recognition;
mod m20261124_000009_create_class;
mod m20261124_000010_create_seed_state;
mod m20261125_000011_create_account;
mod m20261125_000012_create_role_grant;
mod m20261125_000013_create_session;
mod m20261125_000014_create_link;
mod m20261125_000015_create_event;
mod m20261125_000016_create_letter;
mod m20261125_000017_create_revision;
mod m20261125_000018_create_confirmation;
mod m20261125_000019_create_suggestion;
mod m20261125_000020_create_notice;
mod m20261125_000021_create_pace;
mod m20261125_000022_create_passkey;
mod m20261125_000023_create_ceremony;
mod m20261125_000024_end_letters;
mod m20261125_000025_offer_by_scope;

/// Runs the changes, in order, up or down.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_create_region::Migration),
            Box::new(m20261124_000002_create_field::Migration),
            Box::new(m20261124_000003_create_country::Migration),
            Box::new(m20261124_000004_create_development_group::Migration),
            Box::new(m20261124_000005_create_city::Migration),
            Box::new(m20261124_000006_create_city_field::Migration),
            Box::new(m20261124_000007_create_city_name::Migration),
            Box::new(m20261124_000008_create_recognition::Migration),
            Box::new(m20261124_000009_create_class::Migration),
            Box::new(m20261124_000010_create_seed_state::Migration),
            Box::new(m20261125_000011_create_account::Migration),
            Box::new(m20261125_000012_create_role_grant::Migration),
            Box::new(m20261125_000013_create_session::Migration),
            Box::new(m20261125_000014_create_link::Migration),
            Box::new(m20261125_000015_create_event::Migration),
            Box::new(m20261125_000016_create_letter::Migration),
            Box::new(m20261125_000017_create_revision::Migration),
            Box::new(m20261125_000018_create_confirmation::Migration),
            Box::new(m20261125_000019_create_suggestion::Migration),
            Box::new(m20261125_000020_create_notice::Migration),
            Box::new(m20261125_000021_create_pace::Migration),
            Box::new(m20261125_000022_create_passkey::Migration),
            Box::new(m20261125_000023_create_ceremony::Migration),
            Box::new(m20261125_000024_end_letters::Migration),
            Box::new(m20261125_000025_offer_by_scope::Migration),
        ]
    }
}
