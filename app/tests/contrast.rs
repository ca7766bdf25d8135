//! Every pair of colours that the pages put on each other can be read, in light and in dark.
//!
//! Reads `style/tokens.css`, whose colours are `--name: light-dark(#light, #dark);`, and computes WCAG 2.2
//! contrast: 4.5 for text, 3 for what is drawn. Only the standard library, so that it judges alone.

use std::collections::{BTreeMap, BTreeSet};

const TEXT: f64 = 4.5;
const DRAWN: f64 = 3.0;

/// Key of the neutral default, for a field that the style does not know.
const DEFAULT: &str = "";

const FIELDS: [&str; 8] = [
    "architecture",
    "crafts-folk-art",
    "design",
    "film",
    "gastronomy",
    "literature",
    "media-arts",
    "music",
];

/// What stands on what, at which contrast, on every page.
const PAIRS: &[(&str, &str, f64)] = &[
    ("ink", "paper", TEXT),
    ("ink", "wash", TEXT),
    ("ink-soft", "paper", TEXT),
    ("ink-soft", "wash", TEXT),
    ("paper", "ink", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "wash", TEXT),
    ("paper", "accent", TEXT),
    ("warn", "paper", TEXT),
    ("danger", "paper", TEXT),
    ("ok", "paper", TEXT),
    ("rule-strong", "paper", DRAWN),
    ("rule-strong", "wash", DRAWN),
    ("ink", "land", DRAWN),
    ("accent", "land", DRAWN),
    ("accent", "rule", DRAWN),
];

/// The same for every creative field and for the default.
const FIELD_PAIRS: &[(&str, &str, f64)] = &[
    ("field-ink", "paper", TEXT),
    ("field-ink", "wash", TEXT),
    ("field-ink", "field-wash", TEXT),
    ("band-ink", "band", TEXT),
    ("band-soft", "band", TEXT),
    ("field", "paper", DRAWN),
    ("field", "wash", DRAWN),
    ("field", "land", DRAWN),
    ("field", "field-wash", DRAWN),
];

/// Colours that carry no meaning by themselves: hairlines between rows.
const DECORATION: &[&str] = &["rule"];

#[test]
fn every_pair_of_colours_can_be_read_in_light_and_in_dark() {
    let failures = read_tokens().and_then(|sheet| sheet.failures());
    assert_eq!(failures, Ok(Vec::new()));
}

#[test]
fn every_creative_field_has_its_own_colours() -> Result<(), String> {
    let sheet = read_tokens()?;
    let wanted: BTreeSet<&str> = FIELD_PAIRS
        .iter()
        .flat_map(|(on, under, _)| [*on, *under])
        .filter(|name| name.starts_with("field") || name.starts_with("band"))
        .collect();
    for field in FIELDS {
        let own = sheet
            .fields
            .get(field)
            .ok_or(format!("no colours for {field}"))?;
        let names: BTreeSet<&str> = own.keys().map(String::as_str).collect();
        assert_eq!(names, wanted, "{field}");
    }
    let hues: BTreeSet<&Colour> = FIELDS
        .iter()
        .filter_map(|field| sheet.fields.get(*field)?.get("field"))
        .collect();
    assert_eq!(hues.len(), FIELDS.len(), "two fields share a hue");
    Ok(())
}

#[test]
fn every_colour_is_judged() -> Result<(), String> {
    let sheet = read_tokens()?;
    let judged: BTreeSet<&str> = PAIRS
        .iter()
        .chain(FIELD_PAIRS)
        .flat_map(|(on, under, _)| [*on, *under])
        .chain(DECORATION.iter().copied())
        .collect();
    let unjudged: Vec<&String> = sheet
        .fields
        .values()
        .flat_map(BTreeMap::keys)
        .filter(|name| !judged.contains(name.as_str()))
        .collect();
    assert!(unjudged.is_empty(), "in no pair: {unjudged:?}");
    Ok(())
}

#[test]
fn contrast_is_that_of_wcag() -> Result<(), String> {
    let of = |a: &str, b: &str| Ok::<f64, String>(contrast(luminance(a)?, luminance(b)?));
    assert!((of("#000000", "#ffffff")? - 21.0).abs() < 0.001);
    assert!((of("#777777", "#ffffff")? - 4.478).abs() < 0.001);
    assert!((of("#767676", "#ffffff")? - 4.542).abs() < 0.001);
    assert!(of("#12345", "#ffffff").is_err());
    Ok(())
}

#[test]
fn a_pale_colour_is_named_with_its_scheme() -> Result<(), String> {
    let css = tokens_css()?;
    let pale = css.replacen(
        "--ink-soft: light-dark(#4f5d67,",
        "--ink-soft: light-dark(#a0a8ae,",
        1,
    );
    assert_ne!(pale, css, "the colour that this test spoils has changed");
    let failures = Sheet::parse(&pale)?.failures()?;
    assert_eq!(failures.len(), 2, "{failures:?}");
    assert!(
        failures
            .iter()
            .all(|text| text.starts_with("light: ink-soft on ")),
        "{failures:?}"
    );

    let missing = css.replacen("--paper: light-dark", "--parchment: light-dark", 1);
    assert_eq!(
        Sheet::parse(&missing)?.failures(),
        Err("no colour --paper".to_owned())
    );
    Ok(())
}

/// Light and dark, as written.
type Colour = [String; 2];

/// The colours of the sheet by the field they belong to; those of every page under the default.
struct Sheet {
    fields: BTreeMap<String, BTreeMap<String, Colour>>,
}

impl Sheet {
    /// Reads every colour, with the field of the rule it stands in.
    fn parse(css: &str) -> Result<Sheet, String> {
        let mut fields: BTreeMap<String, BTreeMap<String, Colour>> = BTreeMap::new();
        let mut field = DEFAULT.to_owned();
        for line in css.lines().map(str::trim) {
            if line.ends_with('{') {
                let key = line
                    .split_once("[data-field=\"")
                    .and_then(|(_, rest)| rest.split_once('"'));
                field = key.map_or(DEFAULT, |(key, _)| key).to_owned();
                continue;
            }
            let Some((name, value)) = line
                .strip_prefix("--")
                .and_then(|line| line.split_once(": light-dark("))
            else {
                continue;
            };
            let (light, dark) = value
                .strip_suffix(");")
                .and_then(|value| value.split_once(", "))
                .ok_or(format!("not two colours: {line}"))?;
            let colours = fields.entry(field.clone()).or_default();
            if colours
                .insert(name.to_owned(), [light.to_owned(), dark.to_owned()])
                .is_some()
            {
                return Err(format!("twice: --{name} of {field:?}"));
            }
        }
        Ok(Sheet { fields })
    }

    /// The colour that a name has in a field; what the field does not say, it inherits.
    fn colour(&self, field: &str, name: &str) -> Result<&Colour, String> {
        let own = self.fields.get(field).and_then(|colours| colours.get(name));
        own.or_else(|| self.fields.get(DEFAULT)?.get(name))
            .ok_or(format!("no colour --{name}"))
    }

    /// The pairs below their limit, named.
    fn failures(&self) -> Result<Vec<String>, String> {
        let mut failures = Vec::new();
        self.judge(DEFAULT, PAIRS, &mut failures)?;
        for field in [DEFAULT].iter().chain(&FIELDS) {
            self.judge(field, FIELD_PAIRS, &mut failures)?;
        }
        Ok(failures)
    }

    fn judge(
        &self,
        field: &str,
        pairs: &[(&str, &str, f64)],
        failures: &mut Vec<String>,
    ) -> Result<(), String> {
        for (on, under, limit) in pairs {
            let schemes = ["light", "dark"].into_iter();
            let colours = self
                .colour(field, on)?
                .iter()
                .zip(self.colour(field, under)?);
            for (scheme, (fore, back)) in schemes.zip(colours) {
                let found = contrast(luminance(fore)?, luminance(back)?);
                if found < *limit {
                    let of = if field.is_empty() {
                        String::new()
                    } else {
                        format!(" of {field}")
                    };
                    failures.push(format!(
                        "{scheme}: {on} on {under}{of}: {fore} on {back} is {found:.2}, must be {limit}"
                    ));
                }
            }
        }
        Ok(())
    }
}

fn tokens_css() -> Result<String, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../style/tokens.css");
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn read_tokens() -> Result<Sheet, String> {
    Sheet::parse(&tokens_css()?)
}

/// Relative luminance of `#rrggbb`, by WCAG 2.2.
fn luminance(colour: &str) -> Result<f64, String> {
    let hex = colour
        .strip_prefix('#')
        .filter(|hex| hex.len() == 6)
        .ok_or(format!("not #rrggbb: {colour}"))?;
    let bits = u32::from_str_radix(hex, 16).map_err(|error| format!("{colour}: {error}"))?;
    let channel = |shift: u32| {
        let value = f64::from((bits >> shift) & 0xff) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    Ok(0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0))
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
