//! Whole requests to the whole router, and the binary as a shell sees it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod access;
mod accounts;
mod addresses;
mod configuration;
mod exports;
mod files;
mod headers;
mod health;
mod letters;
mod live;
mod memory;
mod news;
mod pages;
mod process;
mod profiles;
mod support;
