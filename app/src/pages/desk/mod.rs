//! The desk: what someone looks after, and what those who run the network see.

mod hand_over;
mod letters;
mod own;
mod profile;
mod refused;
mod revisions;
mod roles;
mod suggestions;
mod trail;

pub use hand_over::HandOver;
pub use letters::{Examples, LetterPage, Letters};
pub use own::Desk;
pub use profile::EditProfile;
pub use refused::Refused;
pub use revisions::{History, Review};
pub use roles::RolesPage;
pub use suggestions::Suggestions;
pub use trail::Trail;
