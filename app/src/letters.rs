//! The letters, in every language: plain text and HTML from the same parts.

use domain::letter::{Letter, LetterKind};
use leptos::{prelude::*, tachys::view::RenderHtml};

use crate::i18n::{Locale, code, direction, text};

/// Who writes to whom.
#[derive(Clone, Debug)]
pub struct Recipient<'a> {
    /// The language of the letter.
    pub locale: Locale,
    /// How the reader is called.
    pub name: &'a str,
}

/// What a letter tells of. Links are whole addresses.
#[derive(Clone, Copy, Debug)]
pub enum Message<'a> {
    /// The link that opens an account.
    Register(&'a str),
    /// To an address that has an account: the link to a new password.
    AlreadyRegistered(&'a str),
    /// The link to a new password.
    ResetPassword(&'a str),
    /// The link that proves a new address.
    ChangeEmail(&'a str),
    /// To the address that was the account's until now.
    EmailChanged,
    /// The password was changed; where a new one is asked for.
    PasswordChanged(&'a str),
    /// A change of a city's profile was published; the city, and where its profile is edited.
    ProfileApproved(&'a str, &'a str),
    /// A change of a city's profile was refused.
    ProfileRefused {
        /// The city.
        city: &'a str,
        /// Why.
        reason: &'a str,
        /// Where its profile is edited.
        link: &'a str,
    },
    /// A city is asked whether its profile is still correct; the city, and the link that says so.
    ConfirmProfile(&'a str, &'a str),
    /// A role is offered.
    Invitation {
        /// Who invites.
        giver: &'a str,
        /// The role with what it is for, in the reader's language.
        role: &'a str,
        /// The link to take it.
        link: &'a str,
    },
}

/// The parts that every letter has.
struct Parts {
    kind: LetterKind,
    subject: String,
    body: String,
    /// Label and address of what the reader can do.
    action: Option<(&'static str, String)>,
    /// What to do where the reader did not expect the letter.
    last: String,
}

impl Parts {
    fn of(l: Locale, message: Message<'_>) -> Parts {
        let not_you = text!(l, letter.not_you);
        let (kind, subject, body, action, last) = match message {
            Message::Register(link) => (
                LetterKind::Register,
                text!(l, letter.register_subject).to_owned(),
                text!(l, letter.register_body).to_owned(),
                Some((text!(l, letter.register_action), link)),
                not_you.to_owned(),
            ),
            Message::AlreadyRegistered(link) => (
                LetterKind::AlreadyRegistered,
                text!(l, letter.known_subject).to_owned(),
                text!(l, letter.known_body).to_owned(),
                Some((text!(l, letter.reset_action), link)),
                not_you.to_owned(),
            ),
            Message::ResetPassword(link) => (
                LetterKind::ResetPassword,
                text!(l, letter.reset_subject).to_owned(),
                text!(l, letter.reset_body).to_owned(),
                Some((text!(l, letter.reset_action), link)),
                not_you.to_owned(),
            ),
            Message::ChangeEmail(link) => (
                LetterKind::ChangeEmail,
                text!(l, letter.email_subject).to_owned(),
                text!(l, letter.email_body).to_owned(),
                Some((text!(l, letter.email_action), link)),
                not_you.to_owned(),
            ),
            Message::EmailChanged => (
                LetterKind::EmailChanged,
                text!(l, letter.moved_subject).to_owned(),
                text!(l, letter.moved_body).to_owned(),
                None,
                text!(l, letter.moved_alarm).to_owned(),
            ),
            Message::PasswordChanged(reset) => (
                LetterKind::PasswordChanged,
                text!(l, letter.password_subject).to_owned(),
                text!(l, letter.password_body).to_owned(),
                None,
                text!(l, letter.alarm, address = reset),
            ),
            Message::ProfileApproved(city, link) => (
                LetterKind::ProfileDecided,
                text!(l, letter.approved_subject, city = city),
                text!(l, letter.approved_body).to_owned(),
                Some((text!(l, letter.profile_action), link)),
                text!(l, letter.no_answer).to_owned(),
            ),
            Message::ProfileRefused { city, reason, link } => (
                LetterKind::ProfileDecided,
                text!(l, letter.refused_subject, city = city),
                text!(l, letter.refused_body, reason = reason),
                Some((text!(l, letter.profile_action), link)),
                text!(l, letter.no_answer).to_owned(),
            ),
            Message::ConfirmProfile(city, link) => (
                LetterKind::ConfirmProfile,
                text!(l, letter.fresh_subject, city = city),
                text!(l, letter.fresh_body, city = city),
                Some((text!(l, letter.fresh_action), link)),
                text!(l, letter.no_answer).to_owned(),
            ),
            Message::Invitation { giver, role, link } => (
                LetterKind::Invitation,
                text!(l, letter.invitation_subject, role = role),
                text!(l, letter.invitation_body, giver = giver, role = role),
                Some((text!(l, letter.invitation_action), link)),
                not_you.to_owned(),
            ),
        };
        Parts {
            kind,
            subject: one_line(&subject),
            body,
            action: action.map(|(label, link)| (label, link.to_owned())),
            last,
        }
    }
}

/// The letter that tells a reader of something.
pub fn write(to: &Recipient<'_>, message: Message<'_>) -> Letter {
    let parts = Parts::of(to.locale, message);
    Letter {
        kind: parts.kind,
        language: code(to.locale).to_owned(),
        plain: plain(to, &parts),
        html: html(to, &parts),
        subject: parts.subject,
    }
}

/// Subjects are headers: a name with a line break in it must not begin another header.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(to: &Recipient<'_>, parts: &Parts) -> String {
    let l = to.locale;
    let mut blocks = vec![text!(l, letter.greeting, name = one_line(to.name))];
    blocks.push(parts.body.clone());
    blocks.extend(
        parts
            .action
            .iter()
            .map(|(label, address)| format!("{label}:\n{address}")),
    );
    blocks.push(parts.last.clone());
    blocks.push(format!("-- \n{}", text!(l, letter.footer)));
    blocks.join("\n\n") + "\n"
}

/// Mail programs know no style sheets: few elements, and the direction of the language.
fn html(to: &Recipient<'_>, parts: &Parts) -> String {
    let l = to.locale;
    let action = parts.action.clone().map(|(label, address)| {
        view! {
            <p>
                <a href=address>
                    <b>{label}</b>
                </a>
            </p>
        }
    });
    let body = view! {
        <html lang=code(l) dir=direction(l)>
            <head>
                <meta charset="utf-8" />
                <title>{parts.subject.clone()}</title>
            </head>
            <body>
                <p>{text!(l, letter.greeting, name = to.name)}</p>
                <p>{parts.body.clone()}</p>
                {action}
                <p>{parts.last.clone()}</p>
                <hr />
                <p>
                    <small>{text!(l, letter.footer)}</small>
                </p>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", body.to_html())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::LOCALES;

    #[test]
    fn a_letter_says_the_same_as_text_and_as_html() {
        for locale in LOCALES {
            let to = Recipient {
                locale,
                name: "Ana <b>\r\nBcc: x@y.example",
            };
            let link = "https://a.example/link/1?a=1&b=2";
            let letter = write(
                &to,
                Message::Invitation {
                    giver: "Bo",
                    role: "Role\nX: y",
                    link,
                },
            );
            assert!(
                letter.plain.contains("https://a.example/link/1?a=1&b=2"),
                "{}",
                letter.plain
            );
            assert!(
                letter.html.contains("https://a.example/link/1?a=1&amp;b=2"),
                "{}",
                letter.html
            );
            assert!(letter.html.contains("Ana &lt;b&gt;"), "{}", letter.html);
            assert!(!letter.subject.contains(['\r', '\n']), "{}", letter.subject);
            assert!(
                letter.html.starts_with("<!DOCTYPE html><html"),
                "{}",
                letter.html
            );
            assert!(
                letter
                    .html
                    .contains(&format!("dir=\"{}\"", direction(locale)))
            );
        }
    }
}
