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
pub use query::{Direction, Facet, Ignored, Query, Sort, View, MAX_QUESTION, PER_PAGE};
pub use screen::{
    Coverage, FacetValue, Facets, Growth, Marker, Overview, PeriodRow, Profile, RegionCoverage, Row,
    Screen, Tally,
};
pub use search::{search, Found};
pub use wire::NotReadable;
