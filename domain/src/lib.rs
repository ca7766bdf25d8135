//! The rules of the network, with no input or output: compiled into the server and into the browser.

pub mod account;
pub mod city;
pub mod directory;
pub mod event;
pub mod fold;
pub mod letter;
pub mod map;
pub mod mark;
pub mod notice;
pub mod problem;
pub mod profile;
pub mod rights;
