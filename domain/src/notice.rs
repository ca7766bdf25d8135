//! News that people are told of: in their inbox, and by letter as often as they want.

use chrono::{DateTime, Datelike, Days, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::rights::Role;

/// What news is about; people settle for each how often they want letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Topic {
    /// A change of a city's profile waits for approval; to those who approve.
    ProfileWaiting,
    /// A change that someone proposed was approved or refused; to its author.
    ProfileDecided,
    /// A reader suggests a correction; to those who speak for the city.
    CorrectionSuggested,
    /// A city has another focal point; to those who run the network.
    FocalPointChanged,
    /// A role of the reader's was ended by someone else.
    OwnRoles,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Topic; 5] = [
        Topic::ProfileWaiting,
        Topic::ProfileDecided,
        Topic::CorrectionSuggested,
        Topic::FocalPointChanged,
        Topic::OwnRoles,
    ];

    /// Stable key, as in rows and forms.
    pub fn key(self) -> &'static str {
        match self {
            Topic::ProfileWaiting => "profile-waiting",
            Topic::ProfileDecided => "profile-decided",
            Topic::CorrectionSuggested => "correction-suggested",
            Topic::FocalPointChanged => "focal-point-changed",
            Topic::OwnRoles => "own-roles",
        }
    }

    /// The topic of a key.
    pub fn of_key(key: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.key() == key)
    }

    /// Whether people may settle how often they are written to. Decisions and what touches one's own access are told at
    /// once, always.
    pub fn is_settled_by_reader(self) -> bool {
        !matches!(self, Topic::ProfileDecided | Topic::OwnRoles)
    }

    /// How often people are written to who settled nothing.
    pub fn usual_pace(self) -> Pace {
        match self.is_settled_by_reader() {
            true => Pace::Daily,
            false => Pace::Instant,
        }
    }
}

/// How often someone wants letters of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Pace {
    /// As it happens.
    Instant,
    /// Once a day, all in one letter.
    Daily,
    /// Once a week, all in one letter.
    Weekly,
    /// Never; the inbox has it all the same.
    Off,
}

impl Pace {
    /// Every pace, from often to never.
    pub const ALL: [Pace; 4] = [Pace::Instant, Pace::Daily, Pace::Weekly, Pace::Off];

    /// Stable key, as in rows and forms.
    pub fn key(self) -> &'static str {
        match self {
            Pace::Instant => "instant",
            Pace::Daily => "daily",
            Pace::Weekly => "weekly",
            Pace::Off => "off",
        }
    }

    /// The pace of a key.
    pub fn of_key(key: &str) -> Option<Pace> {
        Pace::ALL.into_iter().find(|pace| pace.key() == key)
    }

    /// When a letter tells of what happens now; none where no letters are wanted.
    pub fn due_at(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let morning = next_morning(now);
        match self {
            Pace::Instant => Some(now),
            Pace::Daily => Some(morning),
            Pace::Weekly => {
                let until_monday = (7 - u64::from(morning.weekday().num_days_from_monday())) % 7;
                morning.checked_add_days(Days::new(until_monday))
            }
            Pace::Off => None,
        }
    }
}

/// Hour (UTC) at which letters that collect news are written: before work begins in Europe and Africa, at noon in
/// East Asia. The same for every topic, so that what is daily and what is weekly comes in one letter on Mondays.
const MORNING: u32 = 5;

/// The morning after a moment.
fn next_morning(now: DateTime<Utc>) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(MORNING, 0, 0).unwrap_or_default();
    let today = now.date_naive().and_time(time).and_utc();
    match now < today {
        true => today,
        false => today + Days::new(1),
    }
}

/// What happened, as the people are told whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// A change of a city's profile waits for approval.
    ProfileWaiting {
        /// Slug of the city.
        city: String,
    },
    /// The change that the reader proposed was published.
    ProfileApproved {
        /// Slug of the city.
        city: String,
    },
    /// The change that the reader proposed was refused.
    ProfileRefused {
        /// Slug of the city.
        city: String,
        /// Why.
        reason: String,
    },
    /// A reader suggests a correction.
    CorrectionSuggested {
        /// Slug of the city.
        city: String,
    },
    /// A city has another focal point.
    FocalPointChanged {
        /// Slug of the city.
        city: String,
    },
    /// A role of the reader's was ended.
    RoleEnded {
        /// The role.
        role: Role,
        /// What it was held for.
        scope: String,
    },
}

impl News {
    /// What it is about.
    pub fn topic(&self) -> Topic {
        match self {
            News::ProfileWaiting { .. } => Topic::ProfileWaiting,
            News::ProfileApproved { .. } | News::ProfileRefused { .. } => Topic::ProfileDecided,
            News::CorrectionSuggested { .. } => Topic::CorrectionSuggested,
            News::FocalPointChanged { .. } => Topic::FocalPointChanged,
            News::RoleEnded { .. } => Topic::OwnRoles,
        }
    }

    /// The page where the reader sees to it.
    pub fn page(&self) -> String {
        match self {
            News::ProfileWaiting { .. } => "/desk/revisions".to_owned(),
            News::ProfileApproved { city } => format!("/cities/{city}"),
            News::ProfileRefused { city, .. } => format!("/desk/city/{city}"),
            News::CorrectionSuggested { city } => format!("/desk/city/{city}/suggestions"),
            News::FocalPointChanged { city } => format!("/desk/roles/city/{city}"),
            News::RoleEnded { .. } => "/desk".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn keys_are_read_back() {
        for topic in Topic::ALL {
            assert_eq!(Topic::of_key(topic.key()), Some(topic));
        }
        for pace in Pace::ALL {
            assert_eq!(Pace::of_key(pace.key()), Some(pace));
        }
        assert_eq!((Topic::of_key("x"), Pace::of_key("x")), (None, None));
    }

    #[test]
    fn news_waits_for_the_morning_or_for_monday() {
        // 25 November 2026 is a Wednesday.
        let (early, late) = (at("2026-11-25T04:59:59Z"), at("2026-11-25T05:00:00Z"));
        assert_eq!(Pace::Instant.due_at(early), Some(early));
        assert_eq!(Pace::Daily.due_at(early), Some(late));
        assert_eq!(Pace::Daily.due_at(late), Some(at("2026-11-26T05:00:00Z")));
        assert_eq!(Pace::Weekly.due_at(late), Some(at("2026-11-30T05:00:00Z")));
        let monday = at("2026-11-30T04:00:00Z");
        assert_eq!(Pace::Weekly.due_at(monday), Pace::Daily.due_at(monday));
        assert_eq!(Pace::Off.due_at(late), None);
    }

    proptest! {
        #[test]
        fn who_wants_letters_less_often_never_gets_them_sooner(seconds in 0i64..4_000_000_000) {
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let [instant, daily, weekly, off] = Pace::ALL.map(|pace| pace.due_at(now));
            prop_assert!(instant < daily && daily <= weekly && off.is_none());
            prop_assert!(daily.unwrap() - now <= chrono::TimeDelta::days(1));
            prop_assert!(weekly.unwrap() - now <= chrono::TimeDelta::days(7));
        }
    }
}
