//! What a reader asks of the directory, and the address that says so.

use form_urlencoded::Serializer;
use serde::{Deserialize, Serialize};

use crate::{city::Year, map::Viewport};

/// Cities on one page of the list, the table and the JSON.
pub const PER_PAGE: u32 = 48;
/// Longest question in letters; what is longer is cut and named among the ignored.
pub const MAX_QUESTION: usize = 200;
/// Most cities that one page of the JSON may hold.
const MAX_PER_PAGE: u32 = 500;
/// Most values that one facet takes; no reader ticks more.
const MAX_VALUES: usize = 300;

/// A way to divide the network into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// Creative field.
    Field,
    /// Region.
    Region,
    /// Country.
    Country,
    /// Development group of the country.
    Development,
    /// Creative hub, socio-cultural cluster.
    Recognition,
}

impl Facet {
    /// Every facet, in the order in which they are shown.
    pub const ALL: [Facet; 5] = [
        Facet::Field,
        Facet::Region,
        Facet::Country,
        Facet::Development,
        Facet::Recognition,
    ];

    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Field => "field",
            Facet::Region => "region",
            Facet::Country => "country",
            Facet::Development => "development",
            Facet::Recognition => "recognition",
        }
    }
}

/// What the rows are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Name, as the reader's language collates.
    Name,
    /// Year of designation.
    Year,
    /// Population; unknown ones last.
    Population,
    /// Last change of the record.
    Recent,
    /// Number of partnerships.
    Connected,
}

impl Sort {
    /// Every order, as offered.
    pub const ALL: [Sort; 5] = [
        Sort::Name,
        Sort::Year,
        Sort::Population,
        Sort::Recent,
        Sort::Connected,
    ];

    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Sort::Name => "name",
            Sort::Year => "year",
            Sort::Population => "population",
            Sort::Recent => "recent",
            Sort::Connected => "connected",
        }
    }

    /// The direction that readers expect when they name none.
    pub fn usual_direction(self) -> Direction {
        match self {
            Sort::Name => Direction::Asc,
            _ => Direction::Desc,
        }
    }
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

impl Direction {
    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Direction::Asc => "asc",
            Direction::Desc => "desc",
        }
    }

    /// The other one.
    pub fn reversed(self) -> Direction {
        match self {
            Direction::Asc => Direction::Desc,
            Direction::Desc => Direction::Asc,
        }
    }
}

/// How the same cities are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// One line a city, with its mark.
    #[default]
    List,
    /// Figures side by side.
    Table,
    /// Dots on the world.
    Map,
}

impl View {
    /// Every view, as offered.
    pub const ALL: [View; 3] = [View::List, View::Table, View::Map];

    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            View::List => "list",
            View::Table => "table",
            View::Map => "map",
        }
    }
}

/// A part of an address that could not be followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// The parameter.
    pub parameter: String,
    /// Its value, cut to a readable length.
    pub value: String,
}

impl Ignored {
    /// Notes that a parameter's value was not followed.
    pub fn new(parameter: &str, value: &str) -> Ignored {
        Ignored {
            parameter: parameter.to_owned(),
            value: value.chars().take(40).collect(),
        }
    }
}

/// A question to the directory. `Query::parse` and `Display` are each other's inverse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// Words to find in names of cities and countries.
    pub q: String,
    /// Ticked creative fields.
    pub field: Vec<String>,
    /// Ticked regions.
    pub region: Vec<String>,
    /// Ticked countries.
    pub country: Vec<String>,
    /// Ticked development groups.
    pub development: Vec<String>,
    /// Ticked recognitions.
    pub recognition: Vec<String>,
    /// Designated in this year or later.
    pub year_from: Option<Year>,
    /// Designated in this year or earlier.
    pub year_to: Option<Year>,
    /// The network as it stood at the end of this year.
    pub as_of: Option<Year>,
    /// Order; by relevance to `q`, else by name, where none is named.
    pub sort: Option<Sort>,
    /// Direction; the usual one of the order where none is named.
    pub dir: Option<Direction>,
    /// Page, from 1.
    pub page: u32,
    /// Cities a page, `PER_PAGE` unless the JSON asks for another number.
    pub per_page: u32,
    /// How they are shown.
    pub view: View,
    /// The part of the world that the map shows.
    pub at: Viewport,
}

impl Default for Query {
    fn default() -> Self {
        Query {
            q: String::new(),
            field: Vec::new(),
            region: Vec::new(),
            country: Vec::new(),
            development: Vec::new(),
            recognition: Vec::new(),
            year_from: None,
            year_to: None,
            as_of: None,
            sort: None,
            dir: None,
            page: 1,
            per_page: PER_PAGE,
            view: View::List,
            at: Viewport::default(),
        }
    }
}

impl Query {
    /// Reads a query string (without `?`); what cannot be followed comes back by name.
    pub fn parse(address: &str) -> (Query, Vec<Ignored>) {
        let mut query = Query::default();
        let mut ignored = Vec::new();
        for (parameter, value) in form_urlencoded::parse(address.as_bytes()) {
            let value = value.trim();
            if !value.is_empty() && query.take(&parameter, value).is_none() {
                ignored.push(Ignored::new(&parameter, value));
            }
        }
        for facet in Facet::ALL {
            let values = query.ticked_mut(facet);
            values.sort_unstable();
            values.dedup();
            values.truncate(MAX_VALUES);
        }
        (query, ignored)
    }

    /// The same question in a network whose last year is given: how things stand then is how they stand today, so that
    /// year or a later one need not be named.
    pub fn up_to(mut self, last: Year) -> Query {
        self.as_of = self.as_of.filter(|year| *year < last);
        self
    }

    /// Takes one parameter in; `None` where its value cannot be followed. Parameters of others are theirs.
    fn take(&mut self, parameter: &str, value: &str) -> Option<()> {
        match parameter {
            "q" => {
                self.q = value.chars().take(MAX_QUESTION).collect();
                self.q.truncate(self.q.trim_end().len());
                return (self.q.len() == value.len()).then_some(());
            }
            "year_from" => self.year_from = Some(year(value)?),
            "year_to" => self.year_to = Some(year(value)?),
            "as_of" => self.as_of = Some(year(value)?),
            "sort" => self.sort = Some(one_of(&Sort::ALL, Sort::key, value)?),
            "dir" => {
                self.dir = Some(one_of(
                    &[Direction::Asc, Direction::Desc],
                    Direction::key,
                    value,
                )?);
            }
            "page" => self.page = value.parse().ok().filter(|page| *page > 0)?,
            "per_page" => {
                self.per_page = value
                    .parse()
                    .ok()
                    .filter(|count| (1..=MAX_PER_PAGE).contains(count))?;
            }
            "view" => self.view = one_of(&View::ALL, View::key, value)?,
            "at" => self.at = value.parse().ok()?,
            _ => {
                if let Some(facet) = Facet::ALL.into_iter().find(|f| f.key() == parameter) {
                    self.ticked_mut(facet).push(value.to_owned());
                }
            }
        }
        Some(())
    }

    /// The ticked values of a facet.
    pub fn ticked(&self, facet: Facet) -> &Vec<String> {
        match facet {
            Facet::Field => &self.field,
            Facet::Region => &self.region,
            Facet::Country => &self.country,
            Facet::Development => &self.development,
            Facet::Recognition => &self.recognition,
        }
    }

    fn ticked_mut(&mut self, facet: Facet) -> &mut Vec<String> {
        match facet {
            Facet::Field => &mut self.field,
            Facet::Region => &mut self.region,
            Facet::Country => &mut self.country,
            Facet::Development => &mut self.development,
            Facet::Recognition => &mut self.recognition,
        }
    }

    /// Whether a value is ticked.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.ticked(facet).iter().any(|ticked| ticked == value)
    }

    /// The same question with one value ticked, or no longer ticked, from the first page.
    pub fn toggled(&self, facet: Facet, value: &str) -> Query {
        let mut query = self.first_page();
        let values = query.ticked_mut(facet);
        match values.binary_search_by(|ticked| ticked.as_str().cmp(value)) {
            Ok(position) => drop(values.remove(position)),
            Err(position) => values.insert(position, value.to_owned()),
        }
        query
    }

    /// The same question from the first page.
    pub fn first_page(&self) -> Query {
        Query {
            page: 1,
            ..self.clone()
        }
    }

    /// The question with no filter, shown in the same way.
    pub fn cleared(&self) -> Query {
        Query {
            sort: self.sort,
            dir: self.dir,
            view: self.view,
            per_page: self.per_page,
            ..Query::default()
        }
    }

    /// Whether anything narrows the network.
    pub fn is_filtered(&self) -> bool {
        self.cleared()
            != Query {
                at: Viewport::default(),
                page: 1,
                ..self.clone()
            }
    }

    /// The order in force; `None` is by relevance.
    pub fn order(&self) -> Option<Sort> {
        self.sort
            .or_else(|| self.q.is_empty().then_some(Sort::Name))
    }

    /// The direction in force.
    pub fn direction(&self) -> Direction {
        self.dir
            .or_else(|| self.order().map(Sort::usual_direction))
            .unwrap_or(Direction::Asc)
    }

    /// The path of a page with this question: `/cities`, or `/cities?…`.
    pub fn address(&self, path: &str) -> String {
        match self.to_string() {
            parameters if parameters.is_empty() => path.to_owned(),
            parameters => format!("{path}?{parameters}"),
        }
    }

    /// Its parameters but those of a name, as pairs: what a form must carry along.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        for facet in Facet::ALL {
            pairs.extend(self.ticked(facet).iter().map(|v| (facet.key(), v.clone())));
        }
        let years = [
            ("year_from", self.year_from),
            ("year_to", self.year_to),
            ("as_of", self.as_of),
        ];
        pairs.extend(
            years
                .into_iter()
                .filter_map(|(k, y)| Some((k, y?.to_string()))),
        );
        pairs.extend(self.sort.map(|sort| ("sort", sort.key().to_owned())));
        pairs.extend(self.dir.map(|dir| ("dir", dir.key().to_owned())));
        if self.page != 1 {
            pairs.push(("page", self.page.to_string()));
        }
        if self.per_page != PER_PAGE {
            pairs.push(("per_page", self.per_page.to_string()));
        }
        if self.view != View::List {
            pairs.push(("view", self.view.key().to_owned()));
        }
        if self.at != Viewport::default() {
            pairs.push(("at", self.at.to_string()));
        }
        pairs
    }
}

impl std::fmt::Display for Query {
    /// The query string, without `?`: only what differs from the plain list, in a fixed order.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut address = Serializer::new(String::new());
        address.extend_pairs(self.pairs());
        f.write_str(&address.finish())
    }
}

fn year(value: &str) -> Option<Year> {
    value
        .parse()
        .ok()
        .filter(|year| (1900..=2999).contains(year))
}

fn one_of<T: Copy>(all: &[T], key: fn(T) -> &'static str, value: &str) -> Option<T> {
    all.iter().copied().find(|item| key(*item) == value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_query() -> impl Strategy<Value = Query> {
        let values = || proptest::collection::btree_set("[a-zé&=+ %]{1,8}", 0..3);
        let years = || proptest::option::of(1900..2999i16);
        (
            ("\\PC{0,60}", values(), values(), values(), values()),
            (years(), years(), years(), 1..9999u32, 1..=500u32),
            (
                0..6usize,
                0..3usize,
                0..3usize,
                -50..80i32,
                -170..170i32,
                1..9u32,
            ),
        )
            .prop_map(
                |((q, a, b, c, d), (e, f, g, page, per_page), (s, di, v, lat, lon, z))| {
                    let trim = |set: std::collections::BTreeSet<String>| {
                        let mut all: Vec<_> = set
                            .iter()
                            .map(|t| t.trim().to_owned())
                            .filter(|t| !t.is_empty())
                            .collect();
                        all.sort();
                        all.dedup();
                        all
                    };
                    Query {
                        q: q.trim().to_owned(),
                        field: trim(a),
                        region: trim(b),
                        country: trim(c),
                        recognition: trim(d),
                        development: Vec::new(),
                        year_from: e,
                        year_to: f,
                        as_of: g,
                        sort: Sort::ALL.get(s).copied(),
                        dir: [Direction::Asc, Direction::Desc].get(di).copied(),
                        page,
                        per_page,
                        view: View::ALL.get(v).copied().unwrap_or_default(),
                        at: Viewport::new(f64::from(lat), f64::from(lon), f64::from(z)),
                    }
                },
            )
    }

    proptest! {
        #[test]
        fn a_query_comes_back_from_its_address(query in any_query()) {
            let (back, ignored) = Query::parse(&query.to_string());
            prop_assert_eq!(back, query);
            prop_assert!(ignored.is_empty());
        }

        #[test]
        fn no_address_breaks_the_parser(address in "\\PC{0,200}") {
            let (query, _) = Query::parse(&address);
            let (again, _) = Query::parse(&query.to_string());
            prop_assert_eq!(again, query);
        }

        #[test]
        fn ticking_twice_changes_nothing(query in any_query(), value in "[a-z]{1,6}") {
            let twice = query.toggled(Facet::Field, &value).toggled(Facet::Field, &value);
            prop_assert_eq!(twice, query.first_page());
        }
    }

    #[test]
    fn what_cannot_be_followed_is_named() {
        let (query, ignored) =
            Query::parse("page=-1&sort=colour&year_from=abc&field=music&utm_source=x");
        assert_eq!(
            query,
            Query {
                field: vec!["music".into()],
                ..Query::default()
            }
        );
        let named: Vec<_> = ignored.iter().map(|i| i.parameter.as_str()).collect();
        assert_eq!(named, ["page", "sort", "year_from"]);
    }

    #[test]
    fn a_question_of_ten_thousand_letters_is_cut_and_named() {
        let (query, ignored) = Query::parse(&format!("q={}", "é".repeat(10_000)));
        assert_eq!(query.q.chars().count(), MAX_QUESTION);
        assert_eq!(ignored.len(), 1);
    }

    #[test]
    fn the_last_year_is_today() {
        let asked = |year| Query::parse(&format!("as_of={year}")).0.up_to(2025).as_of;
        assert_eq!([2024, 2025, 2026].map(asked), [Some(2024), None, None]);
    }

    #[test]
    fn the_plain_list_has_a_plain_address() {
        assert_eq!(Query::default().address("/cities"), "/cities");
        assert!(!Query::default().is_filtered());
        assert!(Query::parse("field=music&view=map").0.is_filtered());
        assert!(!Query::parse("view=map&sort=year").0.is_filtered());
    }
}
