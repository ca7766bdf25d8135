//! The rules of the network, with no input or output: compiled into the server and into the browser.

pub mod city;
pub mod directory;
pub mod fold;
pub mod map;
pub mod mark;
