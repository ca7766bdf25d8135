//! The seed files, which are part of the program, and how to read them.

use domain::city::Words;
use serde::de::DeserializeOwned;

use crate::error::StoreError;

/// Changes when the same files have to be brought in anew because this code reads them otherwise.
const READING: &str = "1";

/// A seed file.
#[derive(Clone, Copy)]
pub(super) struct File {
    name: &'static str,
    text: &'static str,
}

macro_rules! file {
    ($name:literal) => {
        File {
            name: $name,
            text: include_str!(concat!("../seeds/", $name)),
        }
    };
}

pub(super) const REGIONS: File = file!("regions.csv");
pub(super) const FIELDS: File = file!("fields.csv");
pub(super) const COUNTRIES: File = file!("countries.csv");
pub(super) const CLASSES: File = file!("classes.csv");
pub(super) const CITIES: File = file!("cities.csv");
pub(super) const CITY_FIELDS: File = file!("city_fields.csv");
pub(super) const CITY_NAMES: File = file!("city_names.csv");

/// A number that changes with any letter of the files (FNV-1a, which no release of Rust alters).
pub(super) fn fingerprint() -> String {
    let files = [
        REGIONS,
        FIELDS,
        COUNTRIES,
        CLASSES,
        CITIES,
        CITY_FIELDS,
        CITY_NAMES,
    ];
    let texts = files.iter().flat_map(|file| [file.name, file.text]);
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in [READING].into_iter().chain(texts).flat_map(str::bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// The rows of a file, each with its columns `name_en`, `name_fr` … as words.
pub(super) fn rows<R: DeserializeOwned>(file: File) -> Result<Vec<(R, Words)>, StoreError> {
    read(file).map_err(|error| StoreError::Seed {
        file: file.name,
        reason: error.to_string(),
    })
}

fn read<R: DeserializeOwned>(file: File) -> Result<Vec<(R, Words)>, csv::Error> {
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    let headers = reader.headers()?.clone();
    let row = |record: csv::StringRecord| {
        let words = headers
            .iter()
            .zip(&record)
            .filter_map(|(column, text)| Some((column.strip_prefix("name_")?, text)))
            .collect();
        Ok((record.deserialize(Some(&headers))?, words))
    };
    reader.records().map(|record| row(record?)).collect()
}
