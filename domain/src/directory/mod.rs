//! The city directory: one immutable index and one `search`, the same in server and browser.

mod bitset;
mod index;
mod names;
mod query;
mod screen;
mod search;
mod wire;

pub use index::Index;
pub use names::NameTable;
pub use query::{Direction, Facet, Ignored, MAX_QUESTION, PER_PAGE, Query, Sort, View};
pub use screen::{
    Coverage, FacetValue, Facets, Growth, Marker, Overview, PeriodRow, Profile, RegionCoverage,
    Row, Screen, Tally,
};
pub use search::{Found, search};
pub use wire::NotReadable;
