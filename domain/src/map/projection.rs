use std::fmt;

use serde::{Deserialize, Serialize};

use super::hundredths::Hundredths;

/// Width of the drawing, in drawing units.
pub const WIDTH: f64 = 1000.0;
/// Height of the drawing, in drawing units: from [`NORTH`] to [`SOUTH`].
pub const HEIGHT: f64 = 440.0;
/// Degrees of longitude of the middle; the opposite edge, 169° W, runs through Bering Strait.
pub const CENTRAL_MERIDIAN: f64 = 11.0;
/// Degrees of latitude of the upper edge, beyond all land.
pub const NORTH: f64 = 85.0;
/// Degrees of latitude of the lower edge, which leaves Antarctica out.
pub const SOUTH: f64 = -58.79;

// Equal Earth: Šavrič, Patterson and Jenny, "The Equal Earth map projection",
// International Journal of Geographical Information Science 33 (2019), doi 10.1080/13658816.2018.1504949.
const A1: f64 = 1.340264;
const A2: f64 = -0.081106;
const A3: f64 = 0.000893;
const A4: f64 = 0.003796;
const ROOT_3: f64 = 1.732_050_807_568_877_2;

/// Drawing units per earth radius: the equator, 2 × 2π / (√3 A1) long, fills the width.
const SCALE: f64 = WIDTH * ROOT_3 * A1 / (4.0 * std::f64::consts::PI);
const EQUATOR_Y: f64 = 242.0;

/// A place in the drawing, `x` to the right and `y` downwards, in drawing units; shown as `x y`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Units from the left edge.
    pub x: f64,
    /// Units from the upper edge.
    pub y: f64,
}

impl Point {
    /// A point from its drawing units.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

impl Point {
    /// Its distance from the left edge, as an attribute.
    pub fn left(&self) -> String {
        Hundredths::nearest(self.x).to_string()
    }

    /// Its distance from the top edge, as an attribute.
    pub fn top(&self) -> String {
        Hundredths::nearest(self.y).to_string()
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}",
            Hundredths::nearest(self.x),
            Hundredths::nearest(self.y)
        )
    }
}

/// Where a place (degrees, WGS 84) lies in the drawing, by the Equal Earth projection (Šavrič, Patterson, Jenny 2018).
///
/// Rounded to 0.01 units, so that server and browser agree although their sines differ in the last bit.
/// Places north of [`NORTH`] or south of [`SOUTH`] lie on the edge; 169° W is the left edge and 191° E the right one.
pub fn project(lat: f64, lon: f64) -> Point {
    let (x, y) = equal_earth(lat.clamp(SOUTH, NORTH), from_central_meridian(lon));
    Point::new(
        Hundredths::nearest(WIDTH / 2.0 + x * SCALE).value(),
        Hundredths::nearest(EQUATOR_Y - y * SCALE).value(),
    )
}

/// The place (latitude, longitude in degrees) at a point of the drawing; outside the globe, the nearest on its rim.
pub fn unproject(point: Point) -> (f64, f64) {
    let y = (EQUATOR_Y - point.y.clamp(0.0, HEIGHT)) / SCALE;
    let mut theta = y / A1;
    for _ in 0..6 {
        theta -= (northing(theta) - y) / northing_slope(theta);
    }
    let x = (point.x - WIDTH / 2.0) / SCALE;
    let lon = (x * ROOT_3 * northing_slope(theta) / (2.0 * theta.cos())).to_degrees();
    let lat = (2.0 * theta.sin() / ROOT_3).asin().to_degrees();
    // Not quite 180: the right edge is the same meridian as the left one, where it would be drawn.
    (lat, to_greenwich(lon.clamp(-180.0, 179.99)))
}

/// Degrees in, earth radii east and north of the middle out.
fn equal_earth(lat: f64, lon: f64) -> (f64, f64) {
    let theta = (ROOT_3 / 2.0 * lat.to_radians().sin()).asin();
    let x = 2.0 * lon.to_radians() * theta.cos() / (ROOT_3 * northing_slope(theta));
    (x, northing(theta))
}

fn northing(theta: f64) -> f64 {
    let t2 = theta * theta;
    theta * (A1 + A2 * t2 + t2 * t2 * t2 * (A3 + A4 * t2))
}

fn northing_slope(theta: f64) -> f64 {
    let t2 = theta * theta;
    A1 + 3.0 * A2 * t2 + t2 * t2 * t2 * (7.0 * A3 + 9.0 * A4 * t2)
}

fn from_central_meridian(lon: f64) -> f64 {
    match lon - CENTRAL_MERIDIAN {
        east if east > 180.0 => east - 360.0,
        west if west < -180.0 => west + 360.0,
        near => near,
    }
}

fn to_greenwich(lon: f64) -> f64 {
    match lon + CENTRAL_MERIDIAN {
        east if east > 180.0 => east - 360.0,
        near => near,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lattice() -> impl Iterator<Item = (f64, f64)> {
        (-90..=90).flat_map(|lat| (-180..=180).map(move |lon| (f64::from(lat), f64::from(lon))))
    }

    #[test]
    fn the_central_meridian_on_the_equator_is_the_middle() {
        assert_eq!(project(0.0, CENTRAL_MERIDIAN), Point::new(500.0, 242.0));
    }

    #[test]
    fn known_values_of_equal_earth_hold() {
        // As d3-geo 3.1.2 (geoEqualEarthRaw) computes them.
        let near = |(x, y): (f64, f64), (known_x, known_y): (f64, f64)| {
            assert!(
                (x - known_x).abs() < 1e-5 && (y - known_y).abs() < 1e-5,
                "{x} {y}"
            );
        };
        near(equal_earth(0.0, 180.0), (2.706_63, 0.0));
        near(equal_earth(90.0, 0.0), (0.0, 1.317_363));
        near(equal_earth(45.0, 90.0), (1.159_854, 0.860_231));
        near(equal_earth(-30.0, -150.0), (-2.109_751, -0.592_935));
        near(equal_earth(60.0, 30.0), (0.339_843, 1.088_301));
    }

    #[test]
    fn the_globe_fills_the_drawing_from_edge_to_edge() {
        assert_eq!(project(0.0, -169.0).x, 0.0);
        assert_eq!(project(0.0, 191.0).x, WIDTH);
        assert!(project(NORTH, 0.0).y.abs() < 0.05);
        assert!((project(SOUTH, 0.0).y - HEIGHT).abs() < 0.05);
    }

    #[test]
    fn every_place_lies_within_the_drawing() {
        for (lat, lon) in lattice() {
            let point = project(lat, lon);
            assert!(
                (0.0..=WIDTH).contains(&point.x) && (0.0..=HEIGHT).contains(&point.y),
                "{lat} {lon}"
            );
        }
    }

    #[test]
    fn east_is_right_and_north_is_up() {
        let (lisbon, tokyo, oslo) = (
            project(38.7, -9.1),
            project(35.7, 139.7),
            project(59.9, 10.8),
        );
        assert!(lisbon.x < oslo.x && oslo.x < tokyo.x);
        assert!(oslo.y < lisbon.y && lisbon.y < tokyo.y);
        assert!(project(21.3, -157.9).x < 100.0, "Honolulu is in the west");
        assert!(project(-13.8, -171.8).x > 900.0, "Apia is in the east");
    }

    #[test]
    fn equal_areas_on_the_globe_are_equal_in_the_drawing() {
        let side = 0.01;
        for (lat, lon) in lattice().filter(|(lat, lon)| lat.abs() < 89.0 && lon % 30.0 == 0.0) {
            let (west, south) = equal_earth(lat - side, lon - side);
            let (east, _) = equal_earth(lat - side, lon + side);
            let (left, north) = equal_earth(lat + side, lon - side);
            let (right, _) = equal_earth(lat + side, lon + side);
            let drawn = ((east - west) + (right - left)) / 2.0 * (north - south);
            let real = (2.0 * side).to_radians()
                * ((lat + side).to_radians().sin() - (lat - side).to_radians().sin());
            assert!(
                (drawn / real - 1.0).abs() < 1e-4,
                "{lat} {lon}: {}",
                drawn / real
            );
        }
    }

    #[test]
    fn a_projected_place_is_found_again() {
        let inside = lattice().filter(|(lat, lon)| (SOUTH..NORTH).contains(lat) && *lon != -169.0);
        for (lat, lon) in inside {
            let (found_lat, found_lon) = unproject(project(lat, lon));
            let turn = (found_lon - lon).abs();
            assert!((found_lat - lat).abs() < 0.02, "{lat} {lon}: {found_lat}");
            assert!(
                turn.min((turn - 360.0).abs()) < 0.02,
                "{lat} {lon}: {found_lon}"
            );
        }
    }

    #[test]
    fn a_corner_outside_the_globe_gives_a_place_on_its_rim() {
        let (lat, lon) = unproject(Point::new(-50.0, -50.0));
        assert!((lat - NORTH).abs() < 0.1 && lon == -169.0);
    }

    #[test]
    fn a_point_is_shown_with_two_decimals() {
        assert_eq!(Point::new(1.0, 20.456).to_string(), "1 20.46");
    }

    #[test]
    fn the_checked_in_map_has_the_size_of_the_drawing() {
        let svg = include_str!("../../../public/world.svg");
        assert!(svg.contains(&format!(r#"viewBox="0 0 {WIDTH} {HEIGHT}""#)));
        for part in ["land", "graticule", "sphere"] {
            assert!(
                svg.contains(&format!(r#"<path id="{part}" d="m"#)),
                "{part}"
            );
        }
    }
}
