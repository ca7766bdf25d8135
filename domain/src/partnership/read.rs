//! Reading a record from the fields of its form. What was typed and cannot be read is named, and stays typed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    AREAS, Aim, Amount, Area, Audience, CityPart, Direction, Group, Health, Hyperlink, Measure,
    Milestone, Organisation, PartnerRole, Record, Sector, Source, Tag, Target,
};
use crate::problem::{Problem, Problems};

/// Rows of one kind that a form may have.
const MOST_ROWS: usize = 60;

impl Record {
    /// Reads a form by the values of its fields. A city is found by what people call it; the fields are those of the
    /// network.
    pub fn read<'a>(
        value: impl Fn(&str) -> String,
        city: impl Fn(&str) -> Option<String>,
        fields: impl IntoIterator<Item = &'a str>,
    ) -> (Record, Problems) {
        let form = Form {
            value,
            problems: std::cell::RefCell::default(),
        };
        let area = Area::of_key(&form.line("area")).unwrap_or_default();
        let record = Record {
            title: form.line("title"),
            summary: form.text("summary"),
            language: form.line("language"),
            area,
            also_in: AREAS
                .into_iter()
                .filter(|other| *other != area && form.is_ticked("also", other.key()))
                .collect(),
            particulars: form.particulars(),
            cities: form.cities(city),
            organisations: form.organisations(),
            aims: form.ticked("aim", Aim::ALL, |aim: Aim| aim.key()),
            fields: fields
                .into_iter()
                .filter(|field| form.is_ticked("field", field))
                .map(str::to_owned)
                .collect(),
            sdgs: (1..=17)
                .filter(|goal: &u8| form.is_ticked("sdg", &goal.to_string()))
                .collect(),
            targets: form.ticked("target", Target::ALL, |target: Target| target.key()),
            tags: form.ticked("tag", Tag::ALL, |tag: Tag| tag.key()),
            starts_on: form.day("starts_on"),
            ends_on: form.day("ends_on"),
            started_on: form.day("started_on"),
            ended_on: form.day("ended_on"),
            money: form.money(),
            measures: form.measures(),
            milestones: form.milestones(),
            links: form.links(),
            declared_direction: Direction::of_key(&form.line("declared_direction")),
            health: Health::of_key(&form.line("health")),
            audiences: form.audiences(),
        };
        (record.tidied(), form.problems.into_inner())
    }
}

struct Form<V> {
    value: V,
    problems: std::cell::RefCell<Problems>,
}

impl<V: Fn(&str) -> String> Form<V> {
    fn line(&self, name: &str) -> String {
        (self.value)(name).trim().to_owned()
    }

    fn text(&self, name: &str) -> String {
        self.line(name).replace("\r\n", "\n")
    }

    fn is_ticked(&self, kind: &str, key: &str) -> bool {
        self.line(&format!("{kind}-{key}")) == "yes"
    }

    fn ticked<T: Copy, S: FromIterator<T>>(
        &self,
        kind: &str,
        all: &[T],
        key: impl Fn(T) -> &'static str,
    ) -> S {
        let ticked = all.iter().copied();
        ticked
            .filter(|one| self.is_ticked(kind, key(*one)))
            .collect()
    }

    /// Names what cannot be read, at the field where it was typed.
    fn read<T>(
        &self,
        name: &str,
        at: &str,
        problem: Problem,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = self.line(name);
        if typed.is_empty() {
            return None;
        }
        let read = read(&typed);
        if read.is_none() {
            self.problems
                .borrow_mut()
                .push((at.to_owned().into(), problem));
        }
        read
    }

    fn day(&self, name: &str) -> Option<NaiveDate> {
        self.day_at(name, name)
    }

    fn day_at(&self, name: &str, at: &str) -> Option<NaiveDate> {
        self.read(name, at, Problem::NotADay, |typed| typed.parse().ok())
    }

    /// Rows of a kind, up to the last that has anything in it.
    fn rows<T>(
        &self,
        kind: &str,
        first: &str,
        row: impl Fn(&dyn Fn(&str) -> String) -> Option<T>,
    ) -> Vec<T> {
        (0..MOST_ROWS)
            .filter(|at| !self.line(&format!("{kind}-{at}-{first}")).is_empty())
            .filter_map(|at| row(&|part| format!("{kind}-{at}-{part}")))
            .collect()
    }

    fn particulars(&self) -> BTreeMap<String, String> {
        let asked = AREAS.iter().flat_map(|area| area.particulars());
        let answers = asked.map(|asked| (asked.key.to_owned(), self.text(asked.key)));
        answers.filter(|(_, answer)| !answer.is_empty()).collect()
    }

    /// The city that leads, then the others, one a line: `Dakar` or `Dakar, host`.
    fn cities(&self, city: impl Fn(&str) -> Option<String>) -> Vec<CityPart> {
        let lead = self.read("lead", "lead", Problem::NotOffered, &city);
        let lead = lead.map(|city| CityPart {
            city,
            role: PartnerRole::Lead,
        });
        let lines = self.text("cities");
        let others = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        let others = others.filter_map(|line| {
            // A name may have a comma in it; then the whole line is the name.
            let (name, role) = match line.rsplit_once(',') {
                Some((name, role)) if PartnerRole::of_key(role.trim()).is_some() => {
                    (name.trim(), PartnerRole::of_key(role.trim())?)
                }
                _ => (line, PartnerRole::Partner),
            };
            let found = city(name);
            if found.is_none() {
                let mut problems = self.problems.borrow_mut();
                problems.push(("cities".into(), Problem::NotOffered));
            }
            Some(CityPart { city: found?, role })
        });
        lead.into_iter().chain(others).collect()
    }

    fn organisations(&self) -> Vec<Organisation> {
        self.rows("org", "name", |part| {
            Some(Organisation {
                name: self.line(&part("name")),
                sector: Sector::of_key(&self.line(&part("sector")))?,
                country: self.line(&part("country")).to_uppercase(),
                role: PartnerRole::of_key(&self.line(&part("role")))
                    .filter(|role| *role != PartnerRole::Lead)
                    .unwrap_or(PartnerRole::Partner),
            })
        })
    }

    fn money(&self) -> Vec<Amount> {
        let amount = |name: &str| {
            self.read(name, "money", Problem::NotANumber, |typed| {
                typed.parse().ok()
            })
        };
        self.rows("money", "currency", |part| {
            Some(Amount {
                source: Source::of_key(&self.line(&part("source")))?,
                currency: self.line(&part("currency")).to_uppercase(),
                committed: amount(&part("committed")),
                spent: amount(&part("spent")),
            })
        })
    }

    fn measures(&self) -> Vec<Measure> {
        self.rows("measure", "indicator", |part| {
            Some(Measure {
                indicator: self.line(&part("indicator")),
                unit: self.line(&part("unit")),
                baseline: self.line(&part("baseline")),
                target: self.line(&part("target")),
                actual: self.line(&part("actual")),
                on: self.day_at(&part("on"), "measures"),
                source: self.line(&part("source")),
            })
        })
    }

    fn milestones(&self) -> Vec<Milestone> {
        self.rows("milestone", "title", |part| {
            let due = self.day_at(&part("due"), "milestones");
            if due.is_none() {
                let mut problems = self.problems.borrow_mut();
                problems.push(("milestones".into(), Problem::NotADay));
            }
            Some(Milestone {
                title: self.line(&part("title")),
                due: due?,
                owner: self.line(&part("owner")),
                done: self.day_at(&part("done"), "milestones"),
            })
        })
    }

    fn links(&self) -> Vec<Hyperlink> {
        self.rows("link", "address", |part| {
            Some(Hyperlink {
                title: self.line(&part("title")),
                address: self.line(&part("address")),
            })
        })
    }

    fn audiences(&self) -> BTreeMap<Group, Audience> {
        let chosen = Group::ALL.iter().filter_map(|group| {
            let name = format!("audience-{}", group.key());
            Some((*group, Audience::of_key(&self.line(&name))?))
        });
        chosen
            .filter(|(group, audience)| *audience != group.usual_audience())
            .collect()
    }
}

/// The fields of a form that a record fills: what `read` reads.
impl Record {
    /// The values of its form, by the name of the field; cities by what `city` calls them.
    pub fn form(&self, city: impl Fn(&str) -> String) -> BTreeMap<String, String> {
        let mut form = BTreeMap::new();
        let mut put = |name: &str, value: String| {
            if !value.is_empty() {
                form.insert(name.to_owned(), value);
            }
        };
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let number = |number: Option<u64>| number.map(|n| n.to_string()).unwrap_or_default();
        let yes = || "yes".to_owned();
        put("title", self.title.clone());
        put("summary", self.summary.clone());
        put("language", self.language.clone());
        put("area", self.area.key().to_owned());
        self.also_in
            .iter()
            .for_each(|area| put(&format!("also-{}", area.key()), yes()));
        self.particulars
            .iter()
            .for_each(|(key, answer)| put(key, answer.clone()));
        put("lead", self.lead().map(&city).unwrap_or_default());
        let others = self
            .cities
            .iter()
            .filter(|part| part.role != PartnerRole::Lead);
        let lines = others.map(|part| match part.role {
            PartnerRole::Partner => city(&part.city),
            role => format!("{}, {}", city(&part.city), role.key()),
        });
        put("cities", lines.collect::<Vec<_>>().join("\n"));
        for (at, row) in self.organisations.iter().enumerate() {
            put(&format!("org-{at}-name"), row.name.clone());
            put(&format!("org-{at}-sector"), row.sector.key().to_owned());
            put(&format!("org-{at}-country"), row.country.clone());
            put(&format!("org-{at}-role"), row.role.key().to_owned());
        }
        self.aims
            .iter()
            .for_each(|aim| put(&format!("aim-{}", aim.key()), yes()));
        self.fields
            .iter()
            .for_each(|field| put(&format!("field-{field}"), yes()));
        self.sdgs
            .iter()
            .for_each(|goal| put(&format!("sdg-{goal}"), yes()));
        self.targets
            .iter()
            .for_each(|one| put(&format!("target-{}", one.key()), yes()));
        self.tags
            .iter()
            .for_each(|tag| put(&format!("tag-{}", tag.key()), yes()));
        put("starts_on", day(self.starts_on));
        put("ends_on", day(self.ends_on));
        put("started_on", day(self.started_on));
        put("ended_on", day(self.ended_on));
        for (at, row) in self.money.iter().enumerate() {
            put(&format!("money-{at}-source"), row.source.key().to_owned());
            put(&format!("money-{at}-currency"), row.currency.clone());
            put(&format!("money-{at}-committed"), number(row.committed));
            put(&format!("money-{at}-spent"), number(row.spent));
        }
        for (at, row) in self.measures.iter().enumerate() {
            put(&format!("measure-{at}-indicator"), row.indicator.clone());
            put(&format!("measure-{at}-unit"), row.unit.clone());
            put(&format!("measure-{at}-baseline"), row.baseline.clone());
            put(&format!("measure-{at}-target"), row.target.clone());
            put(&format!("measure-{at}-actual"), row.actual.clone());
            put(&format!("measure-{at}-on"), day(row.on));
            put(&format!("measure-{at}-source"), row.source.clone());
        }
        for (at, row) in self.milestones.iter().enumerate() {
            put(&format!("milestone-{at}-title"), row.title.clone());
            put(&format!("milestone-{at}-due"), row.due.to_string());
            put(&format!("milestone-{at}-owner"), row.owner.clone());
            put(&format!("milestone-{at}-done"), day(row.done));
        }
        for (at, row) in self.links.iter().enumerate() {
            put(&format!("link-{at}-title"), row.title.clone());
            put(&format!("link-{at}-address"), row.address.clone());
        }
        let declared = self.declared_direction.map(|one| one.key().to_owned());
        put("declared_direction", declared.unwrap_or_default());
        put(
            "health",
            self.health
                .map(|one| one.key().to_owned())
                .unwrap_or_default(),
        );
        for group in Group::ALL.iter().copied() {
            let settled = self.audiences.get(&group).copied();
            let audience = settled.unwrap_or(group.usual_audience());
            put(
                &format!("audience-{}", group.key()),
                audience.key().to_owned(),
            );
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Record {
        let day = NaiveDate::from_ymd_opt(2026, 5, 1);
        Record {
            title: "Sound maps".to_owned(),
            summary: "Two\n\ncities".to_owned(),
            language: "en".to_owned(),
            area: Area::Meeting,
            also_in: [Area::Study].into(),
            particulars: BTreeMap::from([("venue".to_owned(), "Hall".to_owned())]),
            cities: vec![
                CityPart {
                    city: "bologna".to_owned(),
                    role: PartnerRole::Lead,
                },
                CityPart {
                    city: "dakar".to_owned(),
                    role: PartnerRole::Partner,
                },
                CityPart {
                    city: "lyon".to_owned(),
                    role: PartnerRole::Host,
                },
            ],
            organisations: vec![Organisation {
                name: "School".to_owned(),
                sector: Sector::Public,
                country: "SN".to_owned(),
                role: PartnerRole::Knowledge,
            }],
            aims: [Aim::Hubs].into(),
            fields: ["music".to_owned()].into(),
            sdgs: [4, 11].into(),
            targets: [Target::Youth].into(),
            tags: [Tag::CreativeEconomy].into(),
            starts_on: day,
            ends_on: day,
            started_on: day,
            ended_on: day,
            money: vec![Amount {
                source: Source::InKind,
                currency: "EUR".to_owned(),
                committed: Some(0),
                spent: None,
            }],
            measures: vec![Measure {
                indicator: "Visitors".to_owned(),
                unit: "people".to_owned(),
                baseline: "0".to_owned(),
                target: "100".to_owned(),
                actual: "90.5".to_owned(),
                on: day,
                source: "Count".to_owned(),
            }],
            milestones: vec![Milestone {
                title: "Opening".to_owned(),
                due: day.unwrap_or_default(),
                owner: "dakar".to_owned(),
                done: day,
            }],
            links: vec![Hyperlink {
                title: "Page".to_owned(),
                address: "https://a.example/b".to_owned(),
            }],
            declared_direction: Some(Direction::SouthSouth),
            health: Some(Health::AtRisk),
            audiences: BTreeMap::from([(Group::Money, Audience::Public)]),
        }
    }

    #[test]
    fn a_form_that_is_filled_by_a_record_is_read_as_the_same() {
        let record = full();
        let form = record.form(str::to_owned);
        let value = |name: &str| form.get(name).cloned().unwrap_or_default();
        let known = |name: &str| Some(name.to_owned());
        let (read, problems) = Record::read(value, known, ["music", "film"]);
        assert_eq!(problems, []);
        assert_eq!(read, record);
        assert_eq!(read.check(super::super::Status::Running), []);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let typed = BTreeMap::from([
            ("title", "T"),
            ("lead", "Atlantis"),
            ("cities", "Dakar, host\nEldorado"),
            ("starts_on", "soon"),
            ("milestone-0-title", "Opening"),
            ("money-0-currency", "eur"),
            ("money-0-source", "city"),
            ("money-0-spent", "much"),
        ]);
        let value = |name: &str| typed.get(name).copied().unwrap_or_default().to_owned();
        let known = |name: &str| (name == "Dakar").then(|| "dakar".to_owned());
        let (read, problems) = Record::read(value, known, []);
        let at: Vec<&str> = problems.iter().map(|(at, _)| at.as_ref()).collect();
        assert_eq!(at, ["lead", "cities", "starts_on", "money", "milestones"]);
        assert_eq!(read.cities[0].role, PartnerRole::Host);
    }
}
