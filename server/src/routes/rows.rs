//! The directory as programs read it: the rows of every export, in one place.

use std::collections::BTreeMap;

use domain::directory::{Facet, Found, Profile, Row};
use serde::Serialize;

/// Whom to name when these rows are shown elsewhere.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Credit {
    /// What to write.
    pub text: &'static str,
    /// Where it leads.
    pub url: &'static str,
    /// The licence of the part that is theirs.
    pub license: &'static str,
}

/// Positions and populations are theirs.
pub const CREDIT: Credit = Credit {
    text: "Coordinates, populations and time zones: GeoNames (CC BY 4.0)",
    url: "https://www.geonames.org/",
    license: "https://creativecommons.org/licenses/by/4.0/",
};

/// A city in a list. The first ten are the contract; names of country and field follow the asked language.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "as in domain::directory::Row")]
pub struct Item {
    pub slug: String,
    pub name: String,
    pub country: String,
    pub region: String,
    pub field: String,
    pub designated: i16,
    pub lat: f64,
    pub lon: f64,
    pub population: Option<u32>,
    pub development: String,
    pub country_name: String,
    pub field_name: String,
}

impl From<Row> for Item {
    fn from(row: Row) -> Self {
        Item {
            slug: row.slug,
            name: row.name,
            country: row.country,
            region: row.region,
            field: row.field,
            designated: row.designated,
            lat: row.lat,
            lon: row.lon,
            population: row.population,
            development: row.development,
            country_name: row.country_name,
            field_name: row.field_name,
        }
    }
}

/// A value of a facet with its cities under all other filters; 0 is a count too.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// Its key.
    pub value: String,
    /// Cities.
    pub count: u32,
}

/// Every value of every facet.
pub fn facets(found: &Found) -> BTreeMap<&'static str, Vec<Count>> {
    let counts = |counts: &Vec<(String, u32)>| {
        counts
            .iter()
            .map(|(value, count)| Count {
                value: value.clone(),
                count: *count,
            })
            .collect()
    };
    Facet::ALL
        .iter()
        .map(|facet| facet.key())
        .zip(found.counts.iter().map(counts))
        .collect()
}

/// A page of the list.
#[derive(Debug, Serialize)]
pub struct Listing {
    /// Cities found.
    pub total: usize,
    /// This page, from 1.
    pub page: u32,
    /// Pages, at least one.
    pub pages: u32,
    /// Every value of every facet with its count.
    pub facets: BTreeMap<&'static str, Vec<Count>>,
    /// The cities of this page.
    pub items: Vec<Item>,
    /// Whom to name.
    pub credit: Credit,
}

/// Cities as GeoJSON (RFC 7946).
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
pub struct FeatureCollection {
    /// The cities.
    pub features: Vec<Feature>,
    /// Whom to name.
    pub credit: Credit,
}

/// A city as GeoJSON.
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
pub struct Feature {
    /// Its key.
    pub id: String,
    /// Where it is.
    pub geometry: Point,
    /// What is known of it.
    pub properties: Item,
}

/// A place.
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
pub struct Point {
    /// Degrees east, degrees north.
    pub coordinates: [f64; 2],
}

impl From<Row> for Feature {
    fn from(row: Row) -> Self {
        Feature {
            id: row.slug.clone(),
            geometry: Point {
                coordinates: [row.lon, row.lat],
            },
            properties: row.into(),
        }
    }
}

/// A field that a city held.
#[derive(Debug, Serialize)]
pub struct Period {
    /// Key of the field.
    pub field: String,
    /// First year.
    pub from: i16,
    /// Year in which another took over.
    pub until: Option<i16>,
}

/// A city by itself.
#[derive(Debug, Serialize)]
pub struct CityFile {
    /// As in the list.
    #[serde(flatten)]
    pub item: Item,
    /// Name of its region.
    pub region_name: String,
    /// IANA time zone.
    pub timezone: String,
    /// GeoNames identifier.
    pub geonames_id: Option<u32>,
    /// Keys of its recognitions.
    pub recognitions: Vec<String>,
    /// Its fields, oldest first.
    pub history: Vec<Period>,
    /// Whether a single source alone gives its field.
    pub unconfirmed: bool,
    /// Address of its page.
    pub url: String,
    /// Whom to name.
    pub credit: Credit,
}

impl CityFile {
    /// A city's file, with the address of its page.
    pub fn new(profile: Profile, url: String) -> CityFile {
        let period = |row: domain::directory::PeriodRow| Period {
            field: row.field,
            from: row.from,
            until: row.until,
        };
        CityFile {
            item: profile.row.into(),
            region_name: profile.region_name,
            timezone: profile.timezone,
            geonames_id: profile.geonames_id,
            recognitions: profile.recognitions,
            history: profile.history.into_iter().map(period).collect(),
            unconfirmed: profile.unconfirmed,
            url,
            credit: CREDIT,
        }
    }
}

/// The rows as a table (RFC 4180).
pub fn csv(rows: Vec<Row>) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .has_headers(false)
        .from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for row in rows {
        table.write_record(cells(row))?;
    }
    table
        .into_inner()
        .map_err(|error| error.into_error().into())
}

const COLUMNS: [&str; 12] = [
    "slug",
    "name",
    "country",
    "country_name",
    "region",
    "development",
    "field",
    "field_name",
    "designated",
    "lat",
    "lon",
    "population",
];

fn cells(row: Row) -> [String; 12] {
    [
        harmless(row.slug),
        harmless(row.name),
        harmless(row.country),
        harmless(row.country_name),
        harmless(row.region),
        harmless(row.development),
        harmless(row.field),
        harmless(row.field_name),
        row.designated.to_string(),
        row.lat.to_string(),
        row.lon.to_string(),
        row.population
            .map_or_else(String::new, |people| people.to_string()),
    ]
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it.
fn harmless(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_formula() {
        for name in ["=1+1", "+1", "-1", "@a", "\tx", "\rx"] {
            assert_eq!(harmless(name.to_owned()), format!("'{name}"));
        }
        assert_eq!(harmless("Al-Ahsa".to_owned()), "Al-Ahsa");
    }
}
