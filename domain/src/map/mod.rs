//! The world map: where a place lies in the drawing, which part is shown, and which dots become one.
//!
//! The drawing is `public/world.svg`, made by `examples/world_map.rs` with the same [`project`].

mod cluster;
mod hundredths;
mod projection;
mod viewport;

pub use cluster::{Cluster, REACH, can_part, cluster, viewport_of};
pub use hundredths::Hundredths;
pub use projection::{CENTRAL_MERIDIAN, HEIGHT, NORTH, Point, SOUTH, WIDTH, project, unproject};
pub use viewport::{Frame, NotAViewport, Viewport};
