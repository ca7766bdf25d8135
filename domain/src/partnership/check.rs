//! What is wrong with a record that someone wrote. Drafts may be incomplete; what is said has to be right.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Answer, Area, PartnerRole, Record, Status};
use crate::problem::{Problem, Problems};

/// Characters of a line.
pub const LONGEST_LINE: u16 = 200;
/// Words of a summary (as in the forms of the network).
pub const LONGEST_SUMMARY: u16 = 300;
/// Characters of an answer in paragraphs.
pub const LONGEST_TEXT: u16 = 4_000;
/// Rows of one kind: cities, organisations, measures, milestones, links.
pub const MOST_ROWS: u16 = 60;
/// The goals are numbered from 1.
const LAST_SDG: u8 = 17;

impl Record {
    /// What is wrong with it at a status, by the name of the form's field.
    pub fn check(&self, status: Status) -> Problems {
        let mut problems = Problems::new();
        let mut at = |field: &str, problem: Option<Problem>| {
            problems.extend(problem.map(|problem| (field.to_owned().into(), problem)));
        };
        at("title", line(&self.title, true));
        at("summary", summary(&self.summary));
        at("cities", self.check_cities());
        if status.needs_partners() && self.partners() < 2 {
            at("cities", Some(Problem::PartnerNeeded));
        }
        for (start, end, field) in [
            (self.starts_on, self.ends_on, "ends_on"),
            (self.started_on, self.ended_on, "ended_on"),
        ] {
            let ends_early = start.zip(end).is_some_and(|(start, end)| end < start);
            at(field, ends_early.then_some(Problem::EndsTooEarly));
        }
        let unknown_goal = self.sdgs.iter().any(|goal| *goal == 0 || *goal > LAST_SDG);
        at("sdgs", unknown_goal.then_some(Problem::NotOffered));
        self.check_rows(&mut at);
        self.check_particulars(&mut at);
        problems
    }

    /// One city leads, and none stands there twice with the same role.
    fn check_cities(&self) -> Option<Problem> {
        let leads = |part: &&super::CityPart| part.role == PartnerRole::Lead;
        let different: BTreeSet<_> = self.cities.iter().collect();
        match self.cities.iter().filter(leads).count() {
            _ if self.cities.is_empty() => Some(Problem::Required),
            _ if different.len() < self.cities.len() => Some(Problem::AlreadyThere),
            1 => None,
            _ => Some(Problem::OneLead),
        }
    }

    fn check_rows(&self, at: &mut impl FnMut(&str, Option<Problem>)) {
        for (field, rows) in [
            ("cities", self.cities.len()),
            ("organisations", self.organisations.len()),
            ("money", self.money.len()),
            ("measures", self.measures.len()),
            ("milestones", self.milestones.len()),
            ("links", self.links.len()),
        ] {
            let too_many = rows > usize::from(MOST_ROWS);
            at(
                field,
                too_many.then_some(Problem::TooMany { most: MOST_ROWS }),
            );
        }
        for organisation in &self.organisations {
            at("organisations", line(&organisation.name, true));
        }
        for amount in &self.money {
            let is_currency = amount.currency.len() == 3
                && amount.currency.chars().all(|c| c.is_ascii_uppercase());
            at("money", (!is_currency).then_some(Problem::NotOffered));
        }
        for measure in &self.measures {
            at("measures", line(&measure.indicator, true));
            for number in [&measure.baseline, &measure.target, &measure.actual] {
                at(
                    "measures",
                    (!is_number(number)).then_some(Problem::NotANumber),
                );
            }
            // What was reached says when, and who says so.
            let is_bare = !measure.actual.is_empty()
                && (measure.on.is_none() || measure.source.trim().is_empty());
            at("measures", is_bare.then_some(Problem::SourceNeeded));
        }
        for milestone in &self.milestones {
            at("milestones", line(&milestone.title, true));
        }
        for link in &self.links {
            at("links", line(&link.title, true));
            at(
                "links",
                (!is_address(&link.address)).then_some(Problem::NotAWebAddress),
            );
        }
    }

    /// Answers to questions of other areas are kept and not looked at: who changes the area back finds them again.
    fn check_particulars(&self, at: &mut impl FnMut(&str, Option<Problem>)) {
        for asked in self.area.particulars() {
            let given = self.particulars.get(asked.key).map_or("", String::as_str);
            at(asked.key, wrong_answer(asked.answer, given));
        }
        let of = |key: &str| self.particulars.get(key).and_then(|given| moment(given));
        if self.area == Area::Meeting {
            let begins_late = of("starts-at")
                .zip(of("ends-at"))
                .is_some_and(|(s, e)| e < s);
            at("ends-at", begins_late.then_some(Problem::EndsTooEarly));
            let has_moment = of("starts-at").is_some();
            let has_zone = self
                .particulars
                .get("zone")
                .is_some_and(|zone| !zone.is_empty());
            at(
                "zone",
                (has_moment && !has_zone).then_some(Problem::Required),
            );
        }
    }

    /// The record without what nobody needs to keep: rows without a word.
    pub fn tidied(mut self) -> Record {
        self.particulars
            .retain(|_, answer| !answer.trim().is_empty());
        self.organisations.retain(|row| !row.name.trim().is_empty());
        self.measures
            .retain(|row| !row.indicator.trim().is_empty() || !row.actual.is_empty());
        self.links
            .retain(|row| !row.title.is_empty() || !row.address.is_empty());
        self.money
            .retain(|row| row.committed.is_some() || row.spent.is_some());
        self
    }
}

/// What is wrong with an answer to a particular; an empty one is none.
fn wrong_answer(answer: Answer, given: &str) -> Option<Problem> {
    if given.is_empty() {
        return None;
    }
    match answer {
        Answer::Line => line(given, false),
        Answer::Text => long(given),
        Answer::Day => given
            .parse::<NaiveDate>()
            .is_err()
            .then_some(Problem::NotADay),
        Answer::Moment => moment(given).is_none().then_some(Problem::NotADay),
        Answer::Zone => (!is_zone(given)).then_some(Problem::NotOffered),
        Answer::Number => given.parse::<u32>().is_err().then_some(Problem::NotANumber),
        Answer::Address => (!is_address(given)).then_some(Problem::NotAWebAddress),
        Answer::OneOf(values) => (!values.contains(&given)).then_some(Problem::NotOffered),
    }
}

fn line(text: &str, is_required: bool) -> Option<Problem> {
    match text.trim().chars().count() {
        0 if is_required => Some(Problem::Required),
        length if length > usize::from(LONGEST_LINE) => {
            Some(Problem::TooLong { most: LONGEST_LINE })
        }
        _ => None,
    }
}

fn long(text: &str) -> Option<Problem> {
    let most = LONGEST_TEXT;
    (text.chars().count() > usize::from(most)).then_some(Problem::TooLong { most })
}

fn summary(text: &str) -> Option<Problem> {
    let most = LONGEST_SUMMARY;
    (text.split_whitespace().count() > usize::from(most)).then_some(Problem::TooManyWords { most })
}

/// A number as people write it for programs: digits, a point; empty is none.
fn is_number(text: &str) -> bool {
    text.is_empty() || text.parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
        && text.chars().count() <= 500
}

/// A moment as browsers send it: `2026-11-25T14:30`.
pub(crate) fn moment(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()
}

/// The form of a name in the time zone database; whether there is such a zone is known where calendars are written.
fn is_zone(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c))
    };
    text == "UTC" || (text.contains('/') && text.split('/').all(is_part))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{super::*, *};

    fn good() -> Record {
        let part = |city: &str, role| CityPart {
            city: city.to_owned(),
            role,
        };
        Record {
            title: "Sound maps".to_owned(),
            summary: "Two cities listen.".to_owned(),
            cities: vec![
                part("bologna", PartnerRole::Lead),
                part("dakar", PartnerRole::Partner),
            ],
            ..Record::default()
        }
    }

    fn wrong(change: impl FnOnce(&mut Record)) -> Vec<(String, Problem)> {
        let mut record = good();
        change(&mut record);
        let problems = record.check(Status::Agreed);
        problems
            .into_iter()
            .map(|(at, problem)| (at.into_owned(), problem))
            .collect()
    }

    fn one(at: &str, problem: Problem) -> Vec<(String, Problem)> {
        vec![(at.to_owned(), problem)]
    }

    #[test]
    fn one_city_leads() {
        assert_eq!(wrong(|_| ()), []);
        assert_eq!(
            wrong(|record| record.cities[1].role = PartnerRole::Lead),
            one("cities", Problem::OneLead)
        );
        assert_eq!(
            wrong(|record| record.cities[0].role = PartnerRole::Host),
            one("cities", Problem::OneLead)
        );
    }

    #[test]
    fn an_idea_may_be_of_one_city_and_an_agreement_is_of_two() {
        let mut record = good();
        record.cities.truncate(1);
        assert_eq!(record.check(Status::SeekingPartners), []);
        assert_eq!(record.check(Status::Running)[0].1, Problem::PartnerNeeded);
        record.organisations.push(Organisation {
            name: "A school".to_owned(),
            sector: Sector::Public,
            country: "SN".to_owned(),
            role: PartnerRole::Host,
        });
        assert_eq!(record.check(Status::Running), []);
    }

    #[test]
    fn what_was_reached_says_when_and_who_says_so() {
        let measure = Measure {
            indicator: "Visitors".to_owned(),
            actual: "120".to_owned(),
            ..Measure::default()
        };
        let found = wrong(|record| record.measures.push(measure.clone()));
        assert_eq!(found, one("measures", Problem::SourceNeeded));
        let found = wrong(|record| {
            record.measures.push(Measure {
                actual: "many".to_owned(),
                on: NaiveDate::from_ymd_opt(2026, 1, 1),
                source: "Survey".to_owned(),
                ..measure
            });
        });
        assert_eq!(found, one("measures", Problem::NotANumber));
    }

    #[test]
    fn answers_are_of_their_kind() {
        let answered = |area, key: &str, given: &str| {
            wrong(|record| {
                record.area = area;
                record.particulars = BTreeMap::from([(key.to_owned(), given.to_owned())]);
            })
        };
        assert_eq!(answered(Area::Study, "study-type", "research"), []);
        assert_eq!(
            answered(Area::Study, "study-type", "novel"),
            one("study-type", Problem::NotOffered)
        );
        assert_eq!(
            answered(Area::Training, "places", "-3"),
            one("places", Problem::NotANumber)
        );
        assert_eq!(
            answered(Area::Study, "publication", "javascript:alert(1)"),
            one("publication", Problem::NotAWebAddress)
        );
        assert_eq!(
            answered(Area::Meeting, "starts-at", "2026-11-25T14:30"),
            one("zone", Problem::Required)
        );
        // Of another area: kept, not looked at.
        assert_eq!(answered(Area::Study, "places", "-3"), []);
    }

    #[test]
    fn a_summary_is_counted_in_words() {
        assert_eq!(
            wrong(|record| record.summary = "word ".repeat(301)),
            one("summary", Problem::TooManyWords { most: 300 })
        );
    }

    #[test]
    fn an_end_is_after_its_beginning() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 5, day);
        let found = wrong(|record| (record.starts_on, record.ends_on) = (day(9), day(8)));
        assert_eq!(found, one("ends_on", Problem::EndsTooEarly));
    }
}
