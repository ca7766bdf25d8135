//! What the network knows of its members, as plain facts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A calendar year.
pub type Year = i16;

/// One text in several languages, keyed by language code (`en`, `fr`, `ar` …).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The text in a language; English where it is missing, then any language, then nothing.
    pub fn get(&self, language: &str) -> &str {
        self.0
            .get(language)
            .or_else(|| self.0.get("en"))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }
}

impl<L: Into<String>, T: Into<String>> FromIterator<(L, T)> for Words {
    fn from_iter<I: IntoIterator<Item = (L, T)>>(pairs: I) -> Self {
        Words(
            pairs
                .into_iter()
                .map(|(language, text)| (language.into(), text.into()))
                .collect(),
        )
    }
}

/// A creative field or a region: a key with words, valid for a span of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Stable key, as in addresses (`media-arts`).
    pub key: String,
    /// Its name.
    pub words: Words,
    /// First year in which cities could hold it.
    pub from: Option<Year>,
    /// Year from which it is no longer given.
    pub until: Option<Year>,
}

/// A country as the directory groups by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Key of its region.
    pub region: String,
    /// Key of its development group today (`developed`, `developing`; UNCTAD's rule).
    pub development: String,
    /// Its name.
    pub words: Words,
}

/// A creative field that a city held from one year (inclusive) until another (exclusive).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPeriod {
    /// Key of the field.
    pub field: String,
    /// First year.
    pub from: Year,
    /// Year in which another field took over; `None` while it lasts.
    pub until: Option<Year>,
}

impl FieldPeriod {
    /// Whether the period covers a year.
    pub fn covers(&self, year: Year) -> bool {
        self.from <= year && self.until.is_none_or(|until| year < until)
    }
}

/// A member city. Its region and development group follow from its country.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct City {
    /// Stable key, as in addresses.
    pub slug: String,
    /// Its name in Latin script.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Year of designation.
    pub designated: Year,
    /// WGS 84 latitude, degrees north.
    pub lat: f64,
    /// WGS 84 longitude, degrees east.
    pub lon: f64,
    /// About how many people live there (GeoNames); unknown for areas wider than a town.
    pub population: Option<u32>,
    /// Its creative fields over time, oldest first.
    pub fields: Vec<FieldPeriod>,
    /// Keys of recognitions it holds (`creative-hub`, `socio-cultural-cluster`).
    pub recognitions: Vec<String>,
    /// Days since 1970-01-01 of the last change to its record.
    pub updated: u32,
    /// In how many public partnerships it takes part.
    pub partnerships: u32,
    /// IANA time zone; empty where the reader does not need it.
    pub timezone: String,
    /// GeoNames identifier.
    pub geonames_id: Option<u32>,
    /// Whether a single source alone gives its field.
    pub unconfirmed: bool,
}

impl City {
    /// The field it holds today.
    pub fn field(&self) -> &str {
        self.fields.last().map_or("", |period| &period.field)
    }

    /// Whether its field in some year of its membership is another than today's.
    pub fn has_moved(&self) -> bool {
        match self.fields.as_slice() {
            [only] => only.until.is_some() || only.from > self.designated,
            _ => true,
        }
    }

    /// The field it held in a year, if it was a member then.
    pub fn field_in(&self, year: Year) -> Option<&str> {
        self.fields
            .iter()
            .find(|period| period.covers(year))
            .map(|period| period.field.as_str())
    }
}

/// How many members the network announced after a class of designations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Year of the class.
    pub year: Year,
    /// Members of the network after it, as announced.
    pub members: u32,
}

/// The whole network as rows: what a directory index is made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    /// Creative fields, in the order in which they are shown.
    pub fields: Vec<Term>,
    /// Regions, in the order in which they are shown.
    pub regions: Vec<Term>,
    /// Every country that may have a member.
    pub countries: Vec<Country>,
    /// Announced sizes of the network, oldest first.
    pub classes: Vec<Class>,
    /// Member cities.
    pub cities: Vec<City>,
    /// Other names of cities in any script, for search: position in `cities`, name.
    pub names: Vec<(u32, String)>,
}
