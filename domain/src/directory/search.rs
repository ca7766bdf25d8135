//! Answering a question: which cities, in which order, and how many there are for every other choice.

use super::{
    bitset::BitSet,
    index::Index,
    names::NameTable,
    query::{Direction, Facet, Ignored, Query, Sort},
};
use crate::fold;

/// The answer in positions and counts, before it has words.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Positions of all cities found, in order.
    pub hits: Vec<u32>,
    /// For each facet, each value with its cities under all other filters.
    pub counts: [Vec<(String, u32)>; 5],
    /// Ticked values that the network does not know.
    pub ignored: Vec<Ignored>,
}

impl Found {
    /// The page of a question that can be shown: the last one where it asks for more.
    pub fn page<'a>(&'a self, query: &Query) -> impl Iterator<Item = u32> + 'a {
        let per_page = query.per_page as usize;
        let skipped = (query.page.saturating_sub(1) as usize).saturating_mul(per_page);
        self.hits.iter().copied().skip(skipped).take(per_page)
    }

    /// How many pages there are, at least one.
    pub fn pages(&self, query: &Query) -> u32 {
        let total = u32::try_from(self.hits.len()).unwrap_or(u32::MAX);
        total.div_ceil(query.per_page).max(1)
    }
}

/// Answers a question from the index: the same code in server and browser.
pub fn search(index: &Index, query: &Query) -> Found {
    let values = Facet::ALL.map(|facet| match query.as_of {
        Some(year) => std::borrow::Cow::Owned(index.values_in(facet, year)),
        None => std::borrow::Cow::Borrowed(index.values(facet)),
    });
    let mut ignored = Vec::new();
    let ticked: Vec<Option<BitSet>> = Facet::ALL
        .iter()
        .zip(&values)
        .map(|(facet, values)| ticked_cities(index, *facet, query, values, &mut ignored))
        .collect();

    let scores = score(index, &query.q);
    let base = base_cities(index, query, scores.as_ref());
    let mut chosen = base.clone();
    ticked
        .iter()
        .flatten()
        .for_each(|set| chosen.intersect(set));

    let mut place = 0;
    let counts = values.each_ref().map(|values| {
        let mut others = base.clone();
        for (at, set) in ticked.iter().enumerate() {
            if let (true, Some(set)) = (at != place, set) {
                others.intersect(set);
            }
        }
        place += 1;
        let count = |(key, set): &(String, BitSet)| (key.clone(), others.len_with(set));
        values.iter().map(count).collect()
    });
    Found {
        hits: ordered(index, query, &chosen, scores),
        counts,
        ignored,
    }
}

/// Cities of any ticked value of a facet; `None` where nothing known is ticked.
fn ticked_cities(
    index: &Index,
    facet: Facet,
    query: &Query,
    values: &[(String, BitSet)],
    ignored: &mut Vec<Ignored>,
) -> Option<BitSet> {
    let mut cities = None;
    for ticked in query.ticked(facet) {
        match values.iter().find(|(key, _)| key == ticked) {
            Some((_, set)) => cities
                .get_or_insert_with(|| BitSet::empty(index.len()))
                .unite(set),
            None => ignored.push(Ignored::new(facet.key(), ticked)),
        }
    }
    cities
}

/// Cities that pass the words and the years, before any facet.
fn base_cities(index: &Index, query: &Query, scores: Option<&Scores>) -> BitSet {
    let (from, to) = (query.year_from, query.year_to);
    let mut base = index.cities_where(|city| {
        from.is_none_or(|from| city.designated >= from)
            && to.is_none_or(|to| city.designated <= to)
            && query.as_of.is_none_or(|year| city.designated <= year)
    });
    if let Some(scores) = scores {
        base.intersect(&BitSet::of(index.len(), |at| {
            scores.0.get(at).is_some_and(|s| *s < UNMATCHED)
        }));
    }
    base
}

fn ordered(index: &Index, query: &Query, chosen: &BitSet, scores: Option<Scores>) -> Vec<u32> {
    let is_chosen = |at: &u32| chosen.contains(*at as usize);
    let in_order = |sort: Sort| index.order(sort).iter().copied().filter(is_chosen);
    match (query.order(), scores) {
        (None, Some(scores)) => {
            let mut hits: Vec<u32> = in_order(Sort::Name).collect();
            hits.sort_by_key(|at| scores.of(*at));
            if query.direction() == Direction::Desc {
                hits.reverse();
            }
            hits
        }
        (order, _) => {
            let order = order.unwrap_or(Sort::Name);
            match query.direction() {
                Direction::Asc => in_order(order).collect(),
                Direction::Desc => descending(index, order, is_chosen),
            }
        }
    }
}

/// Largest first; cities that are equal stay in the order of their names.
fn descending(index: &Index, sort: Sort, is_chosen: impl Fn(&u32) -> bool) -> Vec<u32> {
    let mut hits: Vec<u32> = index
        .order(sort)
        .iter()
        .copied()
        .filter(is_chosen)
        .collect();
    hits.reverse();
    let key = |at: &u32| {
        index.city(*at).map(|city| match sort {
            Sort::Name => 0,
            Sort::Year => i64::from(city.designated),
            Sort::Population => city.population.map_or(0, i64::from),
            Sort::Recent => i64::from(city.updated),
            Sort::Connected => i64::from(city.partnerships),
        })
    };
    if sort != Sort::Name {
        hits.chunk_by_mut(|a, b| key(a) == key(b))
            .for_each(<[u32]>::reverse);
    }
    hits
}

/// Penalties of a word's match, smallest is best.
mod penalty {
    pub const NAME: u32 = 0;
    pub const NAME_BEGINS: u32 = 2;
    pub const ALTERNATE: u32 = 3;
    pub const COUNTRY: u32 = 4;
    pub const ALTERNATE_BEGINS: u32 = 5;
    pub const COUNTRY_BEGINS: u32 = 6;
    pub const NAME_HOLDS: u32 = 8;
    pub const ALTERNATE_HOLDS: u32 = 9;
    pub const NAME_RESEMBLES: u32 = 10;
    pub const ALTERNATE_RESEMBLES: u32 = 11;
    /// For each slip.
    pub const SLIP: u32 = 4;
    /// The typed words do not begin the name.
    pub const NOT_FIRST: u32 = 1;
}

/// Shortest part of a word, in bytes, that is looked for inside words: three Latin letters, two Arabic, one Chinese.
const SHORTEST_PART: usize = 3;

/// The penalty of a city that does not match.
const UNMATCHED: u32 = u32::MAX;

/// The best penalty of each city, by position.
struct Scores(Vec<u32>);

/// Cities whose names hold every typed word, with a penalty each; `None` where nothing is typed.
fn score(index: &Index, question: &str) -> Option<Scores> {
    let folded = fold::fold(question);
    let scores = fold::words(&folded).map(|word| Scores::of_word(index, word));
    let nothing = || Scores(vec![UNMATCHED; index.len()]);
    let mut total = scores
        .reduce(Scores::and)
        .or_else(|| (!question.trim().is_empty()).then(nothing))?;
    for (at, sum) in (0u32..).zip(&mut total.0) {
        if *sum < UNMATCHED {
            let name = index.folded_name(at);
            let is_not_first = u32::from(!name.starts_with(&folded)) * penalty::NOT_FIRST;
            *sum = (*sum + is_not_first) * 2 + u32::from(name != folded);
        }
    }
    Some(total)
}

impl Scores {
    fn of_word(index: &Index, word: &str) -> Scores {
        let mut best = Scores(vec![UNMATCHED; index.len()]);
        best.beginning(index.primary(), word, penalty::NAME, penalty::NAME_BEGINS);
        best.beginning(
            index.alternates(),
            word,
            penalty::ALTERNATE,
            penalty::ALTERNATE_BEGINS,
        );
        best.beginning(
            index.country_names(),
            word,
            penalty::COUNTRY,
            penalty::COUNTRY_BEGINS,
        );
        let is_known = best.0.iter().any(|penalty| *penalty < UNMATCHED);
        if word.len() >= SHORTEST_PART {
            best.holding(index.primary(), word, penalty::NAME_HOLDS);
            best.holding(index.alternates(), word, penalty::ALTERNATE_HOLDS);
        }
        if !is_known {
            best.resembling(index.primary(), word, penalty::NAME_RESEMBLES);
            best.resembling(index.alternates(), word, penalty::ALTERNATE_RESEMBLES);
        }
        best
    }

    fn of(&self, at: u32) -> u32 {
        self.0.get(at as usize).copied().unwrap_or(UNMATCHED)
    }

    fn and(mut self, other: Scores) -> Scores {
        for (sum, penalty) in self.0.iter_mut().zip(other.0) {
            *sum = match (*sum, penalty) {
                (UNMATCHED, _) | (_, UNMATCHED) => UNMATCHED,
                (sum, penalty) => sum + penalty,
            };
        }
        self
    }

    fn add(&mut self, cities: &[u32], penalty: u32) {
        for at in cities {
            if let Some(best) = self.0.get_mut(*at as usize) {
                *best = penalty.min(*best);
            }
        }
    }

    fn beginning(&mut self, names: &NameTable, word: &str, whole: u32, begins: u32) {
        for (is_whole, cities) in names.beginning(word) {
            self.add(cities, if is_whole { whole } else { begins });
        }
    }

    fn holding(&mut self, names: &NameTable, word: &str, penalty: u32) {
        names
            .holding(word)
            .for_each(|cities| self.add(cities, penalty));
    }

    fn resembling(&mut self, names: &NameTable, word: &str, penalty: u32) {
        for (slips, cities) in names.resembling(word) {
            self.add(cities, penalty + slips * penalty::SLIP);
        }
    }
}
