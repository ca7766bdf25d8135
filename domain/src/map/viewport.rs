use std::{error::Error, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    hundredths::{Hundredths, whole},
    projection::{CENTRAL_MERIDIAN, HEIGHT, Point, WIDTH, project, unproject},
};

/// The part of the map that is shown: its centre in degrees and how much it is enlarged; written `lat,lon,zoom`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Viewport {
    lat: Hundredths,
    lon: Hundredths,
    zoom: Hundredths,
}

impl Viewport {
    /// The whole world.
    pub const MIN_ZOOM: f64 = 1.0;
    /// About 1,250 km of the equator; beyond it the drawn coast is too coarse.
    pub const MAX_ZOOM: f64 = 32.0;

    /// Rounds to two decimals and moves what is out of range to the nearest limit.
    pub fn new(lat: f64, lon: f64, zoom: f64) -> Self {
        Self {
            lat: Hundredths::nearest(lat).clamp(whole(-90), whole(90)),
            lon: Hundredths::nearest(lon).clamp(whole(-180), whole(180)),
            zoom: Hundredths::nearest(zoom).clamp(whole(1), whole(32)),
        }
    }

    /// The viewport around a point of the drawing.
    pub fn at(center: Point, zoom: f64) -> Self {
        let (lat, lon) = unproject(center);
        Self::new(lat, lon, zoom)
    }

    /// Degrees north of the equator.
    pub fn lat(&self) -> f64 {
        self.lat.value()
    }

    /// Degrees east of Greenwich.
    pub fn lon(&self) -> f64 {
        self.lon.value()
    }

    /// How many times the drawing is enlarged, 1 to 32.
    pub fn zoom(&self) -> f64 {
        self.zoom.value()
    }

    /// Whether all of the drawing is shown, wherever the centre is.
    pub fn is_whole_world(&self) -> bool {
        self.zoom() <= Self::MIN_ZOOM
    }

    /// The rectangle of the drawing to show; it never leaves the drawing, so the centre gives way at the edges.
    pub fn frame(&self) -> Frame {
        let center = project(self.lat(), self.lon());
        let (width, height) = (WIDTH / self.zoom(), HEIGHT / self.zoom());
        Frame {
            x: (center.x - width / 2.0).min(WIDTH - width).max(0.0),
            y: (center.y - height / 2.0).min(HEIGHT - height).max(0.0),
            width,
            height,
        }
    }

    /// The same centre, enlarged `factor` times more.
    pub fn zoomed(&self, factor: f64) -> Self {
        Self::new(self.lat(), self.lon(), self.zoom() * factor)
    }

    /// The same zoom, moved by parts of the frame: `moved(0.5, 0.0)` goes half a frame to the right.
    pub fn moved(&self, right: f64, down: f64) -> Self {
        let frame = self.frame();
        let center = Point::new(
            frame.x + frame.width * (0.5 + right),
            frame.y + frame.height * (0.5 + down),
        );
        let within = Self::at(center, self.zoom()).frame();
        Self::at(within.center(), self.zoom())
    }
}

impl Default for Viewport {
    /// The whole world. The latitude is that of the middle of the drawing.
    fn default() -> Self {
        let center = Point::new(WIDTH / 2.0, HEIGHT / 2.0);
        Self::new(unproject(center).0, CENTRAL_MERIDIAN, Self::MIN_ZOOM)
    }
}

impl fmt::Display for Viewport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{}", self.lat, self.lon, self.zoom)
    }
}

/// The text is not `lat,lon,zoom` with a latitude within ±90, a longitude within ±180 and a zoom from 1 to 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAViewport;

impl fmt::Display for NotAViewport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a viewport is latitude,longitude,zoom, as in 48.86,2.35,8")
    }
}

impl Error for NotAViewport {}

impl FromStr for Viewport {
    type Err = NotAViewport;

    fn from_str(text: &str) -> Result<Self, NotAViewport> {
        let mut parts = text.split(',');
        let mut number = |limits: std::ops::RangeInclusive<i32>| {
            let number: Hundredths = parts.next()?.parse().ok()?;
            let (least, most) = limits.into_inner();
            (whole(least)..=whole(most))
                .contains(&number)
                .then_some(number)
        };
        let viewport = (number(-90..=90), number(-180..=180), number(1..=32));
        match (viewport, parts.next()) {
            ((Some(lat), Some(lon), Some(zoom)), None) => Ok(Self { lat, lon, zoom }),
            _ => Err(NotAViewport),
        }
    }
}

impl From<Viewport> for String {
    fn from(viewport: Viewport) -> Self {
        viewport.to_string()
    }
}

impl TryFrom<String> for Viewport {
    type Error = NotAViewport;

    fn try_from(text: String) -> Result<Self, NotAViewport> {
        text.parse()
    }
}

/// A rectangle of the drawing, in drawing units; shown as the value of an SVG `viewBox`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Frame {
    /// The middle of the rectangle.
    pub fn center(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether the point lies inside or on the rim.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.x + self.width).contains(&point.x)
            && (self.y..=self.y + self.height).contains(&point.y)
    }

    /// The rectangle with a margin (drawing units) added on each side.
    pub fn grown(&self, margin: f64) -> Self {
        Self {
            x: self.x - margin,
            y: self.y - margin,
            width: self.width + 2.0 * margin,
            height: self.height + 2.0 * margin,
        }
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [x, y, width, height] =
            [self.x, self.y, self.width, self.height].map(Hundredths::nearest);
        write!(f, "{x} {y} {width} {height}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Frame = Frame {
        x: 0.0,
        y: 0.0,
        width: WIDTH,
        height: HEIGHT,
    };

    #[test]
    fn the_default_shows_the_whole_world() {
        assert_eq!(Viewport::default().frame(), WHOLE);
        assert!(Viewport::default().is_whole_world());
    }

    #[test]
    fn at_zoom_1_the_whole_world_is_shown_wherever_the_centre_is() {
        assert_eq!(Viewport::new(-40.0, 175.0, 1.0).frame(), WHOLE);
    }

    #[test]
    fn the_frame_stays_in_the_drawing_and_keeps_its_shape() {
        for lat in (-90..=90).step_by(15) {
            for lon in (-180..=180).step_by(15) {
                for zoom in [1.0, 1.5, 2.0, 7.77, 32.0] {
                    let frame = Viewport::new(lat.into(), lon.into(), zoom).frame();
                    assert!(frame.x >= 0.0 && frame.x + frame.width <= WIDTH + 1e-9);
                    assert!(frame.y >= 0.0 && frame.y + frame.height <= HEIGHT + 1e-9);
                    assert!((frame.width / frame.height - WIDTH / HEIGHT).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn the_centre_is_in_the_middle_of_the_frame_away_from_the_edges() {
        let center = Viewport::new(48.86, 2.35, 8.0).frame().center();
        let paris = project(48.86, 2.35);
        assert!((center.x - paris.x).abs() < 1e-9 && (center.y - paris.y).abs() < 1e-9);
    }

    #[test]
    fn a_viewport_reads_back_as_it_was_written() {
        for text in [
            "48.86,2.35,8",
            "-33.9,-180,1",
            "0,0,32",
            "90,180,1.5",
            "-0.05,0.5,12.25",
        ] {
            assert_eq!(
                text.parse::<Viewport>()
                    .map(|viewport| viewport.to_string()),
                Ok(text.to_owned())
            );
        }
        for viewport in [
            Viewport::default(),
            Viewport::new(1.0 / 3.0, -200.0 / 3.0, 22.0 / 7.0),
        ] {
            assert_eq!(viewport.to_string().parse(), Ok(viewport));
        }
    }

    #[test]
    fn a_viewport_travels_as_its_text_and_is_checked_on_arrival() {
        let viewport = Viewport::new(48.86, 2.35, 8.0);
        let sent = serde_json::to_string(&viewport).unwrap();
        assert_eq!(sent, r#""48.86,2.35,8""#);
        assert_eq!(serde_json::from_str::<Viewport>(&sent).unwrap(), viewport);
        assert!(serde_json::from_str::<Viewport>(r#""48.86,2.35,0""#).is_err());
    }

    #[test]
    fn more_than_two_decimals_are_rounded() {
        assert_eq!(
            "48.8566,2.3522,8".parse(),
            Ok(Viewport::new(48.86, 2.35, 8.0))
        );
    }

    #[test]
    fn what_is_not_a_viewport_is_refused() {
        let texts = [
            "",
            "1,2",
            "1,2,3,4",
            "1,2,3,",
            "NaN,0,1",
            "0,NaN,1",
            "0,0,NaN",
            "inf,0,1",
            "90.01,0,1",
            "0,-180.01,1",
            "0,0,0.99",
            "0,0,32.01",
            "0,0,-1",
            "a,b,c",
            "0, 0,1",
        ];
        for text in texts {
            assert_eq!(text.parse::<Viewport>(), Err(NotAViewport), "{text:?}");
        }
    }

    #[test]
    fn a_computed_viewport_is_always_in_range() {
        let odd = [
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            1e300,
            -1e300,
            0.0,
        ];
        for lat in odd {
            for lon in odd {
                for zoom in odd {
                    let viewport = Viewport::new(lat, lon, zoom);
                    assert_eq!(viewport.to_string().parse(), Ok(viewport));
                }
            }
        }
    }

    #[test]
    fn zooming_in_and_out_comes_back() {
        let viewport = Viewport::new(48.86, 2.35, 8.0);
        assert_eq!(viewport.zoomed(2.0).zoomed(0.5), viewport);
        assert_eq!(viewport.zoomed(1000.0).zoom(), 32.0);
        assert!(viewport.zoomed(0.001).is_whole_world());
    }

    #[test]
    fn moving_half_a_frame_moves_half_a_frame() {
        let viewport = Viewport::new(20.0, 11.0, 4.0);
        let (before, after) = (viewport.frame(), viewport.moved(0.5, 0.0).frame());
        assert!((after.x - before.x - 125.0).abs() < 0.05);
        assert!((after.y - before.y).abs() < 0.05);
    }

    #[test]
    fn moving_stops_at_the_edge_and_turns_back_at_once() {
        let mut viewport = Viewport::new(20.0, 11.0, 4.0);
        for _ in 0..20 {
            viewport = viewport.moved(0.5, 0.0);
        }
        assert!((viewport.frame().x - 750.0).abs() < 0.1);
        assert!(viewport.moved(-0.5, 0.0).frame().x < 630.0);
    }

    #[test]
    fn a_frame_is_shown_as_a_view_box() {
        assert_eq!(Viewport::default().frame().to_string(), "0 0 1000 440");
        assert_eq!(Viewport::new(20.0, 11.0, 3.0).frame().width, WIDTH / 3.0);
    }
}
