//! The seven areas of action, and what is particular to each: one table, which forms, pages and exports follow.

use serde::{Deserialize, Serialize};

/// An area of action of the network's mission.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// Something is tried out.
    #[default]
    PilotProject,
    /// Something that has proved itself is shared.
    GoodPractice,
    /// Something is found out.
    Study,
    /// People meet.
    Meeting,
    /// One assists another.
    CooperationProgramme,
    /// People learn.
    Training,
    /// Something is laid down.
    PolicyMeasure,
}

/// Every area, in the order of the mission.
pub const AREAS: [Area; 7] = [
    Area::PilotProject,
    Area::GoodPractice,
    Area::Study,
    Area::Meeting,
    Area::CooperationProgramme,
    Area::Training,
    Area::PolicyMeasure,
];

/// How a particular is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A line.
    Line,
    /// Paragraphs.
    Text,
    /// A day.
    Day,
    /// A day with a time, in the zone that `zone` names.
    Moment,
    /// A time zone by its name in the IANA database.
    Zone,
    /// A whole number.
    Number,
    /// The address of a page.
    Address,
    /// One of some values, by key.
    OneOf(&'static [&'static str]),
}

/// A question that is particular to an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Particular {
    /// Stable key, as in rows and forms.
    pub key: &'static str,
    /// How it is answered.
    pub answer: Answer,
}

const fn ask(key: &'static str, answer: Answer) -> Particular {
    Particular { key, answer }
}

impl Area {
    /// Stable key, as in addresses and rows.
    pub fn key(self) -> &'static str {
        match self {
            Area::PilotProject => "pilot-project",
            Area::GoodPractice => "good-practice",
            Area::Study => "study",
            Area::Meeting => "meeting",
            Area::CooperationProgramme => "cooperation-programme",
            Area::Training => "training",
            Area::PolicyMeasure => "policy-measure",
        }
    }

    /// The area of a key.
    pub fn of_key(key: &str) -> Option<Area> {
        AREAS.into_iter().find(|area| area.key() == key)
    }

    /// What is particular to it.
    pub fn particulars(self) -> &'static [Particular] {
        use Answer::{Address, Day, Line, Moment, Number, OneOf, Text, Zone};
        match self {
            Area::PilotProject => {
                const ASKED: &[Particular] = &[
                    ask("hypothesis", Text),
                    ask("place", Line),
                    ask("scaling", Text),
                ];
                ASKED
            }
            Area::GoodPractice => {
                const ASKED: &[Particular] = &[
                    ask("efficiency", Text),
                    ask("effectiveness", Text),
                    ask("taken-over-by", Text),
                ];
                ASKED
            }
            Area::Study => {
                const ASKED: &[Particular] = &[
                    ask(
                        "study-type",
                        OneOf(&["research", "evaluation", "statistics"]),
                    ),
                    ask("authors", Line),
                    ask("published-on", Day),
                    ask("publication", Address),
                ];
                ASKED
            }
            Area::Meeting => {
                const ASKED: &[Particular] = &[
                    ask(
                        "meeting-type",
                        OneOf(&["consultation", "gathering", "virtual-convention"]),
                    ),
                    ask("starts-at", Moment),
                    ask("ends-at", Moment),
                    ask("zone", Zone),
                    ask("venue", Line),
                    ask("meeting-link", Address),
                    ask("agenda", Text),
                    ask("attendance", Number),
                    ask("minutes", Text),
                    ask("decisions", Text),
                ];
                ASKED
            }
            Area::CooperationProgramme => {
                const ASKED: &[Particular] = &[ask("assistance", Text), ask("assisted", Line)];
                ASKED
            }
            Area::Training => {
                const ASKED: &[Particular] = &[
                    ask(
                        "training-type",
                        OneOf(&["interns", "trainees", "educational-modules"]),
                    ),
                    ask("host", Line),
                    ask("home", Line),
                    ask("places", Number),
                    ask("duration", Line),
                    ask("stipend", Line),
                    ask("how-to-apply", Text),
                    ask("apply-by", Day),
                ];
                ASKED
            }
            Area::PolicyMeasure => {
                const ASKED: &[Particular] = &[
                    ask("instrument", Line),
                    ask("level", OneOf(&["local", "national"])),
                    ask("adopted-on", Day),
                    ask("development-plan", Text),
                ];
                ASKED
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn areas_have_keys_of_their_own() {
        for area in AREAS {
            assert_eq!(Area::of_key(area.key()), Some(area));
            assert_eq!(serde_json::to_value(area).unwrap(), area.key());
        }
    }

    #[test]
    fn a_particular_belongs_to_one_area() {
        let keys: Vec<&str> = AREAS
            .into_iter()
            .flat_map(|area| area.particulars().iter().map(|asked| asked.key))
            .collect();
        let different: BTreeSet<&str> = keys.iter().copied().collect();
        assert_eq!(keys.len(), different.len());
    }

    #[test]
    fn a_meeting_that_has_moments_has_a_zone() {
        for area in AREAS {
            let has = |answer| {
                area.particulars()
                    .iter()
                    .any(|asked| asked.answer == answer)
            };
            assert_eq!(has(Answer::Moment), has(Answer::Zone), "{area:?}");
        }
    }
}
