//! How the directory travels to the browser: lines of cells, parted by tabs.
//!
//! Not JSON, because reading these few types from JSON took a tenth of the first-load Wasm; the exports for
//! others are JSON. A line begins with its kind; lines of a kind stand in order.

use std::str::FromStr;

use super::{
    names::NameTable,
    query::{Facet, Ignored},
    screen::{FacetValue, Marker, Row, Screen},
};
use crate::{
    city::{City, Country, FieldPeriod, Roster, Term, Words},
    map::{Hundredths, Point},
};

/// A text that is not what it should be: an answer of another version, or cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text does not hold what was asked for")]
pub struct NotReadable;

/// Parts of a degree that positions travel in: about a metre.
const PARTS: f64 = 100_000.0;

fn parts(degrees: f64) -> i32 {
    (degrees * PARTS).round() as i32
}

/// Writes lines.
#[derive(Default)]
struct Writer(String);

impl Writer {
    fn line(&mut self, kind: &str, cells: &[&dyn std::fmt::Display]) {
        self.0.push_str(kind);
        for cell in cells {
            self.0.push('\t');
            let cell = cell.to_string();
            self.0
                .extend(cell.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        self.0.push('\n');
    }
}

/// Reads the cells of one line.
struct Cells<'a>(std::str::Split<'a, char>);

impl<'a> Cells<'a> {
    fn text(&mut self) -> Result<String, NotReadable> {
        self.0.next().map(str::to_owned).ok_or(NotReadable)
    }

    fn value<T: FromStr>(&mut self) -> Result<T, NotReadable> {
        self.0
            .next()
            .and_then(|cell| cell.parse().ok())
            .ok_or(NotReadable)
    }

    /// Degrees, written as whole hundred-thousandths: reading floats would bring large tables.
    fn degrees(&mut self) -> Result<f64, NotReadable> {
        self.value::<i32>().map(|parts| f64::from(parts) / PARTS)
    }

    fn hundredths(&mut self) -> Result<f64, NotReadable> {
        self.value::<Hundredths>().map(Hundredths::value)
    }

    /// A value, where the cell is not empty.
    fn optional<T: FromStr>(&mut self) -> Result<Option<T>, NotReadable> {
        match self.0.next().ok_or(NotReadable)? {
            "" => Ok(None),
            cell => cell.parse().map(Some).map_err(|_| NotReadable),
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = (&str, Cells<'_>)> {
    text.lines().map(|line| {
        let mut cells = line.split('\t');
        (cells.next().unwrap_or_default(), Cells(cells))
    })
}

fn or_empty<T: std::fmt::Display>(value: Option<&T>) -> String {
    value.map_or_else(String::new, T::to_string)
}

impl Roster {
    /// What the browser searches in: every name in one language, no other names of cities.
    pub fn to_text(&self, language: &str) -> String {
        let mut text = Writer::default();
        for field in &self.fields {
            text.line("field", &[&field.key, &field.words.get(language)]);
        }
        for region in &self.regions {
            text.line("region", &[&region.key, &region.words.get(language)]);
        }
        for country in &self.countries {
            let name = country.words.get(language);
            text.line(
                "country",
                &[&country.code, &country.region, &country.development, &name],
            );
        }
        for city in &self.cities {
            write_city(&mut text, city);
        }
        text.0
    }

    /// Reads what [`Roster::to_text`] wrote.
    pub fn from_text(text: &str) -> Result<Roster, NotReadable> {
        let mut roster = Roster::default();
        for (kind, mut cells) in lines(text) {
            match kind {
                "field" => roster.fields.push(term(&mut cells)?),
                "region" => roster.regions.push(term(&mut cells)?),
                "country" => roster.countries.push(Country {
                    code: cells.text()?,
                    region: cells.text()?,
                    development: cells.text()?,
                    words: words(&mut cells)?,
                }),
                "city" => roster.cities.push(city(&mut cells)?),
                "was" => {
                    let city = roster.cities.last_mut().ok_or(NotReadable)?;
                    city.fields.push(FieldPeriod {
                        field: cells.text()?,
                        from: cells.value()?,
                        until: cells.optional()?,
                    });
                }
                "holds" => {
                    let city = roster.cities.last_mut().ok_or(NotReadable)?;
                    city.recognitions.push(cells.text()?);
                }
                _ => return Err(NotReadable),
            }
        }
        Ok(roster)
    }
}

fn write_city(text: &mut Writer, city: &City) {
    text.line(
        "city",
        &[
            &city.slug,
            &city.name,
            &city.country,
            &city.designated,
            &parts(city.lat),
            &parts(city.lon),
            &or_empty(city.population.as_ref()),
            &city.updated,
            &city.partnerships,
        ],
    );
    for period in &city.fields {
        text.line(
            "was",
            &[
                &period.field,
                &period.from,
                &or_empty(period.until.as_ref()),
            ],
        );
    }
    for recognition in &city.recognitions {
        text.line("holds", &[recognition]);
    }
}

fn city(cells: &mut Cells) -> Result<City, NotReadable> {
    Ok(City {
        slug: cells.text()?,
        name: cells.text()?,
        country: cells.text()?,
        designated: cells.value()?,
        lat: cells.degrees()?,
        lon: cells.degrees()?,
        population: cells.optional()?,
        updated: cells.value()?,
        partnerships: cells.value()?,
        ..City::default()
    })
}

fn term(cells: &mut Cells) -> Result<Term, NotReadable> {
    Ok(Term {
        key: cells.text()?,
        words: words(cells)?,
        from: None,
        until: None,
    })
}

fn words(cells: &mut Cells) -> Result<Words, NotReadable> {
    Ok(Words::from_iter([("en", cells.text()?)]))
}

impl NameTable {
    /// A word a line, with the positions of its cities.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (word, cities) in self.entries(0) {
            text.push_str(word);
            for city in cities {
                text.push('\t');
                text.push_str(&city.to_string());
            }
            text.push('\n');
        }
        text
    }

    /// Reads what [`NameTable::to_text`] wrote.
    pub fn from_text(text: &str) -> Result<NameTable, NotReadable> {
        let mut table = NameTable::default();
        for (word, cells) in lines(text) {
            let cities: Result<Vec<u32>, _> = cells.0.map(str::parse).collect();
            table.push(word, cities.map_err(|_| NotReadable)?);
        }
        Ok(table)
    }
}

impl Screen {
    /// The screen as an island of the page takes it.
    pub fn to_text(&self) -> String {
        let mut text = Writer::default();
        let (first, last) = self.years;
        text.line(
            "screen",
            &[&self.total, &self.members, &self.pages, &first, &last],
        );
        for facet in Facet::ALL {
            for value in self.facets.of(facet) {
                text.line(facet.key(), &[&value.value, &value.label, &value.count]);
            }
        }
        for row in &self.rows {
            write_row(&mut text, "row", row);
        }
        for marker in &self.markers {
            let opens = or_empty(marker.opens.as_ref());
            text.line(
                "marker",
                &[&marker.at.left(), &marker.at.top(), &marker.count, &opens],
            );
            if let Some(city) = &marker.city {
                write_row(&mut text, "dot", city);
            }
        }
        for ignored in &self.ignored {
            text.line("ignored", &[&ignored.parameter, &ignored.value]);
        }
        text.0
    }

    /// Reads what [`Screen::to_text`] wrote.
    pub fn from_text(text: &str) -> Result<Screen, NotReadable> {
        let mut lines = lines(text);
        let ("screen", mut cells) = lines.next().ok_or(NotReadable)? else {
            return Err(NotReadable);
        };
        let mut screen = Screen {
            total: cells.value()?,
            members: cells.value()?,
            pages: cells.value()?,
            years: (cells.value()?, cells.value()?),
            ..Screen::default()
        };
        for (kind, mut cells) in lines {
            match kind {
                "row" => screen.rows.push(row(&mut cells)?),
                "marker" => screen.markers.push(Marker {
                    at: Point::new(cells.hundredths()?, cells.hundredths()?),
                    count: cells.value()?,
                    opens: cells.optional()?,
                    city: None,
                }),
                "dot" => {
                    screen.markers.last_mut().ok_or(NotReadable)?.city = Some(row(&mut cells)?)
                }
                "ignored" => screen.ignored.push(Ignored {
                    parameter: cells.text()?,
                    value: cells.text()?,
                }),
                _ => {
                    let facet = Facet::ALL.into_iter().find(|facet| facet.key() == kind);
                    screen
                        .facets
                        .of_mut(facet.ok_or(NotReadable)?)
                        .push(FacetValue {
                            value: cells.text()?,
                            label: cells.text()?,
                            count: cells.value()?,
                        });
                }
            }
        }
        Ok(screen)
    }
}

fn write_row(text: &mut Writer, kind: &str, row: &Row) {
    text.line(
        kind,
        &[
            &row.slug,
            &row.name,
            &row.country,
            &row.country_name,
            &row.region,
            &row.development,
            &row.field,
            &row.field_name,
            &row.designated,
            &parts(row.lat),
            &parts(row.lon),
            &or_empty(row.population.as_ref()),
        ],
    );
}

fn row(cells: &mut Cells) -> Result<Row, NotReadable> {
    Ok(Row {
        slug: cells.text()?,
        name: cells.text()?,
        country: cells.text()?,
        country_name: cells.text()?,
        region: cells.text()?,
        development: cells.text()?,
        field: cells.text()?,
        field_name: cells.text()?,
        designated: cells.value()?,
        lat: cells.degrees()?,
        lon: cells.degrees()?,
        population: cells.optional()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Index, Query, search};

    fn network() -> Roster {
        let words = |text: &str| Words::from_iter([("en", text)]);
        let period = |field: &str, from, until| FieldPeriod {
            field: field.into(),
            from,
            until,
        };
        let city = |slug: &str, lat, fields| City {
            slug: slug.into(),
            name: slug.to_uppercase(),
            country: "FR".into(),
            designated: 2008,
            lat,
            lon: 4.85,
            population: (lat > 45.0).then_some(500_000),
            fields,
            recognitions: vec!["creative-hub".into()],
            updated: 20_000,
            ..City::default()
        };
        let term = |key: &str| Term {
            key: key.into(),
            words: words(key),
            from: None,
            until: None,
        };
        Roster {
            fields: vec![term("literature"), term("media-arts")],
            regions: vec![term("europe-north-america")],
            countries: vec![Country {
                code: "FR".into(),
                region: "europe-north-america".into(),
                development: "developed".into(),
                words: words("France"),
            }],
            cities: vec![
                city(
                    "lyon",
                    45.75,
                    vec![
                        period("media-arts", 2008, Some(2023)),
                        period("literature", 2023, None),
                    ],
                ),
                city("elsewhere", -45.75, vec![period("literature", 2008, None)]),
            ],
            ..Roster::default()
        }
    }

    #[test]
    fn a_roster_arrives_as_it_was_sent() {
        let roster = network();
        assert_eq!(Roster::from_text(&roster.to_text("en")), Ok(roster));
    }

    #[test]
    fn a_screen_arrives_as_it_was_sent() {
        let index = Index::new(network());
        for address in [
            "",
            "view=map&field=literature&field=jazz",
            "q=lyon&as_of=2010",
            "q=nowhere",
        ] {
            let (query, _) = Query::parse(address);
            let screen = index.screen(&search(&index, &query), &query, "en");
            assert_eq!(
                Screen::from_text(&screen.to_text()),
                Ok(screen),
                "{address}"
            );
        }
    }

    #[test]
    fn names_arrive_as_they_were_sent() {
        let names = NameTable::new([(0, "Lyon"), (1, "ليون"), (1, "Lyon")].into_iter());
        assert_eq!(NameTable::from_text(&names.to_text()), Ok(names));
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let text = network().to_text("en");
        assert_eq!(
            Roster::from_text(&text[..text.len() - 30]),
            Err(NotReadable)
        );
        assert_eq!(Screen::from_text(""), Err(NotReadable));
    }
}
