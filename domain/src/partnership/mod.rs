//! Partnerships: what cities do together, from the first idea to what followed.

mod area;
mod ask;
mod check;
mod direction;
mod index;
mod merge;
mod read;
mod reader;
mod record;
mod signal;
mod status;
mod whole;

pub use area::{AREAS, Answer, Area, Particular};
pub use ask::{Ask, Facet, PER_COLUMN, PER_PAGE, Sort, View};
pub use check::{LONGEST_LINE, LONGEST_SUMMARY, LONGEST_TEXT, MOST_ROWS};
pub use direction::{Development, Direction, direction};
pub use index::{Found, Index, Place, Row};
pub use merge::{Conflict, Merged, merge};
pub use reader::Reader;
pub use record::{
    Aim, Amount, Audience, CityPart, Field, Group, Hyperlink, Measure, Milestone, Organisation,
    PartnerRole, Record, Sector, Source, Tag, Target,
};
pub use signal::{Freshness, Health};
pub use status::{Reason, STEPS, Status, Step, diagram};
pub use whole::{Consent, Partnership, Standing, UNDO_FOR};
