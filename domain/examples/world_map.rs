//! Draws `public/world.svg`: `cargo run -p domain --example world_map`.
//!
//! `land-50m.json` is Natural Earth's land at 1:50 million (public domain) as the npm package `world-atlas` 2.0.2
//! packs it. Pages show parts of the drawing by `<use href="/world.svg#land"/>` and give the colours themselves.

use std::{error::Error, fs, path::Path};

use domain::map::{CENTRAL_MERIDIAN, HEIGHT, NORTH, Point, SOUTH, WIDTH, project};
use geojson::Value;
use topojson::{TopoJson, to_geojson};

/// A corner of the coast that adds less than this (square drawing units) is left out.
const LEAST_CORNER: f64 = 0.1;
/// The same for the lines of the globe, which should look curved.
const LEAST_BEND: f64 = 0.3;
/// An island smaller than this (square drawing units of 1,190 km² each) is left out.
const LEAST_ISLAND: f64 = 0.15;
/// Land that lies wholly south of this (degrees) is left out: Antarctica.
const ANTARCTIC: f64 = -60.0;
/// Degrees between the lines of the graticule.
const GRATICULE: usize = 30;

/// Latitude and longitude in degrees. Along a line longitudes run on past ±180, so that none jumps.
type Place = (f64, f64);

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let coast = coast(&fs::read_to_string(folder.join("examples/land-50m.json"))?)?;
    let land: Vec<_> = coast
        .iter()
        .flat_map(|ring| cut_at_edges(ring))
        .filter_map(|ring| island(&ring))
        .collect();
    let graticule: Vec<_> = parallels()
        .chain(meridians())
        .map(|line| simplified(project_all(&line), LEAST_BEND))
        .collect();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\n\
         <!-- Land: Natural Earth 1:50m (public domain). Equal Earth projection, middle {CENTRAL_MERIDIAN}° E.\n\
         \x20    Made by domain/examples/world_map.rs; do not edit. -->\n\
         <path id=\"land\" d=\"{}\"/>\n\
         <path id=\"graticule\" d=\"{}\"/>\n\
         <path id=\"sphere\" d=\"{}\"/>\n\
         </svg>\n",
        path(&land, "z"),
        path(&graticule, ""),
        path(&[simplified(project_all(&rim()), LEAST_BEND)], "z"),
    );
    fs::write(folder.join("../public/world.svg"), &svg)?;
    println!(
        "public/world.svg: {} pieces of land, {} bytes",
        land.len(),
        svg.len()
    );
    Ok(())
}

/// The closed lines around all land but Antarctica, and around inland seas.
fn coast(topology: &str) -> Result<Vec<Vec<Place>>, Box<dyn Error>> {
    let TopoJson::Topology(topology) = topology.parse()? else {
        return Err("the land is not a topology".into());
    };
    let land = to_geojson(&topology, "land")?;
    let shapes = land
        .features
        .into_iter()
        .filter_map(|feature| feature.geometry);
    let polygons = shapes.flat_map(|shape| match shape.value {
        Value::Polygon(rings) => vec![rings],
        Value::MultiPolygon(polygons) => polygons,
        _ => Vec::new(),
    });
    let rings = polygons.flatten().map(|ring| unrolled(&ring));
    Ok(rings
        .filter(|ring| ring.iter().any(|(lat, _)| *lat > ANTARCTIC))
        .collect())
}

fn unrolled(ring: &[Vec<f64>]) -> Vec<Place> {
    let mut before: Option<f64> = None;
    let positions = ring
        .iter()
        .filter_map(|position| Some((*position.get(1)?, *position.first()?)));
    positions
        .map(|(lat, lon)| {
            let lon = before.map_or(lon, |before| lon + 360.0 * ((before - lon) / 360.0).round());
            before = Some(lon);
            (lat, lon)
        })
        .collect()
}

/// The parts of a ring between the left and the right edge of the drawing, wherever on the globe it was written down.
fn cut_at_edges(ring: &[Place]) -> Vec<Vec<Place>> {
    let (west, east) = (CENTRAL_MERIDIAN - 180.0, CENTRAL_MERIDIAN + 180.0);
    let turns = [-360.0, 0.0, 360.0].into_iter();
    turns
        .map(|turn| {
            let turned: Vec<Place> = ring.iter().map(|(lat, lon)| (*lat, lon + turn)).collect();
            cut(&cut(&turned, west, |lon| lon >= west), east, |lon| {
                lon <= east
            })
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// The part of a ring on one side of a meridian (Sutherland and Hodgman 1974).
fn cut(ring: &[Place], meridian: f64, is_inside: impl Fn(f64) -> bool) -> Vec<Place> {
    let mut part = Vec::with_capacity(ring.len());
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if is_inside(a.1) {
            part.push(*a);
        }
        if is_inside(a.1) != is_inside(b.1) {
            part.push((a.0 + (b.0 - a.0) * (meridian - a.1) / (b.1 - a.1), meridian));
        }
    }
    part
}

/// The drawn outline of a ring, or nothing when it would be a speck. Small islands keep more of their shape.
fn island(ring: &[Place]) -> Option<Vec<Point>> {
    let outline = project_all(ring);
    let next = outline.iter().cycle().skip(1);
    let twice_area: f64 = outline
        .iter()
        .zip(next)
        .map(|(a, b)| a.x * b.y - b.x * a.y)
        .sum();
    let area = twice_area.abs() / 2.0;
    (area >= LEAST_ISLAND).then(|| simplified(outline, LEAST_CORNER.min(area / 8.0)))
}

fn parallels() -> impl Iterator<Item = Vec<Place>> {
    let (west, east) = (CENTRAL_MERIDIAN - 180.0, CENTRAL_MERIDIAN + 180.0);
    multiples(SOUTH, NORTH).map(move |lat| vec![(lat, west), (lat, east)])
}

fn meridians() -> impl Iterator<Item = Vec<Place>> {
    multiples(CENTRAL_MERIDIAN - 180.0, CENTRAL_MERIDIAN + 180.0).map(meridian)
}

fn multiples(least: f64, most: f64) -> impl Iterator<Item = f64> {
    (-180..=360)
        .step_by(GRATICULE)
        .map(f64::from)
        .filter(move |degrees| (least..most).contains(degrees))
}

/// A meridian from the lower to the upper edge.
fn meridian(lon: f64) -> Vec<Place> {
    let steps = 142;
    (0..=steps)
        .map(|step| {
            (
                SOUTH + (NORTH - SOUTH) * f64::from(step) / f64::from(steps),
                lon,
            )
        })
        .collect()
}

fn rim() -> Vec<Place> {
    let mut rim = meridian(CENTRAL_MERIDIAN - 180.0);
    rim.extend(meridian(CENTRAL_MERIDIAN + 180.0).into_iter().rev());
    rim
}

fn project_all(line: &[Place]) -> Vec<Point> {
    line.iter().map(|(lat, lon)| project(*lat, *lon)).collect()
}

/// Leaves out corners that add less than `most` (square drawing units), the smallest first
/// (after Visvalingam and Whyatt 1993). The ends stay.
fn simplified(mut line: Vec<Point>, most: f64) -> Vec<Point> {
    line.dedup();
    let mut least = most / 16.0;
    while least <= most {
        let before = line.len();
        line = without_corners_below(least, &line);
        if line.len() == before {
            least *= 2.0;
        }
    }
    line
}

fn without_corners_below(least: f64, line: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = line.first().copied().into_iter().collect();
    let mut just_left_out = false;
    for corner in line.windows(3) {
        let [a, b, c] = corner else { continue };
        let area = ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0;
        just_left_out = area < least && !just_left_out;
        if !just_left_out {
            kept.push(*b);
        }
    }
    kept.extend(line.iter().skip(1).next_back());
    kept
}

/// Path data in tenths of a unit, each point relative to the one before, which `m` and the pairs after it are.
fn path(lines: &[Vec<Point>], end: &str) -> String {
    let mut data = String::new();
    let mut pen = (0, 0);
    for line in lines {
        let mut points: Vec<(i32, i32)> = line
            .iter()
            .map(|point| (tenths(point.x), tenths(point.y)))
            .collect();
        points.dedup();
        let start = points.first().copied().unwrap_or_default();
        if !end.is_empty() && points.last() == Some(&start) {
            points.pop();
        }
        data.push('m');
        for (x, y) in points {
            push_number(&mut data, x - pen.0);
            push_number(&mut data, y - pen.1);
            pen = (x, y);
        }
        data.push_str(end);
        if !end.is_empty() {
            pen = start;
        }
    }
    data
}

fn tenths(value: f64) -> i32 {
    (value * 10.0).round() as i32
}

/// Writes `12`, `-.5` or `3.4`, after a space where the number would else run into the one before.
fn push_number(data: &mut String, tenths: i32) {
    let (units, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let number = match (units, rest) {
        (_, 0) => units.to_string(),
        (0, _) => format!(".{rest}"),
        _ => format!("{units}.{rest}"),
    };
    let before = data.rsplit(['m', ' ', '-']).next().unwrap_or_default();
    let is_apart = data.ends_with('m') || (number.starts_with('.') && before.contains('.'));
    match (tenths < 0, is_apart) {
        (true, _) => data.push('-'),
        (false, true) => {}
        (false, false) => data.push(' '),
    }
    data.push_str(&number);
}
