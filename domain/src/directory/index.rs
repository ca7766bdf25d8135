//! The immutable index: everything that a question needs, prepared once.

use super::{
    bitset::BitSet,
    names::NameTable,
    query::{Facet, Sort},
};
use crate::{
    city::{City, Country, Roster, Term, Words, Year},
    fold,
};

/// The network prepared for searching. Made anew when its rows change; never changed in place.
#[derive(Debug)]
pub struct Index {
    roster: Roster,
    by_slug: Vec<u32>,
    by_code: Vec<u32>,
    by_country_name: Vec<(String, Vec<u32>)>,
    values: [Vec<(String, BitSet)>; 5],
    orders: [Vec<u32>; 5],
    folded: Vec<String>,
    primary: NameTable,
    alternates: NameTable,
    countries: NameTable,
    moved: Vec<u32>,
    other_names: Vec<u32>,
}

impl Index {
    /// Prepares a roster.
    pub fn new(mut roster: Roster) -> Index {
        let names = std::mem::take(&mut roster.names);
        let alternates = NameTable::new(names.iter().map(|(city, name)| (*city, name.as_str())));
        let by_code = sorted_by_key(&roster.countries, |country| &country.code);
        let positions = || (0u32..).zip(&roster.cities);
        let mut other_names = vec![0; roster.cities.len()];
        for (city, _) in &names {
            if let Some(count) = other_names.get_mut(*city as usize) {
                *count += 1;
            }
        }
        let mut index = Index {
            by_slug: sorted_by_key(&roster.cities, |city| &city.slug),
            by_country_name: countries_by_name(&roster.countries),
            primary: NameTable::new(positions().map(|(at, city)| (at, city.name.as_str()))),
            countries: NameTable::new(positions().flat_map(|(at, city)| {
                let country = find_by_key(&by_code, &roster.countries, |c| &c.code, &city.country);
                let words = country.into_iter().flat_map(|c| c.words.0.values());
                words.map(move |name| (at, name.as_str()))
            })),
            folded: roster
                .cities
                .iter()
                .map(|city| fold::fold(&city.name))
                .collect(),
            moved: positions()
                .filter(|(_, city)| city.has_moved())
                .map(|(at, _)| at)
                .collect(),
            values: Default::default(),
            orders: Default::default(),
            other_names,
            alternates,
            by_code,
            roster,
        };
        index.values = Facet::ALL.map(|facet| index.facet_values(facet));
        index.orders = Sort::ALL.map(|sort| index.order_of(sort));
        index
    }

    /// Adds other names to search in, once they are at hand.
    pub fn with_alternates(self, alternates: NameTable) -> Index {
        Index { alternates, ..self }
    }

    /// The words of other names, as a browser fetches them on first use of the search box.
    pub fn alternates(&self) -> &NameTable {
        &self.alternates
    }

    /// How many other names of a city are known.
    pub fn other_names(&self, at: u32) -> u32 {
        position(&self.other_names, at).copied().unwrap_or(0)
    }

    /// The words of city names in Latin script.
    pub(super) fn primary(&self) -> &NameTable {
        &self.primary
    }

    /// The words of country names.
    pub(super) fn country_names(&self) -> &NameTable {
        &self.countries
    }

    /// The folded name of the city at a position.
    pub(super) fn folded_name(&self, at: u32) -> &str {
        position(&self.folded, at).map_or("", String::as_str)
    }

    /// The rows it was made from, without other names.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// How many cities there are.
    pub fn len(&self) -> usize {
        self.roster.cities.len()
    }

    /// Whether there is no city at all.
    pub fn is_empty(&self) -> bool {
        self.roster.cities.is_empty()
    }

    /// The city at a position.
    pub fn city(&self, at: u32) -> Option<&City> {
        position(&self.roster.cities, at)
    }

    /// The position of a city.
    pub fn find(&self, slug: &str) -> Option<u32> {
        let compare = |at: &u32| {
            self.city(*at)
                .map_or("", |city| city.slug.as_str())
                .cmp(slug)
        };
        self.by_slug
            .get(self.by_slug.binary_search_by(compare).ok()?)
            .copied()
    }

    /// A country by its code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        find_by_key(
            &self.by_code,
            &self.roster.countries,
            |country| &country.code,
            code,
        )
    }

    /// Positions of countries in the order of their names in a language; English where it has no order of its own.
    pub(super) fn countries_by_name(&self, language: &str) -> &[u32] {
        let orders = &self.by_country_name;
        let order = |language: &str| orders.iter().find(|(known, _)| known == language);
        order(language)
            .or_else(|| order("en"))
            .map_or(&[], |(_, order)| order.as_slice())
    }

    /// A creative field by its key.
    pub fn field(&self, key: &str) -> Option<&Term> {
        self.roster.fields.iter().find(|field| field.key == key)
    }

    /// A region by its key.
    pub fn region(&self, key: &str) -> Option<&Term> {
        self.roster.regions.iter().find(|region| region.key == key)
    }

    /// The name of a facet's value; `None` where the rows do not hold it (groups and recognitions are named by the pages).
    pub fn words(&self, facet: Facet, value: &str) -> Option<&Words> {
        match facet {
            Facet::Field => self.field(value).map(|field| &field.words),
            Facet::Region => self.region(value).map(|region| &region.words),
            Facet::Country => self.country(value).map(|country| &country.words),
            Facet::Development | Facet::Recognition => None,
        }
    }

    /// Every value of a facet with its cities today.
    pub(super) fn values(&self, facet: Facet) -> &[(String, BitSet)] {
        self.values.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    /// The values of a facet with their cities as they stood at the end of a year.
    pub(super) fn values_in(&self, facet: Facet, year: Year) -> Vec<(String, BitSet)> {
        let mut values = self.values(facet).to_vec();
        if facet == Facet::Field {
            for at in &self.moved {
                let held = self.city(*at).and_then(|city| city.field_in(year));
                for (key, cities) in &mut values {
                    match held == Some(key.as_str()) {
                        true => cities.insert(*at as usize),
                        false => cities.remove(*at as usize),
                    }
                }
            }
        }
        values
    }

    /// Every city in an order, smallest first, equal ones by name.
    pub(super) fn order(&self, sort: Sort) -> &[u32] {
        self.orders.get(sort as usize).map_or(&[], Vec::as_slice)
    }

    /// The set of cities that pass a test.
    pub(super) fn cities_where(&self, passes: impl Fn(&City) -> bool) -> BitSet {
        BitSet::of(self.len(), |at| {
            self.roster.cities.get(at).is_some_and(&passes)
        })
    }

    fn facet_values(&self, facet: Facet) -> Vec<(String, BitSet)> {
        let keys: Vec<&str> = match facet {
            Facet::Field => self.roster.fields.iter().map(|f| f.key.as_str()).collect(),
            Facet::Region => self.roster.regions.iter().map(|r| r.key.as_str()).collect(),
            Facet::Country => self
                .roster
                .countries
                .iter()
                .map(|c| c.code.as_str())
                .collect(),
            Facet::Development => vec!["developed", "developing"],
            Facet::Recognition => vec!["creative-hub", "socio-cultural-cluster"],
        };
        let mut sets = vec![BitSet::empty(self.len()); keys.len()];
        for (at, city) in self.roster.cities.iter().enumerate() {
            let country = self.country(&city.country);
            let held: Vec<&str> = match facet {
                Facet::Field => vec![city.field()],
                Facet::Region => country.map(|c| c.region.as_str()).into_iter().collect(),
                Facet::Country => vec![&city.country],
                Facet::Development => country
                    .map(|c| c.development.as_str())
                    .into_iter()
                    .collect(),
                Facet::Recognition => city.recognitions.iter().map(String::as_str).collect(),
            };
            for key in held {
                let place = keys.iter().position(|known| *known == key);
                if let Some(set) = place.and_then(|place| sets.get_mut(place)) {
                    set.insert(at);
                }
            }
        }
        keys.into_iter().map(str::to_owned).zip(sets).collect()
    }

    fn order_of(&self, sort: Sort) -> Vec<u32> {
        let names = self
            .roster
            .cities
            .iter()
            .map(|city| fold::collation_key(&city.name));
        let names: Vec<String> = names.collect();
        let keyed: Vec<Ordered> = (0u32..)
            .zip(self.roster.cities.iter().zip(&names))
            .map(|(at, (city, name))| {
                let key = match sort {
                    Sort::Name => 0,
                    Sort::Year => u64::from(city.designated.unsigned_abs()),
                    Sort::Population => city.population.map_or(0, u64::from),
                    Sort::Recent => u64::from(city.updated),
                    Sort::Connected => u64::from(city.partnerships),
                };
                (key, name.as_str(), city.name.as_str(), at)
            })
            .collect();
        sorted(keyed)
    }
}

/// What a position is ordered by: a number, a collated name, the name as written.
type Ordered<'a> = (u64, &'a str, &'a str, u32);

/// Positions in order. The one place that sorts, so that the browser gets one sorting routine.
fn sorted(mut keyed: Vec<Ordered>) -> Vec<u32> {
    keyed.sort_unstable();
    keyed.into_iter().map(|(.., at)| at).collect()
}

/// Positions of items in the order of their keys.
fn sorted_by_key<T>(items: &[T], key: fn(&T) -> &String) -> Vec<u32> {
    sorted(
        (0..)
            .zip(items)
            .map(|(at, item)| (0, key(item).as_str(), "", at))
            .collect(),
    )
}

/// For each language the positions of countries in the order of their names.
fn countries_by_name(countries: &[Country]) -> Vec<(String, Vec<u32>)> {
    let languages = countries
        .first()
        .into_iter()
        .flat_map(|country| country.words.0.keys());
    let in_language = |language: &String| {
        let names = countries
            .iter()
            .map(|country| fold::collation_key(country.words.get(language)));
        let names: Vec<String> = names.collect();
        let keyed = (0..)
            .zip(&names)
            .map(|(at, name)| (0, name.as_str(), "", at));
        (language.clone(), sorted(keyed.collect()))
    };
    languages.map(in_language).collect()
}

/// The item with a key, found by halving.
fn find_by_key<'a, T>(
    order: &[u32],
    items: &'a [T],
    key: fn(&T) -> &String,
    wanted: &str,
) -> Option<&'a T> {
    let compare = |at: &u32| {
        position(items, *at)
            .map_or("", |item| key(item).as_str())
            .cmp(wanted)
    };
    position(items, *order.get(order.binary_search_by(compare).ok()?)?)
}

/// The item at a position.
fn position<T>(items: &[T], at: u32) -> Option<&T> {
    items.get(usize::try_from(at).ok()?)
}
