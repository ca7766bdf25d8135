//! Two signals beside the status: how it goes, as its people say, and how long ago anybody said anything.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Status;

/// How it goes, as its people say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// As planned.
    OnTrack,
    /// Something may go wrong.
    AtRisk,
    /// It goes otherwise than planned.
    OffTrack,
}

impl Health {
    /// Every health, from good to bad.
    pub const ALL: [Health; 3] = [Health::OnTrack, Health::AtRisk, Health::OffTrack];

    /// Stable key, as in addresses and rows.
    pub fn key(self) -> &'static str {
        match self {
            Health::OnTrack => "on-track",
            Health::AtRisk => "at-risk",
            Health::OffTrack => "off-track",
        }
    }

    /// The health of a key.
    pub fn of_key(key: &str) -> Option<Health> {
        Health::ALL.into_iter().find(|health| health.key() == key)
    }
}

/// How fresh what is known of a partnership is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Freshness {
    /// Somebody wrote within three months, or nothing is expected any more.
    Fresh,
    /// Nobody wrote for three months.
    Ageing,
    /// Nobody wrote for half a year.
    Stale,
}

impl Freshness {
    /// After this long it is ageing.
    pub const AGEING_AFTER: TimeDelta = TimeDelta::days(90);
    /// After this long it is stale.
    pub const STALE_AFTER: TimeDelta = TimeDelta::days(180);

    /// Stable key, as in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Freshness::Fresh => "fresh",
            Freshness::Ageing => "ageing",
            Freshness::Stale => "stale",
        }
    }

    /// How fresh what was said at a time is now. Derived, never kept.
    pub fn of(status: Status, said_at: DateTime<Utc>, now: DateTime<Utc>) -> Freshness {
        match now - said_at {
            _ if !status.is_alive() => Freshness::Fresh,
            age if age > Freshness::STALE_AFTER => Freshness::Stale,
            age if age > Freshness::AGEING_AFTER => Freshness::Ageing,
            _ => Freshness::Fresh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_ages_a_partnership_that_lives() {
        let now: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().unwrap();
        let ago = |days| now - TimeDelta::days(days);
        let of = |status, days| Freshness::of(status, ago(days), now);
        assert_eq!(of(Status::Running, 89), Freshness::Fresh);
        assert_eq!(of(Status::Running, 91), Freshness::Ageing);
        assert_eq!(of(Status::Paused, 181), Freshness::Stale);
        assert_eq!(of(Status::Closed, 999), Freshness::Fresh);
    }

    #[test]
    fn healths_have_keys_of_their_own() {
        for health in Health::ALL {
            assert_eq!(Health::of_key(health.key()), Some(health));
            assert_eq!(serde_json::to_value(health).unwrap(), health.key());
        }
    }
}
