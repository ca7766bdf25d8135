//! One table a file, as SeaORM reads it; no behaviour.

pub mod account;
pub mod ceremony;
pub mod city;
pub mod city_field;
pub mod city_name;
pub mod class;
pub mod confirmation;
pub mod country;
pub mod development_group;
pub mod event;
pub mod field;
pub mod letter;
pub mod link;
pub mod notice;
pub mod pace;
pub mod passkey;
pub mod recognition;
pub mod region;
pub mod revision;
pub mod role_grant;
pub mod seed_state;
pub mod session;
pub mod suggestion;
