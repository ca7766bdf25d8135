//! Every test runs on SQLite and on PostgreSQL, in one program: one link, one cluster.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected has failed"
)]

mod accounts;
mod connecting;
mod constraints;
mod news;
mod passkeys;
mod profiles;
mod recount;
mod roster;
mod schema;
mod seeding;
mod support;
mod trail;
