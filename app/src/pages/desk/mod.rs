//! The desk: what someone looks after, and what those who run the network see.

mod letters;
mod own;
mod refused;
mod roles;
mod trail;

pub use letters::Letters;
pub use own::Desk;
pub use refused::Refused;
pub use roles::{AllRoles, CityRoles, FieldRoles};
pub use trail::Trail;
