//! The routes that are not pages, one file each.

pub mod export;
pub mod health;
pub mod metrics;
pub mod robots;
pub mod rows;
pub mod unchanged;
