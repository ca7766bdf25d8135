//! What seeding did.

use std::{fmt, iter::Sum, ops::AddAssign};

/// Rows of seeds by what became of them; those that were the same already are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that were missing.
    pub inserted: u64,
    /// Rows that the seeds changed and nobody had edited.
    pub updated: u64,
    /// Rows left as they are because a person edited them.
    pub kept: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.inserted += other.inserted;
        self.updated += other.updated;
        self.kept += other.kept;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        let mut total = Tally::default();
        tallies.for_each(|tally| total += tally);
        total
    }
}

/// What seeding did, table by table; no table at all where the same seeds had been brought in before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeedReport {
    /// Name and tally of each table, in the order in which they were filled.
    pub tables: Vec<(&'static str, Tally)>,
}

impl SeedReport {
    pub(super) fn add(&mut self, table: &'static str, tally: Tally) {
        self.tables.push((table, tally));
    }

    /// All tables together.
    pub fn total(&self) -> Tally {
        self.tables.iter().map(|(_, tally)| *tally).sum()
    }

    /// Whether the same seeds had been brought in before, so that nothing was looked at.
    pub fn was_current(&self) -> bool {
        self.tables.is_empty()
    }
}

impl fmt::Display for SeedReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.was_current() {
            return f.write_str("the seeds are those of the last time");
        }
        let Tally {
            inserted,
            updated,
            kept,
        } = self.total();
        write!(
            f,
            "{inserted} rows inserted, {updated} updated, {kept} kept as people edited them"
        )
    }
}
