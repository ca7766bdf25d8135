//! Named reads and writes that take and return domain types, one file a feature.

pub mod directory;
