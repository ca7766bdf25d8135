//! The routes that are not pages, one file each.

pub mod account;
pub mod desk;
pub mod entrance;
pub mod events;
pub mod export;
pub mod forms;
pub mod health;
pub mod inbox;
pub mod metrics;
pub mod passkeys;
pub mod profile;
pub mod robots;
pub mod rows;
pub mod unchanged;
