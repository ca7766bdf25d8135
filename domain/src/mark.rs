//! The city mark: an emblem drawn from a city's own facts, the same wherever it is drawn.
//!
//! A globe seen from the equator carries the city's parallel and meridian; a ring around it opens at the year
//! of designation, one turn in thirty years. Drawing units: a square of 64.

use crate::city::Year;

const CENTER: f64 = 32.0;
const GLOBE: f64 = 25.0;
const RING: f64 = 30.0;
const DEGREES_A_YEAR: f64 = 12.0;
/// The first year of designations, at noon on the ring.
const FIRST_YEAR: Year = 2004;

/// SVG path of the parallel and the meridian that cross at the city (degrees).
pub fn lines(lat: f64, lon: f64) -> String {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    let height = CENTER - GLOBE * lat.sin();
    let half = GLOBE * lat.cos();
    let bulge = GLOBE * lon.sin();
    format!(
        "M{} {}H{}M32 7A{} 25 0 0 {} 32 57",
        Short(CENTER - half),
        Short(height),
        Short(CENTER + half),
        Short(bulge.abs()),
        u8::from(bulge > 0.0),
    )
}

/// SVG path of the ring, from the year of designation on to noon.
pub fn ring(designated: Year) -> String {
    let turned = (f64::from(designated - FIRST_YEAR) * DEGREES_A_YEAR).rem_euclid(360.0);
    if turned == 0.0 {
        return "M32 2A30 30 0 1 1 31.9 2".to_owned();
    }
    let (sin, cos) = turned.to_radians().sin_cos();
    format!(
        "M{} {}A30 30 0 {} 1 32 2",
        Short(CENTER + RING * sin),
        Short(CENTER - RING * cos),
        u8::from(turned < 180.0),
    )
}

/// A number with one decimal, without a needless `.0`.
pub struct Short(pub f64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round();
        let (whole, rest) = ((tenths / 10.0).trunc(), (tenths % 10.0).abs());
        match (tenths < 0.0 && whole == 0.0, rest == 0.0) {
            (_, true) => write!(f, "{}", whole as i64),
            (true, false) => write!(f, "-0.{}", rest as i64),
            (false, false) => write!(f, "{}.{}", whole as i64, rest as i64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (number, text) in [
            (0.0, "0"),
            (-0.04, "0"),
            (-0.3, "-0.3"),
            (12.0, "12"),
            (7.25, "7.3"),
            (-3.96, "-4"),
        ] {
            assert_eq!(Short(number).to_string(), text);
        }
    }

    #[test]
    fn a_mark_shows_where_and_since_when() {
        assert_eq!(lines(0.0, 0.0), "M7 32H57M32 7A0 25 0 0 0 32 57");
        assert_ne!(lines(44.5, 11.3), lines(-44.5, 11.3));
        assert_eq!(ring(2004), ring(2034));
        assert_ne!(ring(2006), ring(2007));
    }
}
