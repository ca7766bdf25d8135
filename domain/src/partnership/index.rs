//! All partnerships in memory, as each kind of reader may find them: filters and counts without a look into the database.

use std::{cmp::Reverse, collections::HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Aim, Area, Ask, Audience, Consent, Development, Direction, Facet, Health, Partnership, Reader,
    Record, Sort, Status, direction,
};
use crate::{
    directory::Ignored,
    fold::{collation_key, fold},
};

/// Facets whose values are bits of a number; cities, of which there are more, come after them.
const MASKS: usize = 8;

/// Where a city is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// ISO code of its country.
    pub country: String,
    /// Key of its region.
    pub region: String,
    /// The group that its country counts to.
    pub development: Option<Development>,
}

/// What one kind of reader may find a partnership by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Facts {
    /// Values of each facet, one bit each.
    masks: [u64; MASKS],
    /// Places in the list of cities.
    cities: Box<[u16]>,
}

/// What another kind of reader may find it by.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    /// They do not know of it.
    Nothing,
    /// All of it.
    Same,
    /// Less of it.
    Less(Box<Facts>),
}

/// What a reader acts for.
struct Own {
    cities: Vec<u16>,
    fields: u64,
}

/// A partnership in the index.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number.
    pub id: i32,
    /// Its address.
    pub slug: String,
    /// Its status.
    pub status: Status,
    /// When it begins: really, else as planned.
    pub starts: Option<NaiveDate>,
    /// When it ends: really, else as planned.
    pub ends: Option<NaiveDate>,
    /// When anything of it changed.
    pub updated_at: DateTime<Utc>,
    /// What its title is ordered by.
    order: String,
    /// Title and summary, folded.
    text: String,
    all: Facts,
    members: Seen,
    public: Seen,
}

/// The partnerships of the network.
#[derive(Clone, Debug, Default)]
pub struct Index {
    values: [Vec<String>; MASKS],
    cities: Vec<String>,
    city_places: HashMap<String, u16>,
    rows: Vec<Row>,
    by_slug: HashMap<String, u32>,
    /// Counts the changes, so that who keeps an answer knows whether it still holds.
    version: u64,
}

/// The answer in places and counts, before it has words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Places of all partnerships found, in order.
    pub hits: Vec<u32>,
    /// For each facet, each value with its partnerships under all other filters.
    pub counts: Vec<Vec<(String, u32)>>,
    /// Ticked values that nobody knows.
    pub ignored: Vec<Ignored>,
}

impl Found {
    /// How many pages there are, at least one.
    pub fn pages(&self, ask: &Ask) -> u32 {
        let total = u32::try_from(self.hits.len()).unwrap_or(u32::MAX);
        total.div_ceil(ask.per_page).max(1)
    }

    /// The page that is asked for.
    pub fn page(&self, ask: &Ask) -> impl Iterator<Item = u32> {
        let per_page = ask.per_page as usize;
        let skipped = (ask.page.saturating_sub(1) as usize).saturating_mul(per_page);
        self.hits.iter().copied().skip(skipped).take(per_page)
    }

    /// How many there are of a value of a facet.
    pub fn count(&self, facet: Facet, value: &str) -> u32 {
        let counts = self.counts.get(facet as usize).into_iter().flatten();
        let mut counts = counts.filter(|(key, _)| key == value);
        counts.next().map_or(0, |(_, count)| *count)
    }
}

impl Index {
    /// An empty index that knows the fields and regions of the network, so that each counts even where it has none.
    pub fn new(
        fields: impl Iterator<Item = String>,
        regions: impl Iterator<Item = String>,
        cities: impl Iterator<Item = String>,
    ) -> Index {
        let mut index = Index::default();
        let keys = |keys: Vec<&'static str>| keys.into_iter().map(str::to_owned).collect();
        let sdgs = (1..=17).map(|goal: u8| goal.to_string()).collect();
        index.values = [
            keys(Status::ALL.map(Status::key).to_vec()),
            keys(super::AREAS.map(Area::key).to_vec()),
            keys(Direction::ALL.map(Direction::key).to_vec()),
            regions.collect(),
            fields.collect(),
            keys(Aim::ALL.iter().map(|aim| aim.key()).collect()),
            sdgs,
            keys(Health::ALL.map(Health::key).to_vec()),
        ];
        for city in cities {
            index.place_of(&city);
        }
        index
    }

    /// How many partnerships it holds.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Counts its changes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// A partnership by its place.
    pub fn row(&self, at: u32) -> Option<&Row> {
        self.rows.get(at as usize)
    }

    /// Puts a partnership in, or in place of what is known of it.
    pub fn put(&mut self, partnership: &Partnership, place: impl Fn(&str) -> Option<Place>) {
        self.version += 1;
        let row = self.read(partnership, place);
        match self.by_slug.get(&row.slug).copied() {
            Some(at) => {
                if let Some(held) = self.rows.get_mut(at as usize) {
                    *held = row;
                }
            }
            None => {
                let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
                self.by_slug.insert(row.slug.clone(), at);
                self.rows.push(row);
            }
        }
    }

    fn read(&mut self, of: &Partnership, place: impl Fn(&str) -> Option<Place>) -> Row {
        let all = self.facts(of, |city| of.consent(city) != Consent::Declined, &place);
        let mut seen = |audience| match of.for_audience(audience) {
            None => Seen::Nothing,
            Some(seen) => {
                let facts = self.facts(
                    &seen,
                    |city| seen.consent(city) != Consent::Declined,
                    &place,
                );
                match facts == all {
                    true => Seen::Same,
                    false => Seen::Less(Box::new(facts)),
                }
            }
        };
        let (public, members) = (seen(Audience::Public), seen(Audience::Members));
        let Record { title, summary, .. } = &of.record;
        Row {
            id: of.id,
            slug: of.slug.clone(),
            status: of.status,
            starts: of.record.started_on.or(of.record.starts_on),
            ends: of.record.ended_on.or(of.record.ends_on),
            updated_at: of.updated_at,
            order: collation_key(title),
            text: fold(&format!("{title} {summary}")),
            all,
            members,
            public,
        }
    }

    fn facts(
        &mut self,
        of: &Partnership,
        counts: impl Fn(&str) -> bool,
        place: impl Fn(&str) -> Option<Place>,
    ) -> Facts {
        let record = &of.record;
        let cities = record.city_slugs();
        let places: Vec<Place> = cities.iter().filter_map(|city| place(city)).collect();
        let counted = cities
            .iter()
            .filter(|city| counts(city))
            .filter_map(|city| place(city))
            .collect::<Vec<_>>();
        let toward = direction(
            counted
                .iter()
                .map(|place| (place.country.as_str(), place.development)),
        );
        let mut masks = [0; MASKS];
        let mut tick = |facet: Facet, value: &str| {
            let at = facet as usize;
            let bit = self.bit(at, value);
            if let (Some(mask), Some(bit)) = (masks.get_mut(at), bit) {
                *mask |= 1 << bit;
            }
        };
        tick(Facet::Status, of.status.key());
        tick(Facet::Area, record.area.key());
        record
            .also_in
            .iter()
            .for_each(|area| tick(Facet::Area, area.key()));
        toward
            .iter()
            .for_each(|toward| tick(Facet::Direction, toward.key()));
        places
            .iter()
            .for_each(|place| tick(Facet::Region, &place.region));
        record
            .fields
            .iter()
            .for_each(|field| tick(Facet::Field, field));
        record
            .aims
            .iter()
            .for_each(|aim| tick(Facet::Aim, aim.key()));
        record
            .sdgs
            .iter()
            .for_each(|goal| tick(Facet::Sdg, &goal.to_string()));
        record
            .health
            .iter()
            .for_each(|health| tick(Facet::Health, health.key()));
        let cities = cities.into_iter().map(|city| self.place_of(city)).collect();
        Facts { masks, cities }
    }

    /// The bit of a value; one that is new gets the next, while there are any.
    fn bit(&mut self, facet: usize, value: &str) -> Option<u32> {
        let values = self.values.get_mut(facet)?;
        let known = values.iter().position(|known| known == value);
        let at = known.unwrap_or_else(|| {
            values.push(value.to_owned());
            values.len() - 1
        });
        u32::try_from(at).ok().filter(|at| *at < u64::BITS)
    }

    fn place_of(&mut self, city: &str) -> u16 {
        if let Some(place) = self.city_places.get(city) {
            return *place;
        }
        let place = u16::try_from(self.cities.len()).unwrap_or(u16::MAX);
        self.cities.push(city.to_owned());
        self.city_places.insert(city.to_owned(), place);
        place
    }

    /// What a reader may find a row by.
    fn facts_for<'a>(row: &'a Row, own: &Own, reader: &Reader) -> Option<&'a Facts> {
        let speaks = row.all.cities.iter().any(|city| own.cities.contains(city));
        let fields = row.all.masks.get(Facet::Field as usize);
        let coordinates = fields.is_some_and(|fields| fields & own.fields != 0);
        let seen = match reader.audience(speaks || coordinates) {
            Audience::Parties => &Seen::Same,
            Audience::Members => &row.members,
            Audience::Public => &row.public,
        };
        match seen {
            Seen::Nothing => None,
            Seen::Same => Some(&row.all),
            Seen::Less(facts) => Some(facts),
        }
    }

    fn own(&self, reader: &Reader) -> Own {
        let known = self.values.get(Facet::Field as usize);
        let bit = |field: &String| known?.iter().position(|known| known == field);
        let cities = reader.cities().iter();
        Own {
            cities: cities
                .filter_map(|city| self.city_places.get(city).copied())
                .collect(),
            fields: reader
                .fields()
                .iter()
                .filter_map(bit)
                .fold(0, |mask, bit| mask | 1 << bit),
        }
    }

    /// Answers a question for a reader: one pass over all rows. A row that fails one facet alone counts for the values of
    /// that facet, as ticking them would bring it in.
    pub fn search(&self, ask: &Ask, reader: &Reader) -> Found {
        let own = self.own(reader);
        let (wanted, wanted_cities, ignored) = self.wanted(ask);
        let folded = fold(&ask.q);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let mut counts = [[0u32; 64]; MASKS];
        let mut city_counts = vec![0u32; self.cities.len()];
        let mut hits = Vec::new();
        for (at, row) in (0u32..).zip(&self.rows) {
            let Some(facts) = Index::facts_for(row, &own, reader) else {
                continue;
            };
            if !words.iter().all(|word| row.text.contains(word)) {
                continue;
            }
            let in_cities = wanted_cities.is_empty()
                || facts.cities.iter().any(|city| wanted_cities.contains(city));
            let failed = wanted.iter().zip(&facts.masks).enumerate();
            let failed =
                failed.filter(|(_, (wanted, mask))| wanted.is_some_and(|w| w & *mask == 0));
            let failed: Vec<usize> = failed
                .map(|(facet, _)| facet)
                .chain((!in_cities).then_some(MASKS))
                .take(2)
                .collect();
            let counted = |facet: usize| failed.is_empty() || failed == [facet];
            for (facet, (mask, counts)) in facts.masks.iter().zip(&mut counts).enumerate() {
                if counted(facet) {
                    bits(*mask).for_each(|bit| {
                        if let Some(count) = counts.get_mut(bit) {
                            *count += 1;
                        }
                    });
                }
            }
            if counted(MASKS) {
                for city in &facts.cities {
                    if let Some(count) = city_counts.get_mut(usize::from(*city)) {
                        *count += 1;
                    }
                }
            }
            if failed.is_empty() {
                hits.push(at);
            }
        }
        self.order(&mut hits, ask.sort);
        let mut counted: Vec<Vec<(String, u32)>> = self
            .values
            .iter()
            .zip(counts)
            .map(|(values, counts)| values.iter().cloned().zip(counts).collect())
            .collect();
        counted.push(self.cities.iter().cloned().zip(city_counts).collect());
        Found {
            hits,
            counts: counted,
            ignored,
        }
    }

    /// The ticked values as bits, and as places of cities; those that nobody knows by name.
    fn wanted(&self, ask: &Ask) -> ([Option<u64>; MASKS], Vec<u16>, Vec<Ignored>) {
        let (mut wanted, mut ignored) = ([None; MASKS], Vec::new());
        for (facet, (values, wanted)) in Facet::ALL.iter().zip(self.values.iter().zip(&mut wanted))
        {
            for value in ask.ticked(*facet) {
                match values.iter().position(|known| known == value) {
                    Some(bit) => *wanted.get_or_insert(0) |= 1 << bit,
                    None => ignored.push(Ignored::new(facet.key(), value)),
                }
            }
        }
        let mut cities = Vec::new();
        for city in ask.ticked(Facet::City) {
            match self.city_places.get(city) {
                Some(place) => cities.push(*place),
                None => ignored.push(Ignored::new(Facet::City.key(), city)),
            }
        }
        (wanted, cities, ignored)
    }

    fn order(&self, hits: &mut [u32], sort: Sort) {
        let row = |at: &u32| self.rows.get(*at as usize);
        match sort {
            Sort::Recent => {
                hits.sort_by_cached_key(|at| Reverse(row(at).map(|row| (row.updated_at, row.id))));
            }
            Sort::Title => hits.sort_by_cached_key(|at| row(at).map(|row| (&row.order, row.id))),
            Sort::Starts => {
                hits.sort_by_cached_key(|at| {
                    row(at).map(|row| (row.starts.is_none(), row.starts, row.id))
                });
            }
            Sort::Ends => {
                hits.sort_by_cached_key(|at| {
                    row(at).map(|row| (row.ends.is_none(), row.ends, row.id))
                });
            }
        }
    }
}

/// The places of the bits of a number.
fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (mask != 0).then(|| {
            let bit = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{CityPart, Group, PartnerRole, Standing},
        *,
    };
    use crate::rights::{Actor, Role};

    const CITIES: [(&str, &str, &str, Development); 4] = [
        ("bologna", "IT", "europe", Development::Developed),
        ("lyon", "FR", "europe", Development::Developed),
        ("dakar", "SN", "africa", Development::Developing),
        ("medellin", "CO", "america", Development::Developing),
    ];

    fn place(city: &str) -> Option<Place> {
        let found = CITIES.into_iter().find(|(slug, ..)| *slug == city);
        found.map(|(_, country, region, development)| Place {
            country: country.to_owned(),
            region: region.to_owned(),
            development: Some(development),
        })
    }

    fn partnership(
        id: i32,
        cities: &[(usize, Consent)],
        status: usize,
        secret: bool,
    ) -> Partnership {
        let slugs: Vec<&str> = cities.iter().map(|(at, _)| CITIES[*at % 4].0).collect();
        let mut record = Record {
            title: format!("Project {id}"),
            cities: slugs
                .iter()
                .enumerate()
                .map(|(at, city)| CityPart {
                    city: (*city).to_owned(),
                    role: [PartnerRole::Lead, PartnerRole::Partner][at.min(1)],
                })
                .collect(),
            health: Some(Health::ALL[id as usize % 3]),
            ..Record::default()
        };
        if secret {
            record.audiences.insert(Group::Core, Audience::Parties);
        }
        Partnership {
            id,
            slug: format!("project-{id}"),
            version: 1,
            status: Status::ALL[status % 8],
            standings: slugs
                .iter()
                .zip(cities)
                .map(|(city, (_, consent))| Standing {
                    city: (*city).to_owned(),
                    consent: *consent,
                    reason: String::new(),
                })
                .collect(),
            record,
            demo: false,
            updated_at: DateTime::UNIX_EPOCH,
            said_at: DateTime::UNIX_EPOCH,
        }
    }

    fn reader(role: Option<(Role, &str)>) -> Reader {
        let roles = role.map(|(role, scope)| (role, scope.to_owned()));
        Reader::of(&Actor::Person {
            account: 1,
            roles: roles.into_iter().collect(),
        })
    }

    fn index(partnerships: &[Partnership]) -> Index {
        let mut index = Index::new(
            ["music".to_owned()].into_iter(),
            ["africa".to_owned(), "europe".to_owned()].into_iter(),
            std::iter::empty(),
        );
        partnerships
            .iter()
            .for_each(|partnership| index.put(partnership, place));
        index
    }

    #[test]
    fn a_partnership_that_changes_is_found_as_it_is_now() {
        let accepted = [(0, Consent::Accepted), (2, Consent::Accepted)];
        let mut one = partnership(1, &accepted, 0, false);
        let mut index = index(std::slice::from_ref(&one));
        one.status = Status::Agreed;
        index.put(&one, place);
        let found = index.search(&Ask::parse("status=agreed").0, &Reader::default());
        assert_eq!((index.len(), found.hits.len()), (1, 1));
        assert_eq!(found.count(Facet::Direction, "north-south"), 1);
        assert_eq!(found.count(Facet::Status, "idea"), 0);
    }

    #[test]
    fn nobody_finds_by_what_they_may_not_read() {
        let one = partnership(1, &[(0, Consent::Accepted), (2, Consent::Asked)], 3, false);
        let index = index(&[one]);
        let asks = |address: &str, reader: &Reader| {
            index.search(&Ask::parse(address).0, reader).hits.len()
        };
        let everyone = Reader::default();
        let member = reader(Some((Role::Reviewer, "")));
        assert_eq!(asks("city=bologna", &everyone), 1);
        for hidden in [
            "city=dakar",
            "region=africa",
            "health=at-risk",
            "direction=north-south",
        ] {
            assert_eq!(asks(hidden, &everyone), 0, "{hidden}");
            assert_eq!(asks(hidden, &member), 1, "{hidden}");
        }
        let found = index.search(&Ask::default(), &everyone);
        assert!(
            found.counts[Facet::Health as usize]
                .iter()
                .all(|(_, count)| *count == 0)
        );
        assert_eq!(found.count(Facet::City, "dakar"), 0);
    }

    fn any_partnership() -> impl Strategy<Value = (Vec<(usize, usize)>, usize, bool)> {
        (
            prop::collection::vec((0usize..4, 0usize..3), 1..4),
            0usize..8,
            prop::bool::weighted(0.2),
        )
    }

    proptest! {
        #[test]
        fn counts_and_hits_are_what_a_recount_finds(
            all in prop::collection::vec(any_partnership(), 0..12),
            status in 0usize..8, city in 0usize..4, who in 0usize..4,
        ) {
            let partnerships: Vec<Partnership> = (1..).zip(&all).map(|(id, (cities, status, secret))| {
                let mut cities: Vec<_> = cities.iter().map(|(at, consent)| (*at, Consent::ALL[*consent])).collect();
                cities.dedup_by_key(|(at, _)| *at);
                partnership(id, &cities, *status, *secret)
            }).collect();
            let index = index(&partnerships);
            let reader = [
                Reader::default(), reader(Some((Role::Reviewer, ""))), reader(Some((Role::FocalPoint, "dakar"))),
                reader(Some((Role::Secretariat, ""))),
            ][who].clone();
            let (status, city) = (Status::ALL[status].key(), CITIES[city].0);
            let found = index.search(&Ask::parse(&format!("status={status}&city={city}")).0, &reader);
            let seen: Vec<Partnership> = partnerships.iter().filter_map(|one| reader.sees(one)).collect();
            let has_city = |one: &&Partnership| one.record.city_slugs().contains(&city);
            let hits = seen.iter().filter(has_city).filter(|one| one.status.key() == status).count();
            // A city that nobody named yet is unknown, and then ignored.
            if found.ignored.is_empty() {
                prop_assert_eq!(found.hits.len(), hits);
                for other in Status::ALL {
                    let recount = seen.iter().filter(has_city).filter(|one| one.status == other).count();
                    prop_assert_eq!(found.count(Facet::Status, other.key()) as usize, recount);
                }
                let recount = seen.iter().filter(|one| one.status.key() == status).count();
                let dakar = seen.iter().filter(|one| one.status.key() == status)
                    .filter(|one| one.record.city_slugs().contains(&"dakar")).count();
                prop_assert_eq!(found.count(Facet::City, "dakar") as usize, dakar);
                prop_assert!(found.count(Facet::City, city) as usize <= recount);
            }
        }
    }
}
