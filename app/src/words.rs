//! Codes of the rules as words: one exhaustive match each.

use domain::{
    event::Kind,
    notice::{Pace, Topic},
    problem::Problem,
    profile::Field,
    rights::Role,
};

use crate::i18n::{Locale, number, plural, text};

/// What is wrong, in a sentence.
pub fn problem(l: Locale, problem: &Problem) -> String {
    match problem {
        Problem::Required => text!(l, problem.required).to_owned(),
        Problem::TooShort { least } => {
            text!(l, problem.too_short, least = number(l, u32::from(*least)))
        }
        Problem::TooLong { most } => {
            text!(l, problem.too_long, most = number(l, u32::from(*most)))
        }
        Problem::NotAnEmail => text!(l, problem.not_an_email).to_owned(),
        Problem::TooUniform => text!(l, problem.too_uniform).to_owned(),
        Problem::HoldsAddress => text!(l, problem.holds_address).to_owned(),
        Problem::WrongPassword => text!(l, problem.wrong_password).to_owned(),
        Problem::SignInRefused => text!(l, problem.sign_in_refused).to_owned(),
        Problem::TooManyTries { seconds } => {
            text!(l, problem.too_many_tries, wait = wait(l, *seconds))
        }
        Problem::NotOffered => text!(l, problem.not_offered).to_owned(),
        Problem::NotADay => text!(l, problem.not_a_day).to_owned(),
        Problem::EndsBeforeItBegins => text!(l, problem.ends_before_it_begins).to_owned(),
        Problem::NotAWebAddress => text!(l, problem.not_a_web_address).to_owned(),
        Problem::ChangedMeanwhile => text!(l, problem.changed_meanwhile).to_owned(),
        Problem::FileTooLarge { most } => {
            text!(
                l,
                problem.file_too_large,
                most = number(l, u32::from(*most))
            )
        }
        Problem::NotAPicture => text!(l, problem.not_a_picture).to_owned(),
        Problem::TooManyPixels { most } => {
            text!(
                l,
                problem.too_many_pixels,
                most = number(l, u32::from(*most))
            )
        }
        Problem::AlreadyThere => text!(l, problem.already_there).to_owned(),
        Problem::ProofNeeded => text!(l, problem.proof_needed).to_owned(),
        Problem::LastWayIn => text!(l, problem.last_way_in).to_owned(),
        Problem::TooMany { most } => {
            text!(l, problem.too_many, most = number(l, u32::from(*most)))
        }
        Problem::PasskeyRefused => text!(l, problem.passkey_refused).to_owned(),
        Problem::NotConfirmed => text!(l, problem.not_confirmed).to_owned(),
    }
}

fn wait(l: Locale, seconds: u32) -> String {
    match seconds {
        0..=90 => plural!(l, seconds, problem.seconds),
        _ => plural!(l, seconds.div_ceil(60), problem.minutes),
    }
}

/// The label of a field of a form, by its name.
pub fn field(l: Locale, name: &str) -> String {
    let label = match name {
        "email" => text!(l, sign_in.email),
        "new_email" => text!(l, account.new_email),
        "current_password" | "delete_password" => text!(l, account.current_password),
        "password" => text!(l, sign_in.password),
        "passkey" | "passkey_password" => text!(l, passkey.title),
        "designated" | "predecessor" | "stays" => text!(l, desk.role),
        "name" => text!(l, register.name),
        "language" => text!(l, account.language),
        "role" => text!(l, desk.role),
        "scope" => text!(l, desk.scope),
        "until" => text!(l, desk.until_optional),
        "file" => text!(l, profile.file),
        "credit" => text!(l, profile.credit),
        "topic" => text!(l, profile.suggest_about),
        "note" => text!(l, profile.suggest_note),
        "website" => text!(l, profile.website),
        "hub" => text!(l, profile.hub),
        "cluster" => text!(l, profile.cluster),
        name => return part(l, name),
    };
    label.to_owned()
}

/// The label of a field that there are several of, such as `offer-study`.
fn part(l: Locale, name: &str) -> String {
    let (kind, key) = name.split_once('-').unwrap_or_default();
    let (label, of) = match kind {
        "description" => (text!(l, profile.description), language(l, key)),
        "offer" => (text!(l, profile.offers), area(l, key)),
        "need" => (text!(l, profile.needs), area(l, key)),
        "reason" => (text!(l, profile.reason), ""),
        "contact" => (text!(l, profile.contacts), ""),
        "alt" => return text!(l, profile.alt, language = language(l, key)),
        _ => (text!(l, form.choice), ""),
    };
    [label, of]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(text!(l, site.comma))
}

/// The label of a part of a city's profile.
pub fn profile_field(l: Locale, of: &Field) -> String {
    match of {
        Field::Contacts => text!(l, profile.contacts).to_owned(),
        Field::Picture => text!(l, profile.picture).to_owned(),
        of => field(l, &of.input()),
    }
}

/// What a reader's correction is about.
pub fn topic(l: Locale, key: &str) -> &'static str {
    match key {
        "name" => text!(l, profile.about_name),
        "field" => text!(l, profile.about_field),
        "year" => text!(l, profile.about_year),
        "place" => text!(l, profile.about_place),
        "text" => text!(l, profile.about_text),
        _ => text!(l, profile.about_other),
    }
}

/// The name of an area of action.
pub fn area(l: Locale, key: &str) -> &'static str {
    match key {
        "pilot-project" => text!(l, about.pilots),
        "good-practice" => text!(l, about.practices),
        "study" => text!(l, about.studies),
        "meeting" => text!(l, about.meetings),
        "cooperation-programme" => text!(l, about.programmes),
        "training" => text!(l, about.training),
        "policy-measure" => text!(l, about.policies),
        _ => "",
    }
}

/// The name of a language that a city may describe itself in.
pub fn language(l: Locale, code: &str) -> &'static str {
    match code {
        "en" => text!(l, language_name.en),
        "fr" => text!(l, language_name.fr),
        "ar" => text!(l, language_name.ar),
        "es" => text!(l, language_name.es),
        "zh" => text!(l, language_name.zh),
        "ru" => text!(l, language_name.ru),
        _ => "",
    }
}

/// The name of a role.
pub fn role(l: Locale, role: Role) -> &'static str {
    match role {
        Role::FocalPoint => text!(l, role.focal_point),
        Role::Alternate => text!(l, role.alternate),
        Role::FieldCoordinator => text!(l, role.field_coordinator),
        Role::FieldDeputy => text!(l, role.field_deputy),
        Role::NationalCommission => text!(l, role.national_commission),
        Role::Reviewer => text!(l, role.reviewer),
        Role::Decider => text!(l, role.decider),
        Role::Secretariat => text!(l, role.secretariat),
        Role::Administrator => text!(l, role.administrator),
    }
}

/// What happened.
pub fn kind(l: Locale, kind: Kind) -> &'static str {
    match kind {
        Kind::AccountOpened => text!(l, event.account_opened),
        Kind::AccountDeleted => text!(l, event.account_deleted),
        Kind::SignedIn => text!(l, event.signed_in),
        Kind::SignedOut => text!(l, event.signed_out),
        Kind::SessionsEnded => text!(l, event.sessions_ended),
        Kind::PasswordSet => text!(l, event.password_set),
        Kind::EmailChanged => text!(l, event.email_changed),
        Kind::PasskeyAdded => text!(l, event.passkey_added),
        Kind::PasskeyRemoved => text!(l, event.passkey_removed),
        Kind::PasswordRemoved => text!(l, event.password_removed),
        Kind::OfferWithdrawn => text!(l, event.offer_withdrawn),
        Kind::RoleOffered => text!(l, event.role_offered),
        Kind::RoleGiven => text!(l, event.role_given),
        Kind::RoleEnded => text!(l, event.role_ended),
        Kind::ProfileProposed => text!(l, event.profile_proposed),
        Kind::ProfilePublished => text!(l, event.profile_published),
        Kind::ProfileRefused => text!(l, event.profile_refused),
        Kind::ProfileConfirmed => text!(l, event.profile_confirmed),
        Kind::CorrectionSuggested => text!(l, event.correction_suggested),
        Kind::CorrectionSettled => text!(l, event.correction_settled),
        Kind::DataTaken => text!(l, event.data_taken),
        Kind::Tidied => text!(l, event.tidied),
        Kind::TrailRead => text!(l, event.trail_read),
        Kind::LettersRead => text!(l, event.letters_read),
        Kind::LetterRead => text!(l, event.letter_read),
    }
}

/// What news is about.
pub fn news_topic(l: Locale, topic: Topic) -> &'static str {
    match topic {
        Topic::ProfileWaiting => text!(l, inbox.topic_waiting),
        Topic::ProfileDecided => text!(l, inbox.topic_decided),
        Topic::CorrectionSuggested => text!(l, inbox.topic_correction),
        Topic::FocalPointChanged => text!(l, inbox.topic_focal_point),
        Topic::OwnRoles => text!(l, inbox.topic_roles),
    }
}

/// How often letters come.
pub fn pace(l: Locale, pace: Pace) -> &'static str {
    match pace {
        Pace::Instant => text!(l, inbox.instant),
        Pace::Daily => text!(l, inbox.daily),
        Pace::Weekly => text!(l, inbox.weekly),
        Pace::Off => text!(l, inbox.off),
    }
}
