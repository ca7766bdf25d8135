//! Entering and changing a partnership: one form, which may be left unfinished.

use std::collections::BTreeMap;

use domain::partnership::{
    AREAS, Aim, Answer, Area, Audience, Direction, Group, Health, PartnerRole, Sector, Source, Tag,
    Target,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::partnership::{Draft, draft_partnership},
    components::{
        PageHead, PageMeta, Section,
        form::{ErrorSummary, FieldKind, TextField},
    },
    forms::Posted,
    i18n::{LOCALES, code, href, locale, own_name, text},
    words::{self as all_words, tracker as words},
};

/// Empty rows of each kind that stand after those that are filled.
const EMPTY_ROWS: usize = 2;

/// The form of a partnership, or of a new one.
#[component]
pub fn EditPartnership() -> impl IntoView {
    let l = locale();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let asked = match slug.as_str() {
        "new" => String::new(),
        slug => slug.to_owned(),
    };
    let found = Resource::new_blocking(
        || (),
        move |()| draft_partnership(asked.clone(), code(l).to_owned()),
    );
    view! {
        <PageMeta title=text!(l, tracker.edit) description=text!(l, tracker.form_lede) />
        <main id="main" class="desk-page" tabindex="-1">
            <Suspense>
                {move || {
                    let slug = slug.clone();
                    Suspend::new(async move {
                        found.await.ok().map(|draft| view! { <Edit draft slug /> })
                    })
                }}
            </Suspense>
        </main>
    }
}

/// What the form holds: what was typed, else what stands.
#[derive(Clone)]
struct Held {
    posted: Posted,
    form: BTreeMap<String, String>,
}

impl Held {
    fn value(&self, name: &str) -> String {
        let typed = self.posted.values.get(name).cloned();
        match self.posted.values.is_empty() {
            true => self.form.get(name).cloned().unwrap_or_default(),
            false => typed.unwrap_or_default(),
        }
    }

    /// How many rows of a kind are filled, by their first field.
    fn rows(&self, kind: &str, first: &str) -> usize {
        let filled = |at: &usize| !self.value(&format!("{kind}-{at}-{first}")).is_empty();
        (0..60).rfind(filled).map_or(0, |last| last + 1)
    }
}

fn held() -> Held {
    use_context::<Held>().unwrap_or_else(|| Held {
        posted: Posted::here(),
        form: BTreeMap::new(),
    })
}

#[component]
fn Edit(draft: Draft, slug: String) -> impl IntoView {
    let l = locale();
    let posted = Posted::here();
    // What the editor saw when they began; a conflict brings what stands now.
    let seen = match posted.value("seen") {
        "" => draft.seen.clone(),
        seen => seen.to_owned(),
    };
    provide_context(Held {
        posted,
        form: draft.form,
    });
    let title = match draft.title.as_str() {
        "" => text!(l, tracker.enter).to_owned(),
        title => title.to_owned(),
    };
    let cities = draft
        .cities
        .into_iter()
        .map(|city| view! { <option value=city></option> });
    let cities = cities.collect_view();
    let fields = draft.fields;
    let why = (slug != "new").then(|| {
        view! {
            <TextField name="why" label=text!(l, tracker.why_changed) kind=FieldKind::Text optional=true />
        }
    });
    view! {
        <PageHead title lede=text!(l, tracker.form_lede) />
        <ErrorSummary />
        <form method="post" action=href(l, &format!("/desk/partnerships/{slug}")) class="partnership-form">
            <input type="hidden" name="seen" value=seen />
            <datalist id="all-cities">{cities}</datalist>
            <What />
            <Who />
            <Particulars />
            <Serves fields />
            <When />
            <Progress />
            <Money />
            <Links />
            <Visibility />
            {why}
            <button type="submit" class="button primary">
                {text!(l, tracker.save)}
            </button>
        </form>
    }
}

/// A line of the form, filled.
#[component]
fn Line(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = FieldKind::Text)] kind: FieldKind,
) -> impl IntoView {
    let value = held().value(&name);
    view! { <TextField name=name label=label kind=kind value=value optional=true /> }
}

/// A choice among keys, filled; the first may be nothing.
#[component]
fn Choose(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
) -> impl IntoView {
    let l = locale();
    let held = held();
    let chosen = held.value(&name);
    let problem = held
        .posted
        .problem(&name)
        .map(|problem| all_words::problem(l, problem));
    let options = options.into_iter().map(|(key, label)| {
        let selected = key == chosen;
        view! {
            <option value=key selected=selected>
                {label}
            </option>
        }
    });
    view! {
        <div class="text-field">
            <label for=name.clone()>{label}</label>
            {problem.map(|problem| view! { <p class="problem">{problem}</p> })}
            <select id=name.clone() name=name>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// Boxes to tick, each a field of its own.
#[component]
fn Ticks(
    kind: &'static str,
    #[prop(into)] legend: String,
    options: Vec<(String, String)>,
) -> impl IntoView {
    let held = held();
    let boxes = options.into_iter().map(|(key, label)| {
        let name = format!("{kind}-{key}");
        let checked = held.value(&name) == "yes";
        view! {
            <label>
                <input type="checkbox" name=name value="yes" checked=checked />
                {label}
            </label>
        }
    });
    view! {
        <fieldset class="choice ticks">
            <legend>{legend}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
}

/// Keys and names of an enumeration, to choose from.
fn options<T: Copy>(
    all: &[T],
    key: impl Fn(T) -> &'static str,
    name: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    let pair = |one: &T| (key(*one).to_owned(), name(*one).to_owned());
    all.iter().map(pair).collect()
}

fn with_nothing(mut options: Vec<(String, String)>, nothing: &str) -> Vec<(String, String)> {
    options.insert(0, (String::new(), nothing.to_owned()));
    options
}

/// A problem of a group of rows, at its heading.
#[component]
fn GroupProblem(name: &'static str) -> impl IntoView {
    let l = locale();
    let problem = held()
        .posted
        .problem(name)
        .map(|problem| all_words::problem(l, problem));
    view! {
        <div id=name>
            {problem.map(|problem| view! { <p class="problem">{problem}</p> })}
        </div>
    }
}

#[component]
fn What() -> impl IntoView {
    let l = locale();
    let areas = options(&AREAS, Area::key, |area| words::area(l, area));
    let languages = LOCALES.map(|l| (code(l).to_owned(), own_name(l).to_owned()));
    view! {
        <Section title=text!(l, tracker.core)>
            <div class="form">
                <Line name="title" label=text!(l, tracker.title_label) />
                <Line name="summary" label=text!(l, tracker.summary) kind=FieldKind::LongText />
                <Choose name="language" label=text!(l, tracker.language) options=languages.to_vec() />
                <Choose name="area" label=text!(l, tracker.main_area) options=areas.clone() />
                <Ticks kind="also" legend=text!(l, tracker.also_in) options=areas />
            </div>
        </Section>
    }
}

#[component]
fn Who() -> impl IntoView {
    let l = locale();
    let held = held();
    let lead = held.value("lead");
    let problem = held
        .posted
        .problem("lead")
        .map(|problem| all_words::problem(l, problem));
    let roles = options(PartnerRole::ALL, PartnerRole::key, |role| {
        words::partner_role(l, role)
    });
    let roles: Vec<_> = roles.into_iter().skip(1).collect();
    let sectors = options(Sector::ALL, Sector::key, |sector| words::sector(l, sector));
    let rows = (0..held.rows("org", "name") + EMPTY_ROWS).map(|at| {
        let name = |part: &str| format!("org-{at}-{part}");
        view! {
            <div class="row">
                <Line name=name("name") label=text!(l, tracker.name) />
                <Choose name=name("sector") label=text!(l, tracker.sector) options=sectors.clone() />
                <Line name=name("country") label=text!(l, tracker.country) />
                <Choose name=name("role") label=text!(l, tracker.role) options=roles.clone() />
            </div>
        }
    });
    let rows = rows.collect_view();
    let known = roles
        .iter()
        .map(|(key, name)| format!("{key} ({name})"))
        .collect::<Vec<_>>();
    view! {
        <Section title=text!(l, tracker.cities)>
            <div class="form">
                <div class="text-field">
                    <label for="lead">{text!(l, tracker.lead_city)}</label>
                    {problem.map(|problem| view! { <p class="problem">{problem}</p> })}
                    <input id="lead" name="lead" list="all-cities" value=lead autocomplete="off" />
                </div>
                <Line name="cities" label=text!(l, tracker.other_cities) kind=FieldKind::LongText />
                <p class="hint">{known.join(text!(l, site.comma))}</p>
            </div>
        </Section>
        <Section title=text!(l, tracker.organisations)>
            <GroupProblem name="organisations" />
            {rows}
        </Section>
    }
}

/// The questions of every area, each in a part that opens; those of the chosen one are open.
#[component]
fn Particulars() -> impl IntoView {
    let l = locale();
    let chosen = held().value("area");
    let parts = AREAS.map(|area| {
        let asked = area.particulars().iter().map(|asked| {
            let label = words::particular(l, asked.key);
            match asked.answer {
                Answer::OneOf(values) => {
                    let values = values.iter().copied();
                    let values = values
                        .map(|value| (value.to_owned(), words::particular(l, value).to_owned()));
                    let options = with_nothing(values.collect(), "");
                    view! { <Choose name=asked.key label=label options=options /> }.into_any()
                }
                answer => {
                    view! { <Line name=asked.key label=label kind=kind_of(answer) /> }.into_any()
                }
            }
        });
        let asked = asked.collect_view();
        view! {
            <details open=chosen == area.key()>
                <summary>{words::area(l, area)}</summary>
                <div class="form">{asked}</div>
            </details>
        }
    });
    view! {
        <Section title=text!(l, tracker.particulars)>{parts.into_iter().collect_view()}</Section>
    }
}

fn kind_of(answer: Answer) -> FieldKind {
    match answer {
        Answer::Text => FieldKind::LongText,
        Answer::Day => FieldKind::Day,
        Answer::Moment => FieldKind::Moment,
        Answer::Address => FieldKind::WebAddress,
        Answer::Line | Answer::Zone | Answer::Number | Answer::OneOf(_) => FieldKind::Text,
    }
}

#[component]
fn Serves(fields: Vec<(String, String)>) -> impl IntoView {
    let l = locale();
    let goals = (1..=17)
        .map(move |goal: u8| (goal.to_string(), format!("{goal}. {}", words::sdg(l, goal))));
    view! {
        <Section title=text!(l, tracker.aims)>
            <Ticks kind="aim" legend=text!(l, tracker.aims) options=options(Aim::ALL, Aim::key, |aim| words::aim(l, aim)) />
            <Ticks kind="field" legend=text!(l, tracker.fields) options=fields />
            <Ticks kind="sdg" legend=text!(l, tracker.sdgs) options=goals.collect() />
            <Ticks
                kind="target"
                legend=text!(l, tracker.targets)
                options=options(Target::ALL, Target::key, |one| words::target(l, one))
            />
            <Ticks kind="tag" legend=text!(l, tracker.tags) options=options(Tag::ALL, Tag::key, |tag| words::tag(l, tag)) />
        </Section>
    }
}

#[component]
fn When() -> impl IntoView {
    let l = locale();
    let directions = options(&Direction::ALL, Direction::key, |one| {
        words::direction(l, one)
    });
    let directions = with_nothing(directions, text!(l, tracker.derive));
    view! {
        <Section title=text!(l, tracker.dates)>
            <div class="row">
                <Line name="starts_on" label=text!(l, tracker.starts_on) kind=FieldKind::Day />
                <Line name="ends_on" label=text!(l, tracker.ends_on) kind=FieldKind::Day />
                <Line name="started_on" label=text!(l, tracker.started_on) kind=FieldKind::Day />
                <Line name="ended_on" label=text!(l, tracker.ended_on) kind=FieldKind::Day />
            </div>
            <Choose name="declared_direction" label=text!(l, tracker.declared) options=directions />
        </Section>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let l = locale();
    let held = held();
    let healths = options(&Health::ALL, Health::key, |health| words::health(l, health));
    let healths = with_nothing(healths, text!(l, signal.unknown));
    let milestones = (0..held.rows("milestone", "title") + EMPTY_ROWS).map(|at| {
        let name = |part: &str| format!("milestone-{at}-{part}");
        view! {
            <div class="row">
                <Line name=name("title") label=text!(l, tracker.by_title) />
                <Line name=name("due") label=text!(l, tracker.due) kind=FieldKind::Day />
                <Line name=name("owner") label=text!(l, tracker.owner) />
                <Line name=name("done") label=text!(l, tracker.done) kind=FieldKind::Day />
            </div>
        }
    });
    let milestones = milestones.collect_view();
    let measures = (0..held.rows("measure", "indicator") + EMPTY_ROWS).map(|at| {
        let name = |part: &str| format!("measure-{at}-{part}");
        view! {
            <div class="row">
                <Line name=name("indicator") label=text!(l, tracker.indicator) />
                <Line name=name("unit") label=text!(l, tracker.unit) />
                <Line name=name("baseline") label=text!(l, tracker.baseline) />
                <Line name=name("target") label=text!(l, tracker.target) />
                <Line name=name("actual") label=text!(l, tracker.actual) />
                <Line name=name("on") label=text!(l, tracker.measured_on) kind=FieldKind::Day />
                <Line name=name("source") label=text!(l, tracker.says) />
            </div>
        }
    });
    let measures = measures.collect_view();
    view! {
        <Section title=text!(l, tracker.progress)>
            <Choose name="health" label=text!(l, signal.health) options=healths />
        </Section>
        <Section title=text!(l, tracker.milestones)>
            <GroupProblem name="milestones" />
            {milestones}
        </Section>
        <Section title=text!(l, tracker.measures)>
            <GroupProblem name="measures" />
            {measures}
        </Section>
    }
}

#[component]
fn Money() -> impl IntoView {
    let l = locale();
    let sources = options(Source::ALL, Source::key, |source| words::source(l, source));
    let rows = (0..held().rows("money", "currency") + EMPTY_ROWS).map(|at| {
        let name = |part: &str| format!("money-{at}-{part}");
        view! {
            <div class="row">
                <Choose name=name("source") label=text!(l, tracker.source) options=sources.clone() />
                <Line name=name("currency") label=text!(l, tracker.currency) />
                <Line name=name("committed") label=text!(l, tracker.committed) />
                <Line name=name("spent") label=text!(l, tracker.spent) />
            </div>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=text!(l, tracker.money)>
            <GroupProblem name="money" />
            {rows}
        </Section>
    }
}

#[component]
fn Links() -> impl IntoView {
    let l = locale();
    let rows = (0..held().rows("link", "address") + EMPTY_ROWS).map(|at| {
        let name = |part: &str| format!("link-{at}-{part}");
        view! {
            <div class="row">
                <Line name=name("title") label=text!(l, tracker.name) />
                <Line name=name("address") label=text!(l, tracker.address) kind=FieldKind::WebAddress />
            </div>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=text!(l, tracker.links)>
            <GroupProblem name="links" />
            {rows}
        </Section>
    }
}

#[component]
fn Visibility() -> impl IntoView {
    let l = locale();
    let audiences = options(Audience::ALL, Audience::key, |audience| {
        words::audience(l, audience)
    });
    let groups = Group::ALL.iter().copied().map(|group| {
        let name = format!("audience-{}", group.key());
        view! { <Choose name=name label=words::group(l, group) options=audiences.clone() /> }
    });
    let groups = groups.collect_view();
    view! {
        <Section title=text!(l, tracker.visibility)>
            <div class="row">{groups}</div>
        </Section>
    }
}
