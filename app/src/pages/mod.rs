//! One page a file.

mod about;
mod accessibility;
mod account;
mod cities;
mod city;
mod coverage;
mod desk;
mod home;
mod not_found;
mod suggest;
mod voice;

pub use about::About;
pub use accessibility::Accessibility;
pub use account::{Account, Link, Register, Reset, SignIn};
pub use cities::Cities;
pub use city::City;
pub use coverage::Coverage;
pub use desk::{
    Desk, EditProfile, History, Letters, Refused, Review, RolesPage, Suggestions, Trail,
};
pub use home::Home;
pub use not_found::NotFound;
pub use suggest::Suggest;
