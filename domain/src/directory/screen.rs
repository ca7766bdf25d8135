//! Read models: what one page shows, with words in the reader's language.

use serde::{Deserialize, Serialize};

use super::{
    index::Index,
    query::{Facet, Ignored, Query, View},
    search::Found,
};
use crate::{
    city::{City, Year},
    map::{self, Point, Viewport},
    mark::Short,
};

/// One city in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its address.
    pub slug: String,
    /// Its name in Latin script.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The country's name.
    pub country_name: String,
    /// Key of the region.
    pub region: String,
    /// Key of the development group.
    pub development: String,
    /// Key of the creative field, as of the year in question.
    pub field: String,
    /// The field's name.
    pub field_name: String,
    /// Year of designation.
    pub designated: Year,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// About how many people live there.
    pub population: Option<u32>,
}

/// One choice of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Its key in addresses.
    pub value: String,
    /// Its name; empty where the page has the words.
    pub label: String,
    /// Cities with it under all other filters.
    pub count: u32,
}

/// The choices of every facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Creative fields.
    pub field: Vec<FacetValue>,
    /// Regions.
    pub region: Vec<FacetValue>,
    /// Countries with a member, by name.
    pub country: Vec<FacetValue>,
    /// Development groups.
    pub development: Vec<FacetValue>,
    /// Recognitions.
    pub recognition: Vec<FacetValue>,
}

impl Facets {
    /// The choices of one facet.
    pub fn of(&self, facet: Facet) -> &[FacetValue] {
        match facet {
            Facet::Field => &self.field,
            Facet::Region => &self.region,
            Facet::Country => &self.country,
            Facet::Development => &self.development,
            Facet::Recognition => &self.recognition,
        }
    }

    pub(super) fn of_mut(&mut self, facet: Facet) -> &mut Vec<FacetValue> {
        match facet {
            Facet::Field => &mut self.field,
            Facet::Region => &mut self.region,
            Facet::Country => &mut self.country,
            Facet::Development => &mut self.development,
            Facet::Recognition => &mut self.recognition,
        }
    }

    /// The name of a choice; empty where the page has the words or there is no such choice.
    pub fn label(&self, facet: Facet, value: &str) -> &str {
        let mut choices = self.of(facet).iter();
        choices
            .find(|choice| choice.value == value)
            .map_or("", |choice| &choice.label)
    }
}

/// A dot or a group of dots on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// Where, in drawing units.
    pub at: Point,
    /// How many cities it stands for.
    pub count: u32,
    /// The city, where it stands for one.
    pub city: Option<Row>,
    /// The part of the world in which its cities stand apart; `None` where no zoom parts them.
    pub opens: Option<Viewport>,
}

/// The answer to a question as the directory page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// Cities found.
    pub total: u32,
    /// Members in the directory, whatever the filters.
    pub members: u32,
    /// Pages of them, at least one.
    pub pages: u32,
    /// The choices of every facet.
    pub facets: Facets,
    /// The cities of this page.
    pub rows: Vec<Row>,
    /// Dots, where the map is shown.
    pub markers: Vec<Marker>,
    /// Parts of the address that could not be followed.
    pub ignored: Vec<Ignored>,
    /// First and last year of designations: the ends of the time control.
    pub years: (Year, Year),
}

/// A key with its words and a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Its key.
    pub key: String,
    /// Its name.
    pub label: String,
    /// How many cities.
    pub count: u32,
}

/// Members after a class of designations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Growth {
    /// Year.
    pub year: Year,
    /// Members then.
    pub members: u32,
    /// Of them new in this year.
    pub joined: u32,
}

/// The network at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Members, as announced after the last class.
    pub members: u32,
    /// Countries with a member in the directory.
    pub countries: u32,
    /// Cities by creative field.
    pub fields: Vec<Tally>,
    /// Cities by region.
    pub regions: Vec<Tally>,
    /// Members over the years.
    pub growth: Vec<Growth>,
    /// Positions of the cities of each field, as an SVG path of round dots.
    pub dots: Vec<(String, String)>,
}

/// A field that a city held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodRow {
    /// Key of the field.
    pub field: String,
    /// Its name.
    pub field_name: String,
    /// First year.
    pub from: Year,
    /// Year in which another took over.
    pub until: Option<Year>,
}

/// A city's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The city.
    pub row: Row,
    /// Name of its region.
    pub region_name: String,
    /// IANA time zone.
    pub timezone: String,
    /// GeoNames identifier.
    pub geonames_id: Option<u32>,
    /// Whether a single source alone gives its field.
    pub unconfirmed: bool,
    /// Keys of its recognitions.
    pub recognitions: Vec<String>,
    /// Its fields, oldest first.
    pub history: Vec<PeriodRow>,
    /// Nearest members in the same field.
    pub in_field: Vec<Row>,
    /// Nearest members in the same region.
    pub in_region: Vec<Row>,
}

/// How much is known of the cities of one region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionCoverage {
    /// Key of the region.
    pub region: String,
    /// Its name.
    pub label: String,
    /// Cities.
    pub cities: u32,
    /// Of them with a population.
    pub population: u32,
    /// With other names for search.
    pub names: u32,
    /// With a recognition.
    pub recognition: u32,
}

/// How complete the directory is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Members, as announced after the last class.
    pub members: u32,
    /// Year of the last class.
    pub year: Year,
    /// Cities in the directory.
    pub held: u32,
    /// What is filled, by region.
    pub regions: Vec<RegionCoverage>,
    /// Cities whose field a single source gives.
    pub unconfirmed: Vec<Row>,
    /// Cities without a population: areas wider than a town.
    pub wide: Vec<Row>,
}

/// How many neighbours a city's page names.
const NEIGHBOURS: usize = 6;

impl Index {
    /// Puts an answer into words.
    pub fn screen(&self, found: &Found, query: &Query, language: &str) -> Screen {
        let markers = match query.view {
            View::Map => self.markers(&found.hits, query, language),
            View::List | View::Table => Vec::new(),
        };
        let years = self.years();
        Screen {
            total: count(&found.hits),
            members: u32::try_from(self.len()).unwrap_or(u32::MAX),
            pages: found.pages(query),
            facets: self.facets(found, query, language),
            rows: self.rows(found.page(query), query.as_of, language),
            markers,
            ignored: found.ignored.clone(),
            years,
        }
    }

    /// One city in words, with the field that it held in a year or holds today.
    pub fn row(&self, at: u32, as_of: Option<Year>, language: &str) -> Option<Row> {
        let city = self.city(at)?;
        let country = self.country(&city.country);
        let field = as_of
            .and_then(|year| city.field_in(year))
            .unwrap_or(city.field());
        Some(Row {
            slug: city.slug.clone(),
            name: city.name.clone(),
            country: city.country.clone(),
            country_name: self.label(Facet::Country, &city.country, language),
            region: country.map_or_else(String::new, |c| c.region.clone()),
            development: country.map_or_else(String::new, |c| c.development.clone()),
            field: field.to_owned(),
            field_name: self.label(Facet::Field, field, language),
            designated: city.designated,
            lat: city.lat,
            lon: city.lon,
            population: city.population,
        })
    }

    /// Several cities in words.
    pub fn rows(
        &self,
        cities: impl Iterator<Item = u32>,
        as_of: Option<Year>,
        language: &str,
    ) -> Vec<Row> {
        cities
            .filter_map(|at| self.row(at, as_of, language))
            .collect()
    }

    /// The network at a glance.
    pub fn overview(&self, language: &str) -> Overview {
        let tally = |facet: Facet| {
            let values = self.values(facet).iter();
            let tally = values.map(|(key, cities)| Tally {
                label: self.label(facet, key, language),
                key: key.clone(),
                count: cities.len(),
            });
            tally.collect::<Vec<_>>()
        };
        let countries = self
            .values(Facet::Country)
            .iter()
            .filter(|(_, cities)| cities.len() > 0);
        let fields = tally(Facet::Field);
        Overview {
            members: self.members(),
            countries: u32::try_from(countries.count()).unwrap_or(u32::MAX),
            dots: fields
                .iter()
                .map(|f| (f.key.clone(), self.dots(&f.key)))
                .collect(),
            regions: tally(Facet::Region),
            growth: self.growth(),
            fields,
        }
    }

    /// A city's page.
    pub fn profile(&self, slug: &str, language: &str) -> Option<Profile> {
        let at = self.find(slug)?;
        let city = self.city(at)?;
        let row = self.row(at, None, language)?;
        let period = |period: &crate::city::FieldPeriod| PeriodRow {
            field_name: self.label(Facet::Field, &period.field, language),
            field: period.field.clone(),
            from: period.from,
            until: period.until,
        };
        let is_same_region = |other: &City| {
            self.country(&other.country)
                .is_some_and(|c| c.region == row.region)
        };
        let in_field = self.nearest(at, |other| other.field() == city.field());
        let in_region = self.nearest(at, is_same_region);
        Some(Profile {
            region_name: self.label(Facet::Region, &row.region, language),
            timezone: city.timezone.clone(),
            geonames_id: city.geonames_id,
            unconfirmed: city.unconfirmed,
            recognitions: city.recognitions.clone(),
            history: city.fields.iter().map(period).collect(),
            in_field: self.rows(in_field.into_iter(), None, language),
            in_region: self.rows(in_region.into_iter(), None, language),
            row,
        })
    }

    /// How complete the directory is.
    pub fn coverage(&self, language: &str) -> Coverage {
        let region = |(key, cities): &(String, super::bitset::BitSet)| {
            let mut region = RegionCoverage {
                label: self.label(Facet::Region, key, language),
                region: key.clone(),
                ..RegionCoverage::default()
            };
            let held = self
                .cities()
                .filter(|(at, _)| cities.contains(*at as usize));
            for (at, city) in held {
                region.cities += 1;
                region.population += u32::from(city.population.is_some());
                region.names += u32::from(self.other_names(at) > 0);
                region.recognition += u32::from(!city.recognitions.is_empty());
            }
            region
        };
        let those = |passes: fn(&City) -> bool| {
            let cities = self.cities().filter(|(_, city)| passes(city));
            self.rows(cities.map(|(at, _)| at), None, language)
        };
        Coverage {
            members: self.members(),
            year: self.roster().classes.last().map_or(0, |class| class.year),
            held: u32::try_from(self.len()).unwrap_or(u32::MAX),
            regions: self.values(Facet::Region).iter().map(region).collect(),
            unconfirmed: those(|city| city.unconfirmed),
            wide: those(|city| city.population.is_none()),
        }
    }

    /// The name of a facet's value; empty where the pages have the words.
    fn label(&self, facet: Facet, value: &str, language: &str) -> String {
        self.words(facet, value)
            .map_or_else(String::new, |words| words.get(language).to_owned())
    }

    fn facets(&self, found: &Found, query: &Query, language: &str) -> Facets {
        let counts = |facet: Facet| {
            found
                .counts
                .get(facet as usize)
                .map_or(&[][..], Vec::as_slice)
        };
        let value = |facet: Facet, (key, count): &(String, u32)| FacetValue {
            label: self.label(facet, key, language),
            value: key.clone(),
            count: *count,
        };
        let of = |facet: Facet| {
            counts(facet)
                .iter()
                .map(|count| value(facet, count))
                .collect()
        };
        let country = |at: &u32| {
            let at = *at as usize;
            let count = counts(Facet::Country).get(at)?;
            let (key, members) = self.values(Facet::Country).get(at)?;
            let is_shown = members.len() > 0 || query.has(Facet::Country, key);
            is_shown.then(|| value(Facet::Country, count))
        };
        Facets {
            field: of(Facet::Field),
            region: of(Facet::Region),
            country: self
                .countries_by_name(language)
                .iter()
                .filter_map(country)
                .collect(),
            development: of(Facet::Development),
            recognition: of(Facet::Recognition),
        }
    }

    fn markers(&self, hits: &[u32], query: &Query, language: &str) -> Vec<Marker> {
        let places = hits.iter().filter_map(|at| {
            let city = self.city(*at)?;
            Some((*at, map::project(city.lat, city.lon)))
        });
        let places: Vec<(u32, Point)> = places.collect();
        let marker = |cluster: map::Cluster| Marker {
            at: cluster.center,
            count: count(&cluster.members),
            city: match cluster.members.as_slice() {
                [one] => self.row(*one, query.as_of, language),
                _ => None,
            },
            opens: self.opens(&cluster.members),
        };
        map::cluster(&places, &query.at)
            .into_iter()
            .map(marker)
            .collect()
    }

    fn opens(&self, members: &[u32]) -> Option<Viewport> {
        let places = members.iter().filter_map(|at| self.city(*at));
        let places: Vec<Point> = places
            .map(|city| map::project(city.lat, city.lon))
            .collect();
        map::can_part(&places).then(|| map::viewport_of(&places))
    }

    fn cities(&self) -> impl Iterator<Item = (u32, &City)> {
        (0u32..).zip(&self.roster().cities)
    }

    fn years(&self) -> (Year, Year) {
        let years = || self.roster().cities.iter().map(|city| city.designated);
        (years().min().unwrap_or(0), years().max().unwrap_or(0))
    }

    fn members(&self) -> u32 {
        let held = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.roster()
            .classes
            .last()
            .map_or(held, |class| class.members.max(held))
    }

    /// Members after each year: as announced where it was, as counted in the directory where it was not.
    fn growth(&self) -> Vec<Growth> {
        let mut joined = std::collections::BTreeMap::<Year, u32>::new();
        for city in &self.roster().cities {
            *joined.entry(city.designated).or_default() += 1;
        }
        let mut counted = 0;
        let mut before = 0;
        let year = |(year, joined): (Year, u32)| {
            counted += joined;
            let class = self
                .roster()
                .classes
                .iter()
                .find(|class| class.year == year);
            let members = class.map_or(counted, |class| class.members);
            let growth = Growth {
                year,
                members,
                joined: members.saturating_sub(before),
            };
            before = members;
            growth
        };
        joined.into_iter().map(year).collect()
    }

    fn dots(&self, field: &str) -> String {
        let mut path = String::new();
        for city in self
            .roster()
            .cities
            .iter()
            .filter(|city| city.field() == field)
        {
            let Point { x, y } = map::project(city.lat, city.lon);
            path.push_str(&format!("M{} {}h0", Short(x), Short(y)));
        }
        path
    }

    fn nearest(&self, at: u32, passes: impl Fn(&City) -> bool) -> Vec<u32> {
        let Some(here) = self.city(at) else {
            return Vec::new();
        };
        let others = self
            .cities()
            .filter(|(other, city)| *other != at && passes(city));
        let mut near: Vec<(u64, u32)> = others
            .map(|(other, city)| (meters(here, city), other))
            .collect();
        near.sort_unstable();
        near.into_iter()
            .take(NEIGHBOURS)
            .map(|(_, other)| other)
            .collect()
    }
}

/// Great-circle distance in metres (haversine, mean earth radius).
fn meters(a: &City, b: &City) -> u64 {
    let half = |x: f64, y: f64| ((x - y).to_radians() / 2.0).sin().powi(2);
    let root = half(a.lat, b.lat)
        + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half(a.lon, b.lon);
    (2.0 * 6_371_000.0 * root.sqrt().min(1.0).asin()) as u64
}

fn count(cities: &[u32]) -> u32 {
    u32::try_from(cities.len()).unwrap_or(u32::MAX)
}
