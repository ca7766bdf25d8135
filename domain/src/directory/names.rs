//! Words of names and the cities that bear them, sorted so that a beginning is found by halving.

use std::collections::BTreeMap;

use crate::fold;

/// Folded words in order, each with the positions of its cities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameTable {
    /// Folded words in ascending order.
    words: Vec<String>,
    /// For each word the positions of the cities whose names hold it, ascending.
    cities: Vec<Vec<u32>>,
}

impl NameTable {
    /// The table of the words of these names.
    pub fn new<'a>(names: impl Iterator<Item = (u32, &'a str)>) -> NameTable {
        let mut table: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (city, name) in names {
            let folded = fold::fold(name);
            for word in fold::words(&folded) {
                let cities = table.entry(word.to_owned()).or_default();
                if let Err(place) = cities.binary_search(&city) {
                    cities.insert(place, city);
                }
            }
        }
        let (words, cities) = table.into_iter().unzip();
        NameTable { words, cities }
    }

    /// Adds a word that comes after all others.
    pub(super) fn push(&mut self, word: &str, cities: Vec<u32>) {
        self.words.push(word.to_owned());
        self.cities.push(cities);
    }

    /// Cities with a word that is, or begins with, the given one; `true` where it is the whole word.
    pub fn beginning<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (bool, &'a [u32])> {
        let first = self.words.partition_point(|known| known.as_str() < word);
        self.entries(first)
            .take_while(move |(known, _)| known.starts_with(word))
            .map(move |(known, cities)| (known.len() == word.len(), cities))
    }

    /// Cities with a word that holds the given one anywhere.
    pub fn holding<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a [u32]> {
        self.entries(0)
            .filter(move |(known, _)| known.len() > word.len() && known.contains(word))
            .map(|(_, cities)| cities)
    }

    /// Cities with a word, or the beginning of one, that differs by a few slips; with their number.
    pub fn resembling<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (u32, &'a [u32])> {
        let typed: Vec<char> = word.chars().collect();
        let allowed = slips_allowed(typed.len());
        let mut known_letters = Vec::new();
        let mut rows = [Vec::new(), Vec::new(), Vec::new()];
        self.entries(0).filter_map(move |(known, cities)| {
            if allowed == 0 || !shares_an_end(word, known) {
                return None;
            }
            known_letters.clear();
            known_letters.extend(known.chars().take(typed.len() + 2));
            let slips = distance(&typed, &known_letters, &mut rows);
            (slips <= allowed).then_some((slips, cities))
        })
    }

    pub(super) fn entries(&self, from: usize) -> impl Iterator<Item = (&str, &[u32])> {
        let words = self.words.iter().skip(from).map(String::as_str);
        words.zip(self.cities.iter().skip(from).map(Vec::as_slice))
    }
}

/// Short words leave no room for slips: too many other words are near.
fn slips_allowed(letters: usize) -> u32 {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// A cheap test before the dear one: people rarely miss both of the first two letters.
fn shares_an_end(typed: &str, known: &str) -> bool {
    let (mut a, mut b) = (typed.chars(), known.chars());
    let (a0, a1, b0, b1) = (a.next(), a.next(), b.next(), b.next());
    a0 == b0 || a1 == b1 || a0 == b1 || a1 == b0
}

/// Fewest slips (a letter missing, added, changed, or two swapped) that turn what was typed into the known word
/// or into a beginning of it at most two letters away in length.
fn distance(typed: &[char], known: &[char], rows: &mut [Vec<u32>; 3]) -> u32 {
    let [before, last, row] = rows;
    last.clear();
    last.extend((0u32..).take(known.len() + 1));
    before.clone_from(last);
    let mut typed_before = '\0';
    for (done, letter) in (1u32..).zip(typed) {
        row.clear();
        row.push(done);
        let mut left = done;
        let mut known_before = '\0';
        for (at, other) in known.iter().enumerate() {
            let pick = |cells: &[u32], at: usize| cells.get(at).copied().unwrap_or(u32::MAX - 1);
            let changed = pick(last, at) + u32::from(letter != other);
            let mut best = changed.min(pick(last, at + 1) + 1).min(left + 1);
            if at > 0 && *letter == known_before && typed_before == *other {
                best = best.min(pick(before, at - 1) + 1);
            }
            row.push(best);
            left = best;
            known_before = *other;
        }
        typed_before = *letter;
        std::mem::swap(before, last);
        std::mem::swap(last, row);
    }
    last.iter()
        .skip(typed.len().saturating_sub(2))
        .copied()
        .min()
        .unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> NameTable {
        NameTable::new(
            [
                (0, "Medellín"),
                (1, "Östersund"),
                (2, "المحرق"),
                (3, "San Sebastián"),
                (4, "Santos"),
            ]
            .into_iter(),
        )
    }

    fn resembling(word: &str) -> Vec<u32> {
        let table = table();
        table
            .resembling(word)
            .flat_map(|(_, cities)| cities.to_vec())
            .collect()
    }

    #[test]
    fn one_slip_is_forgiven() {
        for typed in ["medelin", "meddelin", "medlelin", "nedellin", "mdeellin"] {
            assert_eq!(resembling(typed), [0], "{typed}");
        }
        assert!(resembling("madrid").is_empty());
        assert!(resembling("sam").is_empty());
    }

    #[test]
    fn a_beginning_is_enough() {
        let table = table();
        let found: Vec<_> = table.beginning("san").collect();
        assert_eq!(found, [(true, &[3][..]), (false, &[4][..])]);
    }

    #[test]
    fn a_part_inside_a_word_is_found() {
        let table = table();
        assert_eq!(table.holding("sund").collect::<Vec<_>>(), [&[1][..]]);
    }
}
