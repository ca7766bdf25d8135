//! What a city says of itself: kept in revisions, changed field by field.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::{
    account::Email,
    city::Words,
    problem::{Problem, Problems},
};

/// Languages in which a city may describe itself: those of the United Nations.
pub const LANGUAGES: [&str; 6] = ["en", "fr", "ar", "es", "zh", "ru"];
/// The seven areas of action of the network's mission.
pub const AREAS: [&str; 7] = [
    "pilot-project",
    "good-practice",
    "study",
    "meeting",
    "cooperation-programme",
    "training",
    "policy-measure",
];
/// Characters of a description in one language.
pub const LONGEST_DESCRIPTION: u16 = 4_000;
/// Characters of an offer, a need, a piece of evidence.
pub const LONGEST_NOTE: u16 = 1_000;
/// How long a profile counts as fresh after the city has said that it is correct.
pub const FRESH_FOR: TimeDelta = TimeDelta::days(365);
/// What a reader's correction may be about.
pub const TOPICS: [&str; 6] = ["name", "field", "year", "place", "text", "other"];
/// Characters of a line.
const LONGEST_LINE: u16 = 200;
/// Contacts of a city.
pub const MOST_CONTACTS: usize = 4;

/// Whom to ask for what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What they are asked for.
    pub role: String,
    /// Who they are.
    pub name: String,
    /// Where they are written to.
    pub email: String,
}

impl Contact {
    fn is_empty(&self) -> bool {
        self == &Contact::default()
    }
}

/// A picture, kept re-encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its place in the storage.
    pub file: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it shows, by language.
    pub alt: Words,
    /// Who made it.
    pub credit: String,
}

/// What a city says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CityProfile {
    /// The city, by language.
    pub description: Words,
    /// Its page about the network or about itself.
    pub website: String,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
    /// Why it is a creative hub.
    pub hub: String,
    /// Why it is a socio-cultural cluster.
    pub cluster: String,
    /// What it offers, by area of action.
    pub offers: BTreeMap<String, String>,
    /// What it looks for, by area of action.
    pub needs: BTreeMap<String, String>,
    /// Its picture.
    pub picture: Option<Picture>,
}

/// A part of a profile that changes by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// The description in a language.
    Description(String),
    /// The website.
    Website,
    /// All contacts.
    Contacts,
    /// Why it is a creative hub.
    Hub,
    /// Why it is a socio-cultural cluster.
    Cluster,
    /// What it offers in an area.
    Offer(String),
    /// What it looks for in an area.
    Need(String),
    /// The picture with its words.
    Picture,
}

impl Field {
    /// The name of its first input in the form.
    pub fn input(&self) -> String {
        match self {
            Field::Description(language) => format!("description-{language}"),
            Field::Website => "website".to_owned(),
            Field::Contacts => "contact-0-role".to_owned(),
            Field::Hub => "hub".to_owned(),
            Field::Cluster => "cluster".to_owned(),
            Field::Offer(area) => format!("offer-{area}"),
            Field::Need(area) => format!("need-{area}"),
            Field::Picture => "file".to_owned(),
        }
    }

    /// Every field.
    pub fn all() -> Vec<Field> {
        let of = |keys: &[&str], field: fn(String) -> Field| {
            keys.iter()
                .map(|key| field((*key).to_owned()))
                .collect::<Vec<_>>()
        };
        let mut fields = of(&LANGUAGES, Field::Description);
        fields.extend([Field::Website, Field::Contacts, Field::Hub, Field::Cluster]);
        fields.extend(of(&AREAS, Field::Offer));
        fields.extend(of(&AREAS, Field::Need));
        fields.push(Field::Picture);
        fields
    }

    /// Whether a change by the city counts at once, since only the city knows it.
    pub fn is_trusted(&self) -> bool {
        matches!(self, Field::Website | Field::Contacts)
    }
}

/// A change of one field: what it was and what it becomes, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// What it was; empty where there was nothing.
    pub before: String,
    /// What it becomes; empty where it goes.
    pub after: String,
}

impl CityProfile {
    /// A field as text; empty where there is nothing.
    pub fn text(&self, field: &Field) -> String {
        let of =
            |map: &BTreeMap<String, String>, key: &str| map.get(key).cloned().unwrap_or_default();
        match field {
            Field::Description(language) => of(&self.description.0, language),
            Field::Website => self.website.clone(),
            Field::Contacts => {
                let line =
                    |contact: &Contact| [&*contact.role, &contact.name, &contact.email].join(" · ");
                self.contacts
                    .iter()
                    .map(line)
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            Field::Hub => self.hub.clone(),
            Field::Cluster => self.cluster.clone(),
            Field::Offer(area) => of(&self.offers, area),
            Field::Need(area) => of(&self.needs, area),
            Field::Picture => self.picture.as_ref().map_or_else(String::new, |picture| {
                let alt = picture
                    .alt
                    .0
                    .iter()
                    .map(|(language, alt)| format!("{language}: {alt}"));
                let lines = [picture.file.clone(), picture.credit.clone()]
                    .into_iter()
                    .chain(alt);
                lines.collect::<Vec<_>>().join("\n")
            }),
        }
    }

    /// Takes one field from another profile.
    pub fn take(&mut self, field: &Field, from: &CityProfile) {
        let copy =
            |to: &mut BTreeMap<String, String>, from: &BTreeMap<String, String>, key: &str| {
                match from.get(key) {
                    Some(text) => drop(to.insert(key.to_owned(), text.clone())),
                    None => drop(to.remove(key)),
                }
            };
        match field {
            Field::Description(language) => {
                copy(&mut self.description.0, &from.description.0, language)
            }
            Field::Website => self.website.clone_from(&from.website),
            Field::Contacts => self.contacts.clone_from(&from.contacts),
            Field::Hub => self.hub.clone_from(&from.hub),
            Field::Cluster => self.cluster.clone_from(&from.cluster),
            Field::Offer(area) => copy(&mut self.offers, &from.offers, area),
            Field::Need(area) => copy(&mut self.needs, &from.needs, area),
            Field::Picture => self.picture.clone_from(&from.picture),
        }
    }

    /// What changes from this profile to another, field by field.
    pub fn changes_to(&self, other: &CityProfile) -> Vec<Change> {
        let changes = Field::all().into_iter().map(|field| Change {
            before: self.text(&field),
            after: other.text(&field),
            field,
        });
        changes
            .filter(|change| change.before != change.after)
            .collect()
    }

    /// This profile with what changed from one to another; and the fields that changed here meanwhile to something else.
    pub fn merged(&self, base: &CityProfile, changed: &CityProfile) -> (CityProfile, Vec<Field>) {
        let mut merged = self.clone();
        let mut conflicts = Vec::new();
        for Change {
            field,
            before,
            after,
        } in base.changes_to(changed)
        {
            let now = self.text(&field);
            if now != before && now != after {
                conflicts.push(field.clone());
            }
            merged.take(&field, changed);
        }
        (merged, conflicts)
    }

    /// What is wrong with it, by field of the form.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::new();
        let mut at_most = |field: &str, text: &str, most: u16| {
            if text.chars().count() > usize::from(most) {
                problems.push((field.to_owned().into(), Problem::TooLong { most }));
            }
        };
        for (language, text) in &self.description.0 {
            at_most(
                &format!("description-{language}"),
                text,
                LONGEST_DESCRIPTION,
            );
        }
        at_most("hub", &self.hub, LONGEST_NOTE);
        at_most("cluster", &self.cluster, LONGEST_NOTE);
        for (kind, notes) in [("offer", &self.offers), ("need", &self.needs)] {
            for (area, text) in notes {
                at_most(&format!("{kind}-{area}"), text, LONGEST_NOTE);
            }
        }
        at_most("website", &self.website, LONGEST_LINE);
        for (at, contact) in self.contacts.iter().enumerate() {
            at_most(&format!("contact-{at}-role"), &contact.role, LONGEST_LINE);
            at_most(&format!("contact-{at}-name"), &contact.name, LONGEST_LINE);
        }
        if !self.website.is_empty() && !is_web_address(&self.website) {
            problems.push(("website".into(), Problem::NotAWebAddress));
        }
        for (at, contact) in self.contacts.iter().enumerate() {
            if !contact.email.is_empty()
                && let Err(problem) = Email::parse(&contact.email)
            {
                problems.push((format!("contact-{at}-email").into(), problem));
            }
            if contact.name.is_empty() && !contact.is_empty() {
                problems.push((format!("contact-{at}-name").into(), Problem::Required));
            }
        }
        problems
    }

    /// What a form holds, by the names that [`CityProfile::check`] speaks of; the picture has a form of its own.
    pub fn read(value: impl Fn(&str) -> String, picture: Option<Picture>) -> CityProfile {
        let by_key = |kind: &str, keys: &[&str]| {
            let pairs = keys
                .iter()
                .map(|key| ((*key).to_owned(), value(&format!("{kind}-{key}"))));
            pairs.collect::<BTreeMap<_, _>>()
        };
        let contact = |at: usize| Contact {
            role: value(&format!("contact-{at}-role")),
            name: value(&format!("contact-{at}-name")),
            email: value(&format!("contact-{at}-email")),
        };
        CityProfile {
            description: Words(by_key("description", &LANGUAGES)),
            website: value("website"),
            contacts: (0..MOST_CONTACTS).map(contact).collect(),
            hub: value("hub"),
            cluster: value("cluster"),
            offers: by_key("offer", &AREAS),
            needs: by_key("need", &AREAS),
            picture,
        }
        .tidied()
    }

    /// Leaves out what is empty, so that nothing and an empty text are the same.
    pub fn tidied(mut self) -> CityProfile {
        for map in [&mut self.description.0, &mut self.offers, &mut self.needs] {
            map.retain(|_, text| {
                *text = text.trim().replace("\r\n", "\n");
                !text.is_empty()
            });
        }
        for text in [&mut self.website, &mut self.hub, &mut self.cluster] {
            *text = text.trim().replace("\r\n", "\n");
        }
        for contact in &mut self.contacts {
            for text in [&mut contact.role, &mut contact.name, &mut contact.email] {
                *text = text.trim().to_owned();
            }
        }
        self.contacts.retain(|contact| !contact.is_empty());
        self
    }
}

/// A correction that a reader suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// One of [`TOPICS`].
    pub topic: String,
    /// What it should say.
    pub note: String,
    /// Where to ask back.
    pub email: Option<Email>,
}

impl Correction {
    /// Reads what a reader typed; what is wrong, by field of the form.
    pub fn read(value: impl Fn(&str) -> String) -> Result<Correction, Problems> {
        let mut problems = Problems::new();
        let topic = value("topic");
        if !TOPICS.contains(&topic.as_str()) {
            problems.push(("topic".into(), Problem::NotOffered));
        }
        let note = value("note").trim().to_owned();
        match note.chars().count() {
            0 => problems.push(("note".into(), Problem::Required)),
            length if length > usize::from(LONGEST_NOTE) => {
                problems.push(("note".into(), Problem::TooLong { most: LONGEST_NOTE }));
            }
            _ => {}
        }
        let email = match value("email").trim() {
            "" => None,
            typed => match Email::parse(typed) {
                Ok(email) => Some(email),
                Err(problem) => {
                    problems.push(("email".into(), problem));
                    None
                }
            },
        };
        match problems.is_empty() {
            true => Ok(Correction { topic, note, email }),
            false => Err(problems),
        }
    }
}

/// Whether a text is the address of a page, http or https, that no program can be hidden in.
fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let is_host = host.is_some_and(|host| {
        host.contains('.')
            && !host.starts_with('.')
            && host
                .chars()
                .all(|c| c.is_alphanumeric() || ".-:".contains(c))
    });
    is_host
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn profile() -> impl Strategy<Value = CityProfile> {
        let text = "[a-c]{0,2}";
        let map = |keys: &'static [&'static str]| {
            proptest::collection::btree_map(
                proptest::sample::select(keys).prop_map(str::to_owned),
                text,
                0..3,
            )
        };
        let contact = (text, text).prop_map(|(role, name)| Contact {
            role,
            name,
            email: String::new(),
        });
        (
            (
                map(&LANGUAGES),
                text,
                proptest::collection::vec(contact, 0..3),
            ),
            (text, text, map(&AREAS), map(&AREAS)),
        )
            .prop_map(
                |((description, website, contacts), (hub, cluster, offers, needs))| {
                    CityProfile {
                        description: Words(description),
                        website,
                        contacts,
                        hub,
                        cluster,
                        offers,
                        needs,
                        picture: None,
                    }
                    .tidied()
                },
            )
    }

    proptest! {
        #[test]
        fn changes_taken_one_by_one_lead_from_one_to_the_other(from in profile(), to in profile()) {
            let mut walked = from.clone();
            for change in from.changes_to(&to) {
                walked.take(&change.field, &to);
            }
            prop_assert_eq!(walked, to);
        }

        #[test]
        fn people_who_change_different_fields_both_win(base in profile(), other in profile(), own in profile()) {
            let (merged, conflicts) = other.merged(&base, &own);
            let theirs = base.changes_to(&other);
            for change in base.changes_to(&own) {
                prop_assert_eq!(merged.text(&change.field), change.after.clone());
                let touched = theirs.iter().any(|their| their.field == change.field && their.after != change.after);
                prop_assert_eq!(conflicts.contains(&change.field), touched);
            }
            for their in theirs {
                if base.text(&their.field) == own.text(&their.field) {
                    prop_assert_eq!(merged.text(&their.field), their.after);
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let profile = CityProfile {
            website: "javascript:alert(1)".to_owned(),
            hub: "a".repeat(1_001),
            contacts: vec![Contact {
                role: "Press".to_owned(),
                email: "x".to_owned(),
                ..Contact::default()
            }],
            ..CityProfile::default()
        };
        let problems = profile.check();
        let expected: Problems = vec![
            ("hub".into(), Problem::TooLong { most: 1_000 }),
            ("website".into(), Problem::NotAWebAddress),
            ("contact-0-email".into(), Problem::NotAnEmail),
            ("contact-0-name".into(), Problem::Required),
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn only_pages_of_the_web_are_websites() {
        for good in [
            "https://www.comune.bologna.it/",
            "http://a.example",
            "https://مدينة.example/x?y=1",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "bologna.it",
            "https://",
            "https://a",
            "javascript:alert(1)",
            "https://a.example/ x",
            "https://a.example/\"onload=",
            "ftp://a.example",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
