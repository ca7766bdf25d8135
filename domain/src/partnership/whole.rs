//! A partnership with what stands around its record, and who may read what of it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Audience, Freshness, PartnerRole, Record, Status};

/// What a city's focal point says to being named.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Consent {
    /// Nothing yet.
    #[default]
    Asked,
    /// It is so.
    Accepted,
    /// It is not so.
    Declined,
}

impl Consent {
    /// Every answer.
    pub const ALL: [Consent; 3] = [Consent::Asked, Consent::Accepted, Consent::Declined];

    /// Stable key, as in rows.
    pub fn key(self) -> &'static str {
        match self {
            Consent::Asked => "asked",
            Consent::Accepted => "accepted",
            Consent::Declined => "declined",
        }
    }

    /// The answer of a key.
    pub fn of_key(key: &str) -> Option<Consent> {
        Consent::ALL
            .into_iter()
            .find(|consent| consent.key() == key)
    }
}

/// What a city says to being named in a partnership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Slug of the city.
    pub city: String,
    /// What it says.
    pub consent: Consent,
    /// Why it declined.
    pub reason: String,
}

/// A partnership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partnership {
    /// Number in the store; names it where its address would tell too much.
    pub id: i32,
    /// Its address.
    pub slug: String,
    /// Counts its changes, from 1.
    pub version: i32,
    /// Where it stands.
    pub status: Status,
    /// What is known of it.
    pub record: Record,
    /// What each of its cities says.
    pub standings: Vec<Standing>,
    /// Whether it is demo content.
    pub demo: bool,
    /// When anything of it changed.
    pub updated_at: DateTime<Utc>,
    /// When anybody last said how it goes.
    pub said_at: DateTime<Utc>,
}

/// How long the last step of one's own can be taken back.
pub const UNDO_FOR: TimeDelta = TimeDelta::minutes(10);

impl Partnership {
    /// What a city says.
    pub fn consent(&self, city: &str) -> Consent {
        let mut standings = self.standings.iter();
        standings
            .find(|standing| standing.city == city)
            .map_or(Consent::Asked, |standing| standing.consent)
    }

    /// Whether every city has accepted.
    pub fn is_confirmed(&self) -> bool {
        let mut slugs = self.record.city_slugs().into_iter();
        slugs.all(|city| self.consent(city) == Consent::Accepted)
    }

    /// How fresh what is known of it is.
    pub fn freshness(&self, now: DateTime<Utc>) -> Freshness {
        Freshness::of(self.status, self.said_at, now)
    }

    /// The partnership as someone may read it; none where it is not for them. Everyone but the network reads of those cities
    /// alone that have accepted, and of none where the one that leads has not.
    pub fn for_audience(&self, reader: Audience) -> Option<Partnership> {
        let mut seen = Partnership {
            record: self.record.for_audience(reader)?,
            ..self.clone()
        };
        if reader == Audience::Public {
            let accepted = |city: &str| self.consent(city) == Consent::Accepted;
            seen.record.cities.retain(|part| accepted(&part.city));
            seen.record.milestones.iter_mut().for_each(|milestone| {
                if !accepted(&milestone.owner) {
                    milestone.owner.clear();
                }
            });
            let leads = |part: &super::CityPart| part.role == PartnerRole::Lead;
            if !seen.record.cities.iter().any(leads) {
                return None;
            }
            seen.standings
                .retain(|standing| standing.consent == Consent::Accepted);
        }
        Some(seen)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::CityPart, *};

    fn of(consents: &[(&str, Consent)]) -> Partnership {
        let part = |(at, (city, _)): (usize, &(&str, Consent))| CityPart {
            city: (*city).to_owned(),
            role: match at {
                0 => PartnerRole::Lead,
                _ => PartnerRole::Partner,
            },
        };
        Partnership {
            id: 1,
            slug: "sound-maps".to_owned(),
            version: 1,
            status: Status::Running,
            record: Record {
                cities: consents.iter().enumerate().map(part).collect(),
                ..Record::default()
            },
            standings: consents
                .iter()
                .map(|(city, consent)| Standing {
                    city: (*city).to_owned(),
                    consent: *consent,
                    reason: String::new(),
                })
                .collect(),
            demo: false,
            updated_at: DateTime::UNIX_EPOCH,
            said_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_city_is_named_to_everyone_once_it_has_accepted() {
        use Consent::{Accepted, Asked, Declined};
        let partnership = of(&[("bologna", Accepted), ("dakar", Asked), ("lyon", Declined)]);
        let seen = partnership.for_audience(Audience::Public).unwrap();
        assert_eq!(seen.record.city_slugs(), ["bologna"]);
        assert_eq!(seen.standings.len(), 1);
        let members = partnership.for_audience(Audience::Members).unwrap();
        assert_eq!(members.record.cities.len(), 3, "a disagreement is shown");
        assert!(!partnership.is_confirmed());
        assert!(of(&[("bologna", Accepted), ("dakar", Accepted)]).is_confirmed());
    }

    #[test]
    fn without_the_one_that_leads_nothing_is_public() {
        use Consent::{Accepted, Asked};
        let partnership = of(&[("bologna", Asked), ("dakar", Accepted)]);
        assert_eq!(partnership.for_audience(Audience::Public), None);
    }
}
