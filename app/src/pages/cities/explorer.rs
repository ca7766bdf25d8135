//! The state of the directory page: what is asked, what is answered, and how one becomes the other.

use domain::directory::{Query, Screen};
use gloo::timers::callback::Timeout;
use leptos::{ev, html, prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, HtmlInputElement};

use super::{
    local::LocalIndex,
    pills::{Pill, pills},
};
use crate::{
    api::{directory::FindCities, fetch::ask},
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
    /// Whether the page is still as the server drew it, with no other question asked since.
    pub as_drawn: RwSignal<bool>,
    /// Whether the server could not be reached for the question in force.
    pub failed: RwSignal<bool>,
    locale: Locale,
    local: LocalIndex,
    /// The question that the address says, and the step that wrote it.
    written: StoredValue<(Query, Step)>,
    pending: StoredValue<Option<SendWrapper<Timeout>>>,
    input: StoredValue<Option<NodeRef<html::Input>>>,
}

impl Explorer {
    /// The page of a question and its answer.
    pub fn new(asked: Query, screen: Screen) -> Self {
        let asked = asked.up_to(screen.years.1);
        Explorer {
            asked: RwSignal::new(asked.clone()),
            screen: RwSignal::new(screen),
            as_drawn: RwSignal::new(true),
            failed: RwSignal::new(false),
            locale: locale(),
            local: LocalIndex::default(),
            written: StoredValue::new((asked, Step::New)),
            pending: StoredValue::new(None),
            input: StoredValue::new(None),
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
        self.take(query);
        self.answer();
        match step {
            Step::New => self.write_address(step),
            Step::Typing => self.pending.set_value(Some(SendWrapper::new(Timeout::new(
                ADDRESS_RESTS_MS,
                move || self.write_address(step),
            )))),
        }
    }

    /// Puts a question in force.
    fn take(self, query: Query) {
        let last = self.screen.with_untracked(|screen| screen.years.1);
        self.as_drawn.set(false);
        self.asked.set(query.up_to(last));
    }

    /// Ends typing: the next letter is a step of its own.
    pub fn settle(self) {
        self.write_address(Step::Typing);
        self.end_step();
    }

    /// The address stands as it is: what comes is a step of its own.
    fn end_step(self) {
        self.pending.set_value(None);
        let asked = self.asked.get_untracked();
        self.written.set_value((asked, Step::New));
    }

    /// Asks the question in force with one thing changed, from the first page.
    pub fn change(self, step: Step, change: impl FnOnce(&mut Query)) {
        let mut query = self.asked.with_untracked(Query::first_page);
        change(&mut query);
        self.ask(query, step);
    }

    /// Hears what is typed in the search box.
    pub fn hear(self, event: &ev::Event) {
        let input = event
            .target()
            .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input.filter(|input| input.name() == "q") {
            self.change(Step::Typing, |query| query.q = input.value());
        }
    }

    /// Shows the network as it stood at the end of a year; the last one is today.
    pub fn show_year(self, year: i16) {
        self.change(Step::Typing, |query| query.as_of = Some(year));
    }

    /// Follows a link within the directory without leaving the page.
    pub fn follow_link(self, event: &ev::MouseEvent) {
        let wants_own_tab =
            event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || wants_own_tab {
            return;
        }
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.filter(|link| !link.has_attribute("download")) else {
            return;
        };
        let address = link.get_attribute("href").unwrap_or_default();
        let (path, question) = address.split_once('?').unwrap_or((&address, ""));
        if path != href(self.locale, "/cities") {
            return;
        }
        event.prevent_default();
        self.ask(Query::parse(question).0, Step::New);
        self.show_question();
        if !link.has_attribute("data-noscroll") {
            document_top();
        }
    }

    /// Follows the reader back and forward.
    pub fn follow_history(self, input: NodeRef<html::Input>) {
        self.input.set_value(Some(input));
        Effect::new(move |_| {
            let moved = window_event_listener(ev::popstate, move |_| {
                let address = window().location().search().unwrap_or_default();
                self.take(Query::parse(address.trim_start_matches('?')).0);
                self.end_step();
                self.show_question();
                self.answer();
            });
            on_cleanup(move || moved.remove());
        });
    }

    /// Puts the words of the question in force into the search box.
    fn show_question(self) {
        let input = self
            .input
            .get_value()
            .and_then(|input| input.get_untracked());
        if let Some(input) = input {
            input.set_value(&self.asked.with_untracked(|query| query.q.clone()));
        }
    }

    /// Once awake: fetches the index, and takes in what was typed before.
    pub fn load_when_awake(self, input: NodeRef<html::Input>) {
        Effect::new(move |_| {
            let Some(input) = input.get() else { return };
            let typed = input.value();
            if self.asked.with_untracked(|query| query.q == typed) {
                self.load_cities();
            } else {
                self.change(Step::Typing, |query| query.q = typed);
            }
        });
    }

    /// Fetches the index, for the questions to come.
    fn load_cities(self) {
        let members = self.screen.with_untracked(|screen| screen.members);
        self.local.load_cities(members, code(self.locale), move || {
            if self.asked.with_untracked(|query| !query.q.is_empty()) {
                self.load_names();
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
            let address = query.to_string();
            let asked = [
                ("address", address.as_str()),
                ("language", code(self.locale)),
            ];
            let answer = ask::<FindCities>(&asked).await;
            if self.asked.try_get_untracked().as_ref() != Some(&query) {
                return;
            }
            match answer.and_then(|text| Screen::from_text(&text).ok()) {
                Some(screen) => self.show(screen),
                None => self.failed.set(true),
            }
            // Not before: on a slow line the answer would wait for it.
            self.load_cities();
        });
    }

    fn show(self, screen: Screen) {
        self.failed.set(false);
        self.screen.set(screen);
    }

    /// Makes the address say the question in force, unless it does: as a step of its own, or as more of the last one.
    fn write_address(self, step: Step) {
        let query = self.asked.get_untracked();
        let (said, last) = self.written.get_value();
        if query == said {
            return;
        }
        let address = self.address(&query);
        if let Ok(history) = window().history() {
            let is_more = step == Step::Typing && last == Step::Typing;
            let _ = match is_more {
                true => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
                false => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
            };
        }
        keep_question_in_languages(&query.to_string());
        self.written.set_value((query, step));
    }
}

/// The language switch stands outside the island; its links keep the question in force.
fn keep_question_in_languages(question: &str) {
    let Ok(links) = document().query_selector_all(".language-switch a") else {
        return;
    };
    for at in 0..links.length() {
        if let Some(link) = links
            .item(at)
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
        {
            link.set_search(question);
        }
    }
}

/// Brings the head of the results into view, as a new page would.
fn document_top() {
    if let Some(head) = document().get_element_by_id("result-count") {
        head.scroll_into_view();
    }
}
