//! The direction of a cooperation, derived from the countries of its cities.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Which group a country counts to, by the dated table of countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Development {
    /// Developed; the North.
    Developed,
    /// Developing; the South.
    Developing,
}

/// Between whom a cooperation goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Within one country.
    Domestic,
    /// Between developed countries.
    NorthNorth,
    /// Between developed countries and one developing country.
    NorthSouth,
    /// Between developing countries.
    SouthSouth,
    /// Between developing countries, with developed ones in support.
    NorthSouthSouth,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Direction; 5] = [
        Direction::Domestic,
        Direction::NorthNorth,
        Direction::NorthSouth,
        Direction::SouthSouth,
        Direction::NorthSouthSouth,
    ];

    /// Stable key, as in addresses and rows.
    pub fn key(self) -> &'static str {
        match self {
            Direction::Domestic => "domestic",
            Direction::NorthNorth => "north-north",
            Direction::NorthSouth => "north-south",
            Direction::SouthSouth => "south-south",
            Direction::NorthSouthSouth => "north-south-south",
        }
    }

    /// The direction of a key.
    pub fn of_key(key: &str) -> Option<Direction> {
        let mut all = Direction::ALL.into_iter();
        all.find(|direction| direction.key() == key)
    }
}

/// The direction between the countries of the cities, by code. None without a city, and where a country counts to no
/// group. South-South needs two developing countries, North-South-South developed ones besides (United Nations Office for
/// South-South Cooperation).
pub fn direction<'a>(
    countries: impl IntoIterator<Item = (&'a str, Option<Development>)>,
) -> Option<Direction> {
    let countries: BTreeMap<&str, Option<Development>> = countries.into_iter().collect();
    if countries.len() == 1 {
        return Some(Direction::Domestic);
    }
    let groups: Option<Vec<Development>> = countries.into_values().collect();
    let groups = groups.filter(|groups| !groups.is_empty())?;
    let south = groups
        .iter()
        .filter(|group| **group == Development::Developing)
        .count();
    Some(match (groups.len() - south, south) {
        (_, 0) => Direction::NorthNorth,
        (0, _) => Direction::SouthSouth,
        (_, 1) => Direction::NorthSouth,
        _ => Direction::NorthSouthSouth,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NORTH: Option<Development> = Some(Development::Developed);
    const SOUTH: Option<Development> = Some(Development::Developing);

    #[test]
    fn the_direction_follows_from_the_countries() {
        let of = |countries: &[(&'static str, Option<Development>)]| {
            direction(countries.iter().copied())
        };
        assert_eq!(of(&[]), None);
        assert_eq!(
            of(&[("SN", SOUTH), ("SN", SOUTH)]),
            Some(Direction::Domestic)
        );
        assert_eq!(
            of(&[("IT", NORTH), ("FR", NORTH)]),
            Some(Direction::NorthNorth)
        );
        assert_eq!(
            of(&[("IT", NORTH), ("SN", SOUTH)]),
            Some(Direction::NorthSouth)
        );
        assert_eq!(
            of(&[("IT", NORTH), ("FR", NORTH), ("SN", SOUTH)]),
            Some(Direction::NorthSouth)
        );
        assert_eq!(
            of(&[("CO", SOUTH), ("SN", SOUTH)]),
            Some(Direction::SouthSouth)
        );
        assert_eq!(
            of(&[("IT", NORTH), ("CO", SOUTH), ("SN", SOUTH)]),
            Some(Direction::NorthSouthSouth)
        );
        assert_eq!(of(&[("IT", NORTH), ("XX", None)]), None);
    }

    #[test]
    fn directions_have_keys_of_their_own() {
        for direction in Direction::ALL {
            assert_eq!(Direction::of_key(direction.key()), Some(direction));
            assert_eq!(serde_json::to_value(direction).unwrap(), direction.key());
        }
    }

    proptest! {
        #[test]
        fn the_order_of_cities_and_a_second_city_change_nothing(
            mut countries in prop::collection::vec(("[A-Z]", prop::bool::ANY), 1..6)
        ) {
            // One country, one group.
            countries.sort();
            countries.dedup_by(|one, other| one.0 == other.0);
            let group = |is_south: bool| if is_south { SOUTH } else { NORTH };
            let of = |countries: &[(String, bool)]| {
                direction(countries.iter().map(|(code, south)| (code.as_str(), group(*south))))
            };
            let once = of(&countries);
            let mut twice: Vec<_> = countries.iter().rev().cloned().collect();
            twice.extend(countries.clone());
            prop_assert_eq!(once, of(&twice));
        }
    }
}
