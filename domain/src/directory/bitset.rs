//! A set of city positions, one bit each: facets are counted by intersecting them.

/// A set of small numbers below a fixed size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BitSet {
    blocks: Vec<u64>,
}

impl BitSet {
    /// The empty set of numbers below `size`.
    pub fn empty(size: usize) -> Self {
        BitSet {
            blocks: vec![0; size.div_ceil(64)],
        }
    }

    /// The set of those numbers below `size` that pass a test.
    pub fn of(size: usize, passes: impl Fn(usize) -> bool) -> Self {
        let mut set = BitSet::empty(size);
        (0..size)
            .filter(|number| passes(*number))
            .for_each(|number| set.insert(number));
        set
    }

    /// Adds a number; one beyond the size is left out.
    pub fn insert(&mut self, number: usize) {
        if let Some(block) = self.blocks.get_mut(number / 64) {
            *block |= 1 << (number % 64);
        }
    }

    /// Takes a number out.
    pub fn remove(&mut self, number: usize) {
        if let Some(block) = self.blocks.get_mut(number / 64) {
            *block &= !(1 << (number % 64));
        }
    }

    /// Whether a number is in the set.
    pub fn contains(&self, number: usize) -> bool {
        self.blocks
            .get(number / 64)
            .is_some_and(|block| block >> (number % 64) & 1 == 1)
    }

    /// How many numbers are in the set.
    pub fn len(&self) -> u32 {
        self.blocks.iter().map(|block| block.count_ones()).sum()
    }

    /// How many numbers are in both sets.
    pub fn len_with(&self, other: &BitSet) -> u32 {
        let both = self.blocks.iter().zip(&other.blocks);
        both.map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// Keeps the numbers that are in the other set too.
    pub fn intersect(&mut self, other: &BitSet) {
        for (a, b) in self.blocks.iter_mut().zip(&other.blocks) {
            *a &= b;
        }
    }

    /// Adds the numbers of the other set.
    pub fn unite(&mut self, other: &BitSet) {
        for (a, b) in self.blocks.iter_mut().zip(&other.blocks) {
            *a |= b;
        }
    }
}
