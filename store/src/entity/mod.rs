//! One table a file, as SeaORM reads it; no behaviour.

pub mod city;
pub mod city_field;
pub mod city_name;
pub mod class;
pub mod country;
pub mod development_group;
pub mod field;
pub mod recognition;
pub mod region;
pub mod seed_state;
