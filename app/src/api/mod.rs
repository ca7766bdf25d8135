//! Server functions: what pages ask of the server.

pub mod directory;
pub mod fetch;
