//! The desk: what someone looks after, and what those who run the network see.

mod letters;
mod own;
mod profile;
mod refused;
mod revisions;
mod roles;
mod suggestions;
mod trail;

pub use letters::Letters;
pub use own::Desk;
pub use profile::EditProfile;
pub use refused::Refused;
pub use revisions::{History, Review};
pub use roles::RolesPage;
pub use suggestions::Suggestions;
pub use trail::Trail;
