//! Codes of the rules as words: one exhaustive match each.

use domain::{event::Kind, problem::Problem, rights::Role};

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
        Problem::AlreadyThere => text!(l, problem.already_there).to_owned(),
    }
}

fn wait(l: Locale, seconds: u32) -> String {
    match seconds {
        0..=90 => plural!(l, seconds, problem.seconds),
        _ => plural!(l, seconds.div_ceil(60), problem.minutes),
    }
}

/// The label of a field of a form, by its name.
pub fn field(l: Locale, name: &str) -> &'static str {
    match name {
        "email" => text!(l, sign_in.email),
        "new_email" => text!(l, account.new_email),
        "current_password" => text!(l, account.current_password),
        "password" => text!(l, sign_in.password),
        "name" => text!(l, register.name),
        "language" => text!(l, account.language),
        "role" => text!(l, desk.role),
        "scope" => text!(l, desk.scope),
        "until" => text!(l, desk.until_optional),
        _ => text!(l, form.choice),
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
        Kind::RoleOffered => text!(l, event.role_offered),
        Kind::RoleGiven => text!(l, event.role_given),
        Kind::RoleEnded => text!(l, event.role_ended),
        Kind::TrailRead => text!(l, event.trail_read),
        Kind::LettersRead => text!(l, event.letters_read),
    }
}
