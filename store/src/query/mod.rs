//! Named reads and writes that take and return domain types, one file a feature.

pub mod account;
pub mod directory;
pub mod event;
pub mod freshness;
pub mod letter;
pub mod link;
pub mod notice;
pub mod passkey;
pub mod personal;
pub mod profile;
pub mod role;
pub mod session;
pub mod suggestion;
