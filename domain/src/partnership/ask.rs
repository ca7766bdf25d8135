//! What a reader asks of the tracker, and the address that says so.

use chrono::NaiveDate;
use form_urlencoded::Serializer;

use super::record::keyed;
use crate::directory::Ignored;

/// Partnerships on one page of the table and the JSON.
pub const PER_PAGE: u32 = 48;
/// Cards of a column of the board that come with the page.
pub const PER_COLUMN: usize = 20;
/// Most partnerships that one page of the JSON may hold.
const MAX_PER_PAGE: u32 = 500;
/// Longest question in letters.
const MAX_QUESTION: usize = 200;
/// Most values that one facet takes.
const MAX_VALUES: usize = 300;

keyed! {
    /// A way to divide partnerships into groups.
    Facet {
        /// Status.
        Status = "status",
        /// Area of action.
        Area = "area",
        /// Direction of the cooperation.
        Direction = "direction",
        /// Region of a city.
        Region = "region",
        /// Creative field.
        Field = "field",
        /// Aim of the mission.
        Aim = "aim",
        /// Sustainable Development Goal.
        Sdg = "sdg",
        /// How it goes.
        Health = "health",
        /// City.
        City = "city",
    }
}

keyed! {
    /// How the same partnerships are shown.
    View {
        /// Columns by status.
        Board = "board",
        /// Side by side.
        Table = "table",
        /// Along the years.
        Timeline = "timeline",
        /// By months.
        Calendar = "calendar",
    }
}

keyed! {
    /// What partnerships are ordered by.
    Sort {
        /// Last change first.
        Recent = "recent",
        /// Title.
        Title = "title",
        /// Beginning.
        Starts = "starts",
        /// End.
        Ends = "ends",
    }
}

/// A question to the tracker. `Ask::parse` and `Display` are each other's inverse.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Words to find in titles and summaries.
    pub q: String,
    /// Ticked values, by facet in the order of [`Facet::ALL`].
    pub ticked: Vec<Vec<String>>,
    /// Order.
    pub sort: Sort,
    /// Page, from 1.
    pub page: u32,
    /// Rows a page.
    pub per_page: u32,
    /// How they are shown.
    pub view: View,
    /// The month that the calendar shows, by its first day; today's where none is named.
    pub month: Option<NaiveDate>,
}

impl Default for Ask {
    fn default() -> Self {
        Ask {
            q: String::new(),
            ticked: vec![Vec::new(); Facet::ALL.len()],
            sort: Sort::Recent,
            page: 1,
            per_page: PER_PAGE,
            view: View::Board,
            month: None,
        }
    }
}

impl Ask {
    /// Reads a query string (without `?`); what cannot be followed comes back by name.
    pub fn parse(address: &str) -> (Ask, Vec<Ignored>) {
        let (mut ask, mut ignored) = (Ask::default(), Vec::new());
        for (parameter, value) in form_urlencoded::parse(address.as_bytes()) {
            let value = value.trim();
            if !value.is_empty() && ask.take(&parameter, value).is_none() {
                ignored.push(Ignored::new(&parameter, value));
            }
        }
        for values in &mut ask.ticked {
            values.sort_unstable();
            values.dedup();
            values.truncate(MAX_VALUES);
        }
        (ask, ignored)
    }

    /// Takes one parameter in; `None` where its value cannot be followed. Parameters of others are theirs.
    fn take(&mut self, parameter: &str, value: &str) -> Option<()> {
        match parameter {
            "q" => self.q = value.chars().take(MAX_QUESTION).collect(),
            "sort" => self.sort = Sort::of_key(value)?,
            "view" => self.view = View::of_key(value)?,
            "page" => self.page = value.parse().ok().filter(|page| *page > 0)?,
            "per_page" => {
                let asked = value.parse().ok();
                self.per_page = asked.filter(|count| (1..=MAX_PER_PAGE).contains(count))?;
            }
            "month" => self.month = Some(format!("{value}-01").parse().ok()?),
            _ => {
                if let Some(facet) = Facet::of_key(parameter) {
                    self.ticked_mut(facet)?.push(value.to_owned());
                }
            }
        }
        Some(())
    }

    /// The ticked values of a facet.
    pub fn ticked(&self, facet: Facet) -> &[String] {
        self.ticked.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    fn ticked_mut(&mut self, facet: Facet) -> Option<&mut Vec<String>> {
        self.ticked.get_mut(facet as usize)
    }

    /// The same question with one value ticked, or no longer ticked, from the first page.
    pub fn toggled(&self, facet: Facet, value: &str) -> Ask {
        let mut ask = Ask {
            page: 1,
            ..self.clone()
        };
        if let Some(values) = ask.ticked_mut(facet) {
            match values.binary_search_by(|ticked| ticked.as_str().cmp(value)) {
                Ok(position) => drop(values.remove(position)),
                Err(position) => values.insert(position, value.to_owned()),
            }
        }
        ask
    }

    /// The question with no filter, shown in the same way.
    pub fn cleared(&self) -> Ask {
        Ask {
            sort: self.sort,
            view: self.view,
            per_page: self.per_page,
            month: self.month,
            ..Ask::default()
        }
    }

    /// Whether anything narrows it.
    pub fn is_filtered(&self) -> bool {
        !self.q.is_empty() || self.ticked.iter().any(|values| !values.is_empty())
    }

    /// The path of a page with this question.
    pub fn address(&self, path: &str) -> String {
        match self.to_string() {
            parameters if parameters.is_empty() => path.to_owned(),
            parameters => format!("{path}?{parameters}"),
        }
    }

    /// Its parameters, as pairs.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        for facet in Facet::ALL.iter().copied() {
            let values = self.ticked(facet).iter();
            pairs.extend(values.map(|value| (facet.key(), value.clone())));
        }
        if self.sort != Sort::Recent {
            pairs.push(("sort", self.sort.key().to_owned()));
        }
        if self.page != 1 {
            pairs.push(("page", self.page.to_string()));
        }
        if self.per_page != PER_PAGE {
            pairs.push(("per_page", self.per_page.to_string()));
        }
        if self.view != View::Board {
            pairs.push(("view", self.view.key().to_owned()));
        }
        if let Some(month) = self.month {
            pairs.push(("month", month.format("%Y-%m").to_string()));
        }
        pairs
    }
}

impl std::fmt::Display for Ask {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut address = Serializer::new(String::new());
        address.extend_pairs(self.pairs());
        out.write_str(&address.finish())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_followed_is_named() {
        let (ask, ignored) = Ask::parse("status=running&sort=size&page=0&month=2026-13&x=y");
        assert_eq!(ask.ticked(Facet::Status), ["running"]);
        let named: Vec<_> = ignored
            .iter()
            .map(|ignored| ignored.parameter.as_str())
            .collect();
        assert_eq!(named, ["sort", "page", "month"]);
    }

    proptest! {
        #[test]
        fn an_address_says_the_question_and_nothing_else(
            q in "[a-zé &=+%]{0,12}", status in prop::collection::vec("[a-z-]{1,9}", 0..4), page in 1u32..99,
            sort in 0usize..4, view in 0usize..4, month in prop::option::of(1u32..12),
        ) {
            let mut ask = Ask { q: q.trim().to_owned(), page, sort: Sort::ALL[sort], view: View::ALL[view], ..Ask::default() };
            ask.month = month.and_then(|month| NaiveDate::from_ymd_opt(2026, month, 1));
            for value in status.iter().collect::<std::collections::BTreeSet<_>>() {
                ask = Ask { page: ask.page, ..ask.toggled(Facet::Status, value) };
            }
            ask.page = page;
            prop_assert_eq!(Ask::parse(&ask.to_string()), (ask, Vec::new()));
        }
    }
}
