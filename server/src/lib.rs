//! The process: configuration, start-up, the router with its middleware, and every route that is not a page.
#![recursion_limit = "512"]

pub mod access;
pub mod addresses;
pub mod check;
pub mod cli;
pub mod config;
pub mod error;
pub mod files;
pub mod limits;
pub mod logging;
pub mod mail;
pub mod metrics;
pub mod page_cache;
pub mod pages;
pub mod passwords;
pub mod people;
pub mod problem;
pub mod router;
pub mod routes;
pub mod security;
pub mod serve;
pub mod shutdown;
pub mod site;
pub mod visit;
pub mod worker;
