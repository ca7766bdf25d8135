//! Server functions: what pages ask of the server.

pub mod account;
pub mod desk;
pub mod directory;
pub mod fetch;
pub mod hand_over;
pub mod inbox;
pub mod link;
pub mod profile;
