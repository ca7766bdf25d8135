//! What is known of a partnership. Its parts are grouped, and each group has its own audience.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Area, Direction, Health};

/// Makes an enum whose variants have stable keys: `ALL`, `key`, `of_key`, and the same keys in rows.
macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $key)] $variant,)+
        }

        impl $name {
            /// Every one.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// Stable key, as in addresses, rows and forms.
            pub fn key(self) -> &'static str {
                match self {
                    $($name::$variant => $key,)+
                }
            }

            /// The one of a key.
            pub fn of_key(key: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

pub(super) use keyed;

keyed! {
    /// What a partner is in it (International Aid Transparency Initiative, organisation roles, and the network's own).
    PartnerRole {
        /// Answers for it; there is one.
        Lead = "lead",
        /// Does a part of it.
        Partner = "partner",
        /// Is assisted.
        Beneficiary = "beneficiary",
        /// Houses it.
        Host = "host",
        /// Pays for it.
        Funder = "funder",
        /// Brings what it knows.
        Knowledge = "knowledge",
    }
}

keyed! {
    /// The aims of the network's mission.
    Aim {
        /// International cooperation.
        Cooperation = "1",
        /// Partnerships of public and private sectors.
        Partnerships = "2",
        /// Hubs of creativity and innovation.
        Hubs = "3",
        /// Participation in cultural life.
        Participation = "4",
    }
}

keyed! {
    /// Whom it is for in particular.
    Target {
        /// Women.
        Women = "women",
        /// Young people.
        Youth = "youth",
        /// Other vulnerable groups.
        Vulnerable = "vulnerable",
        /// Everyone.
        Everyone = "everyone",
    }
}

keyed! {
    /// Notions of the mission.
    Tag {
        /// Culture and development.
        CultureAndDevelopment = "culture-and-development",
        /// Sustainable development.
        SustainableDevelopment = "sustainable-development",
        /// Creative economy.
        CreativeEconomy = "creative-economy",
        /// Creative tourism.
        CreativeTourism = "creative-tourism",
    }
}

keyed! {
    /// What a partner that is no city is (the six kinds of the mission).
    Sector {
        /// Public sector.
        Public = "public",
        /// Private sector.
        Private = "private",
        /// Professional organisation.
        Professional = "professional",
        /// Community.
        Community = "community",
        /// Civil society.
        CivilSociety = "civil-society",
        /// Cultural institution.
        CulturalInstitution = "cultural-institution",
    }
}

keyed! {
    /// Where money comes from.
    Source {
        /// A city.
        City = "city",
        /// A state.
        National = "national",
        /// Private hands.
        Private = "private",
        /// Work and things instead of money, at their value.
        InKind = "in-kind",
    }
}

keyed! {
    /// Who may read a group of parts.
    Audience {
        /// Everyone.
        Public = "public",
        /// Whoever holds a role in the network.
        Members = "members",
        /// Those who speak for its cities, and those who run the network.
        Parties = "parties",
    }
}

keyed! {
    /// Parts that are read or hidden together.
    Group {
        /// What it is and between whom.
        Core = "core",
        /// What is particular to its area.
        Particulars = "particulars",
        /// How it goes: health, milestones, measures, updates.
        Progress = "progress",
        /// What it costs.
        Money = "money",
        /// Documents and links.
        Links = "links",
    }
}

impl Group {
    /// Who reads it where nobody settled that.
    pub fn usual_audience(self) -> Audience {
        match self {
            Group::Core | Group::Particulars | Group::Links => Audience::Public,
            Group::Progress => Audience::Members,
            Group::Money => Audience::Parties,
        }
    }
}

keyed! {
    /// A part of the record: what is changed, merged and kept in the history.
    Field {
        /// See [`Record`].
        Title = "title",
        /// See [`Record`].
        Summary = "summary",
        /// See [`Record`].
        Language = "language",
        /// See [`Record`].
        Area = "area",
        /// See [`Record`].
        AlsoIn = "also_in",
        /// See [`Record`].
        Particulars = "particulars",
        /// See [`Record`].
        Cities = "cities",
        /// See [`Record`].
        Organisations = "organisations",
        /// See [`Record`].
        Aims = "aims",
        /// See [`Record`].
        Fields = "fields",
        /// See [`Record`].
        Sdgs = "sdgs",
        /// See [`Record`].
        Targets = "targets",
        /// See [`Record`].
        Tags = "tags",
        /// See [`Record`].
        StartsOn = "starts_on",
        /// See [`Record`].
        EndsOn = "ends_on",
        /// See [`Record`].
        StartedOn = "started_on",
        /// See [`Record`].
        EndedOn = "ended_on",
        /// See [`Record`].
        Money = "money",
        /// See [`Record`].
        Measures = "measures",
        /// See [`Record`].
        Milestones = "milestones",
        /// See [`Record`].
        Links = "links",
        /// See [`Record`].
        DeclaredDirection = "declared_direction",
        /// See [`Record`].
        Health = "health",
        /// See [`Record`].
        Audiences = "audiences",
    }
}

impl Field {
    /// The group that it is read or hidden with.
    pub fn group(self) -> Group {
        match self {
            Field::Particulars => Group::Particulars,
            Field::Money => Group::Money,
            Field::Links => Group::Links,
            Field::Measures | Field::Milestones | Field::Health => Group::Progress,
            _ => Group::Core,
        }
    }
}

/// A city in a partnership.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CityPart {
    /// Slug of the city.
    pub city: String,
    /// What it is in it.
    pub role: PartnerRole,
}

/// A partner that is no city.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// What it is.
    pub sector: Sector,
    /// ISO code of its country.
    pub country: String,
    /// What it is in the partnership.
    pub role: PartnerRole,
}

/// Money from a source. Blank is not zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Amount {
    /// Where it comes from.
    pub source: Source,
    /// ISO code of the currency.
    pub currency: String,
    /// Promised, in whole units of the currency.
    pub committed: Option<u64>,
    /// Spent, in whole units of the currency.
    pub spent: Option<u64>,
}

/// What is measured. Numbers are kept as they were written; [`super::check`] reads them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Measure {
    /// What is counted.
    pub indicator: String,
    /// In what.
    pub unit: String,
    /// Before.
    pub baseline: String,
    /// Wanted.
    pub target: String,
    /// Reached.
    pub actual: String,
    /// When that was so.
    pub on: Option<NaiveDate>,
    /// Who says so.
    pub source: String,
}

/// Something to be done by a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Milestone {
    /// What.
    pub title: String,
    /// By when.
    pub due: NaiveDate,
    /// Slug of the city that sees to it; empty where nobody does.
    pub owner: String,
    /// When it was done.
    pub done: Option<NaiveDate>,
}

/// A document or a page elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hyperlink {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub address: String,
}

/// What is known of a partnership, without what is derived from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// How it is called.
    pub title: String,
    /// What it is, in at most 300 words.
    pub summary: String,
    /// Code of the language that it is written in.
    pub language: String,
    /// What it is above all.
    pub area: Area,
    /// Which other areas it serves.
    pub also_in: BTreeSet<Area>,
    /// What is particular to its area, by key.
    pub particulars: BTreeMap<String, String>,
    /// The cities, each once a role; one of them leads.
    pub cities: Vec<CityPart>,
    /// Partners that are no cities.
    pub organisations: Vec<Organisation>,
    /// Aims of the mission that it serves.
    pub aims: BTreeSet<Aim>,
    /// Keys of the creative fields that it touches.
    pub fields: BTreeSet<String>,
    /// Numbers of the Sustainable Development Goals that it serves.
    pub sdgs: BTreeSet<u8>,
    /// Whom it is for in particular.
    pub targets: BTreeSet<Target>,
    /// Notions that it stands for.
    pub tags: BTreeSet<Tag>,
    /// When it is to begin.
    pub starts_on: Option<NaiveDate>,
    /// When it is to end.
    pub ends_on: Option<NaiveDate>,
    /// When it began.
    pub started_on: Option<NaiveDate>,
    /// When it ended.
    pub ended_on: Option<NaiveDate>,
    /// What it costs, by source and currency.
    pub money: Vec<Amount>,
    /// What is measured.
    pub measures: Vec<Measure>,
    /// What is to be done by when.
    pub milestones: Vec<Milestone>,
    /// Documents and pages.
    pub links: Vec<Hyperlink>,
    /// The direction that its people see, where that is another than the derived one.
    pub declared_direction: Option<Direction>,
    /// How it goes.
    pub health: Option<Health>,
    /// Who reads what, where that is not as usual.
    pub audiences: BTreeMap<Group, Audience>,
}

impl Record {
    /// The city that leads.
    pub fn lead(&self) -> Option<&str> {
        let mut cities = self.cities.iter();
        cities
            .find(|part| part.role == PartnerRole::Lead)
            .map(|part| part.city.as_str())
    }

    /// Slugs of the cities, each once, in order.
    pub fn city_slugs(&self) -> Vec<&str> {
        let mut slugs: Vec<&str> = Vec::new();
        for part in &self.cities {
            if !slugs.contains(&part.city.as_str()) {
                slugs.push(&part.city);
            }
        }
        slugs
    }

    /// How many partners stand behind it, cities and others.
    pub fn partners(&self) -> usize {
        self.city_slugs().len() + self.organisations.len()
    }

    /// Who reads a group. Nobody reads more of it than of its core.
    pub fn audience(&self, group: Group) -> Audience {
        let of = |group: Group| {
            let settled = self.audiences.get(&group).copied();
            settled.unwrap_or(group.usual_audience())
        };
        of(group).max(of(Group::Core))
    }

    /// The record as someone of an audience may read it: what is not for them is empty.
    pub fn for_audience(&self, reader: Audience) -> Option<Record> {
        if self.audience(Group::Core) > reader {
            return None;
        }
        let hides = |group| self.audience(group) > reader;
        let mut seen = self.clone();
        let empty = Record::default();
        if hides(Group::Particulars) {
            seen.particulars = empty.particulars;
        }
        if hides(Group::Progress) {
            seen.health = None;
            seen.milestones = empty.milestones;
            seen.measures = empty.measures;
        }
        if hides(Group::Money) {
            seen.money = empty.money;
        }
        if hides(Group::Links) {
            seen.links = empty.links;
        }
        Some(seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Record {
        Record {
            title: "T".to_owned(),
            particulars: BTreeMap::from([("place".to_owned(), "Here".to_owned())]),
            health: Some(Health::AtRisk),
            measures: vec![Measure::default()],
            milestones: vec![Milestone {
                title: "M".to_owned(),
                due: NaiveDate::default(),
                owner: String::new(),
                done: None,
            }],
            money: vec![Amount {
                source: Source::City,
                currency: "EUR".to_owned(),
                committed: Some(1),
                spent: None,
            }],
            links: vec![Hyperlink::default()],
            ..Record::default()
        }
    }

    #[test]
    fn every_field_of_the_record_is_named() {
        let value = serde_json::to_value(Record::default()).unwrap();
        let names: BTreeSet<&str> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let fields: BTreeSet<&str> = Field::ALL.iter().map(|field| field.key()).collect();
        assert_eq!(names, fields);
    }

    #[test]
    fn a_reader_sees_the_groups_that_are_for_them_and_nothing_else() {
        for group in Group::ALL.iter().copied() {
            for audience in Audience::ALL.iter().copied() {
                for reader in Audience::ALL.iter().copied() {
                    let mut record = full();
                    record.audiences = Group::ALL
                        .iter()
                        .map(|group| (*group, Audience::Public))
                        .collect();
                    record.audiences.insert(group, audience);
                    let seen = record.for_audience(reader);
                    if group == Group::Core {
                        assert_eq!(seen.is_some(), audience <= reader);
                        continue;
                    }
                    let seen = serde_json::to_value(seen.unwrap()).unwrap();
                    let whole = serde_json::to_value(&record).unwrap();
                    for field in Field::ALL {
                        let is_hidden = field.group() == group && audience > reader;
                        assert_eq!(
                            seen[field.key()] != whole[field.key()],
                            is_hidden,
                            "{field:?} of {group:?} for {audience:?}, read by {reader:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_more_public_than_the_core() {
        let mut record = full();
        record.audiences.insert(Group::Core, Audience::Parties);
        record.audiences.insert(Group::Links, Audience::Public);
        assert_eq!(record.audience(Group::Links), Audience::Parties);
        assert_eq!(record.for_audience(Audience::Members), None);
    }
}
