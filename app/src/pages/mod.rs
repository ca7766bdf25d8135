//! One page a file.

mod about;
mod accessibility;
mod cities;
mod city;
mod coverage;
mod home;
mod not_found;

pub use about::About;
pub use accessibility::Accessibility;
pub use cities::Cities;
pub use city::City;
pub use coverage::Coverage;
pub use home::Home;
pub use not_found::NotFound;
