//! The database: connection, tables, named queries, seeds.
//!
//! What comes out are domain types, never rows. SQLite and PostgreSQL behave the same.

mod connect;
pub mod entity;
mod error;
pub mod query;
mod secret;
pub mod seed;
#[cfg(feature = "testing")]
pub mod testing;

pub use connect::connect;
pub use error::StoreError;
pub use query::{
    account, directory::load_roster, event, freshness, letter, link, notice, passkey, personal,
    profile, role, session, suggestion,
};
pub use sea_orm::DatabaseConnection;
pub use secret::Secret;
