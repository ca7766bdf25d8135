//! The directory in the browser: fetched once, then every question is answered without a request.

use domain::{
    city::Roster,
    directory::{Index, NameTable, Query, Screen, search},
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{
    directory::{DirectoryNames, DirectoryRoster},
    fetch::ask,
};

/// Largest network whose index a browser fetches; beyond it every question goes to the server.
const MOST_CITIES: u32 = 2_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Absent,
    Asked,
    Here,
}

/// The index in this browser, if it is here yet.
#[derive(Clone, Copy)]
pub struct LocalIndex {
    index: StoredValue<Option<Index>>,
    cities: RwSignal<Stage>,
    names: RwSignal<Stage>,
}

impl Default for LocalIndex {
    fn default() -> Self {
        LocalIndex {
            index: StoredValue::new(None),
            cities: RwSignal::new(Stage::Absent),
            names: RwSignal::new(Stage::Absent),
        }
    }
}

impl LocalIndex {
    /// Fetches the cities, unless they are here or too many; then calls back.
    pub fn load_cities(self, members: u32, language: &'static str, then: impl Fn() + 'static) {
        if members > MOST_CITIES || self.cities.get_untracked() != Stage::Absent {
            return;
        }
        self.cities.set(Stage::Asked);
        spawn_local(async move {
            let text = ask::<DirectoryRoster>(&[("language", language)]).await;
            let roster = text.and_then(|text| Roster::from_text(&text).ok());
            let stage = roster.as_ref().map_or(Stage::Absent, |_| Stage::Here);
            self.index.set_value(roster.map(Index::new));
            self.cities.set(stage);
            then();
        });
    }

    /// Fetches the names in other scripts, once the cities are here; then calls back.
    pub fn load_names(self, then: impl Fn() + 'static) {
        if self.cities.get_untracked() != Stage::Here || self.names.get_untracked() != Stage::Absent
        {
            return;
        }
        self.names.set(Stage::Asked);
        spawn_local(async move {
            let text = ask::<DirectoryNames>(&[]).await;
            let stage = match text.and_then(|text| NameTable::from_text(&text).ok()) {
                Some(names) => {
                    self.index.update_value(|index| {
                        *index = index.take().map(|index| index.with_alternates(names));
                    });
                    Stage::Here
                }
                None => Stage::Absent,
            };
            self.names.set(stage);
            then();
        });
    }

    /// The answer, where all it takes is here.
    pub fn answer(self, query: &Query, language: &str) -> Option<Screen> {
        if !query.q.is_empty() && self.names.get_untracked() != Stage::Here {
            return None;
        }
        self.index.with_value(|index| {
            let index = index.as_ref()?;
            Some(index.screen(&search(index, query), query, language))
        })
    }

    /// Whether every question can be answered here.
    pub fn is_complete(self) -> bool {
        self.names.get() == Stage::Here
    }
}
