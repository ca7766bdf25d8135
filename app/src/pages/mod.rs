//! One page a file.

mod about;
mod accessibility;
mod account;
mod cities;
mod city;
mod coverage;
mod desk;
mod home;
mod inbox;
mod not_found;
mod suggest;
mod voice;

pub use about::About;
pub use accessibility::Accessibility;
pub use account::{Account, Link, Passkeys, Register, Reset, SignIn};
pub use cities::Cities;
pub use city::City;
pub use coverage::Coverage;
pub use desk::{
    Desk, EditProfile, Examples, HandOver, History, LetterPage, Letters, Refused, Review,
    RolesPage, Suggestions, Trail,
};
pub use home::Home;
pub use inbox::{Inbox, StopLetters};
pub use not_found::NotFound;
pub use suggest::Suggest;
