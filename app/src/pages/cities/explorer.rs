//! The state of the directory page: what is asked, what is answered, and how one becomes the other.

use domain::directory::{Query, Screen};
use gloo::timers::callback::Timeout;
use leptos::{ev, html, prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{
    local::LocalIndex,
    pills::{Pill, pills},
};
use crate::{
    api::directory,
    i18n::{Locale, code, href, locale},
};

/// How long typing rests before the address follows.
const ADDRESS_RESTS_MS: u32 = 250;

/// Whether a question is a step that "back" returns to, or one more letter of the same step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A step of its own.
    New,
    /// More of the same step.
    Typing,
}

/// The directory page as every part of it sees it.
#[derive(Clone, Copy)]
pub struct Explorer {
    /// The question in force.
    pub asked: RwSignal<Query>,
    /// The last answer.
    pub screen: RwSignal<Screen>,
    /// Whether the server could not be reached for the question in force.
    pub failed: RwSignal<bool>,
    locale: Locale,
    local: LocalIndex,
    last_step: StoredValue<Step>,
    written: StoredValue<String>,
    pending: StoredValue<Option<Timeout>, LocalStorage>,
    go: StoredValue<Navigate>,
}

type Navigate = std::sync::Arc<dyn Fn(&str, NavigateOptions) + Send + Sync>;

impl Explorer {
    /// The page of a question and its answer.
    pub fn new(asked: Query, screen: Screen) -> Self {
        let navigate = use_navigate();
        Explorer {
            asked: RwSignal::new(asked),
            screen: RwSignal::new(screen),
            failed: RwSignal::new(false),
            locale: locale(),
            local: use_context::<LocalIndex>().unwrap_or_default(),
            last_step: StoredValue::new(Step::New),
            written: StoredValue::new(use_location().search.get_untracked()),
            pending: StoredValue::new_local(None),
            go: StoredValue::new(std::sync::Arc::new(move |address, options| navigate(address, options))),
        }
    }

    /// The filters in force, as they can be taken off.
    pub fn pills(self) -> Vec<Pill> {
        self.screen
            .with(|screen| self.asked.with(|query| pills(query, screen, self.locale)))
    }

    /// The address of a question in the reader's language.
    pub fn address(self, query: &Query) -> String {
        href(self.locale, &query.address("/cities"))
    }

    /// Asks another question: the answer follows at once, the address when typing rests.
    pub fn ask(self, query: Query, step: Step) {
        self.asked.set(query);
        self.answer();
        let is_same_step = step == Step::Typing && self.last_step.get_value() == Step::Typing;
        self.last_step.set_value(step);
        let write = move || self.write_address(is_same_step);
        match step {
            Step::New => write(),
            Step::Typing => self.pending.set_value(Some(Timeout::new(ADDRESS_RESTS_MS, write))),
        }
    }

    /// Ends typing: the next letter is a step of its own.
    pub fn settle(self) {
        self.pending.set_value(None);
        self.write_address(self.last_step.get_value() == Step::Typing);
        self.last_step.set_value(Step::New);
    }

    /// Asks the question in force with one thing changed, from the first page.
    pub fn change(self, step: Step, change: impl FnOnce(&mut Query)) {
        let mut query = self.asked.with_untracked(Query::first_page);
        change(&mut query);
        self.ask(query, step);
    }

    /// Hears what is typed in the search box.
    pub fn hear(self, event: &ev::Event) {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input.filter(|input| input.name() == "q") {
            self.change(Step::Typing, |query| query.q = input.value());
        }
    }

    /// Shows the network as it stood at the end of a year; the last one is today.
    pub fn show_year(self, year: i16) {
        let last = self.screen.with_untracked(|screen| screen.years.1);
        self.change(Step::Typing, |query| query.as_of = (year < last).then_some(year));
    }

    /// Follows the address when somebody goes back, forward, or through a link.
    pub fn follow_address(self, input: NodeRef<html::Input>) {
        let search = use_location().search;
        Effect::new(move |_| {
            let address = search.get();
            if self.written.with_value(|written| *written == address) {
                return;
            }
            let query = Query::parse(&address).0;
            self.written.set_value(address);
            self.last_step.set_value(Step::New);
            self.pending.set_value(None);
            if let Some(input) = input.get_untracked() {
                input.set_value(&query.q);
            }
            self.asked.set(query);
            self.answer();
        });
    }

    /// Once awake: fetches the index, and takes in what was typed before.
    pub fn load_when_awake(self, input: NodeRef<html::Input>) {
        Effect::new(move |_| {
            let members = self.screen.with_untracked(|screen| screen.members);
            self.local.load_cities(members, code(self.locale), move || {
                if self.asked.with_untracked(|query| !query.q.is_empty()) {
                    self.load_names();
                }
            });
            let Some(input) = input.get() else { return };
            let typed = input.value();
            if self.asked.with_untracked(|query| query.q != typed) {
                self.change(Step::Typing, |query| query.q = typed);
            }
        });
    }

    /// Fetches the names in other scripts, for the search box that was just touched.
    pub fn load_names(self) {
        self.local.load_names(move || self.answer());
    }

    /// Whether every question is answered without a request.
    pub fn is_complete(self) -> bool {
        self.local.is_complete()
    }

    fn answer(self) {
        let query = self.asked.get_untracked();
        if let Some(screen) = self.local.answer(&query, code(self.locale)) {
            self.show(screen);
            return;
        }
        self.load_names();
        spawn_local(async move {
            let answer = directory::find_cities(query.to_string(), code(self.locale).to_owned()).await;
            if self.asked.try_get_untracked().as_ref() != Some(&query) {
                return;
            }
            match answer {
                Ok(screen) => self.show(screen),
                Err(_) => self.failed.set(true),
            }
        });
    }

    fn show(self, screen: Screen) {
        self.failed.set(false);
        self.screen.set(screen);
    }

    fn write_address(self, replace: bool) {
        let query = self.asked.get_untracked();
        self.written.set_value(query.to_string());
        let options = NavigateOptions {
            replace,
            scroll: false,
            ..NavigateOptions::default()
        };
        (self.go.get_value())(&self.address(&query), options);
    }
}
