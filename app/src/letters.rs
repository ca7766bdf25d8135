//! The letters, in every language: plain text and HTML from the same parts.

use domain::letter::{Letter, LetterKind};
use leptos::{prelude::*, tachys::view::RenderHtml};

use store::account::Account;

use crate::i18n::{Locale, code, direction, locale_of, plural, text};

/// Who writes to whom.
#[derive(Clone, Debug)]
pub struct Recipient<'a> {
    /// The language of the letter.
    pub locale: Locale,
    /// How the reader is called.
    pub name: &'a str,
}

impl<'a> Recipient<'a> {
    /// The owner of an account.
    pub fn of(account: &'a Account) -> Recipient<'a> {
        Recipient {
            locale: locale_of(&account.language),
            name: &account.name,
        }
    }
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
    /// A passkey was added; how its owner calls it, and where a new password is asked for.
    PasskeyAdded(&'a str, &'a str),
    /// A passkey was removed; the same.
    PasskeyRemoved(&'a str, &'a str),
    /// The password was removed; where a new one is asked for.
    PasswordRemoved(&'a str),
    /// What happened that concerns the reader.
    News {
        /// In words, the oldest first.
        items: &'a [String],
        /// Where it is read.
        inbox: &'a str,
        /// Where the reader chooses how often such letters come.
        settings: &'a str,
        /// What ends such letters; none where they are always sent.
        stop: Option<&'a str>,
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
    /// What is listed after the body.
    items: Vec<String>,
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
            Message::PasskeyAdded(name, reset) => (
                LetterKind::WaysInChanged,
                text!(l, letter.passkey_added_subject).to_owned(),
                text!(l, letter.passkey_added_body, name = name),
                None,
                text!(l, letter.alarm, address = reset),
            ),
            Message::PasskeyRemoved(name, reset) => (
                LetterKind::WaysInChanged,
                text!(l, letter.passkey_removed_subject).to_owned(),
                text!(l, letter.passkey_removed_body, name = name),
                None,
                text!(l, letter.alarm, address = reset),
            ),
            Message::PasswordRemoved(reset) => (
                LetterKind::WaysInChanged,
                text!(l, letter.password_removed_subject).to_owned(),
                text!(l, letter.password_removed_body).to_owned(),
                None,
                text!(l, letter.alarm, address = reset),
            ),
            Message::News {
                items,
                inbox,
                settings,
                stop,
            } => (
                LetterKind::News,
                match items {
                    [only] => only.clone(),
                    items => {
                        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
                        plural!(l, count, letter.news_subject)
                    }
                },
                text!(l, letter.news_body).to_owned(),
                Some((text!(l, letter.news_action), inbox)),
                std::iter::once(text!(l, letter.news_last, address = settings))
                    .chain(stop.map(|stop| text!(l, letter.news_stop, address = stop)))
                    .collect::<Vec<_>>()
                    .join("\n"),
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
            items: match message {
                Message::News { items, .. } => items.to_vec(),
                _ => Vec::new(),
            },
            action: action.map(|(label, link)| (label, link.to_owned())),
            last,
        }
    }
}

/// The letter that tells a reader of something.
pub fn write(to: &Recipient<'_>, message: Message<'_>) -> Letter {
    let unsubscribe = match message {
        Message::News { stop, .. } => stop.map(str::to_owned),
        _ => None,
    };
    let parts = Parts::of(to.locale, message);
    Letter {
        kind: parts.kind,
        language: code(to.locale).to_owned(),
        plain: plain(to, &parts),
        html: html(to, &parts),
        subject: parts.subject,
        unsubscribe,
    }
}

/// A letter's text without what its links open: the part behind `/link/` or `/letters/stop/`.
pub fn without_secrets(plain: &str) -> String {
    let hide = |text: &str, before: &str| {
        let mut parts = text.split(before);
        let mut hidden = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let rest = part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
            hidden.push_str(before);
            hidden.push('…');
            hidden.push_str(rest);
        }
        hidden
    };
    hide(&hide(plain, "/link/"), "/letters/stop/")
}

/// One letter of each kind, with invented names and links.
pub fn examples(l: Locale) -> Vec<Letter> {
    let link = "https://ensemble.example/link/…";
    let reset = "https://ensemble.example/reset";
    let items = [
        text!(l, inbox.waiting, city = "Bologna"),
        text!(l, inbox.focal_point, city = "Dakar"),
    ];
    let role = text!(
        l,
        role.of,
        role = text!(l, role.focal_point),
        scope = "Bologna"
    );
    let messages = [
        Message::Register(link),
        Message::AlreadyRegistered(link),
        Message::ResetPassword(link),
        Message::ChangeEmail(link),
        Message::EmailChanged,
        Message::PasswordChanged(reset),
        Message::PasskeyAdded("iPhone", reset),
        Message::PasskeyRemoved("iPhone", reset),
        Message::PasswordRemoved(reset),
        Message::Invitation {
            giver: "Ana Ruiz",
            role: &role,
            link,
        },
        Message::ConfirmProfile("Bologna", link),
        Message::News {
            items: &items,
            inbox: "https://ensemble.example/inbox",
            settings: "https://ensemble.example/account",
            stop: Some("https://ensemble.example/letters/stop/…"),
        },
    ];
    let to = Recipient {
        locale: l,
        name: "Amina Diallo",
    };
    messages.map(|message| write(&to, message)).into()
}

/// Subjects are headers: a name with a line break in it must not begin another header.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(to: &Recipient<'_>, parts: &Parts) -> String {
    let l = to.locale;
    let mut blocks = vec![text!(l, letter.greeting, name = one_line(to.name))];
    blocks.push(parts.body.clone());
    if !parts.items.is_empty() {
        let items = parts
            .items
            .iter()
            .map(|item| format!("- {}", one_line(item)));
        blocks.push(items.collect::<Vec<_>>().join("\n"));
    }
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
    let items = (!parts.items.is_empty()).then(|| {
        let items = parts
            .items
            .iter()
            .map(|item| view! { <li>{item.clone()}</li> });
        view! { <ul>{items.collect_view()}</ul> }
    });
    let last = parts
        .last
        .lines()
        .map(|line| view! { <p>{line.to_owned()}</p> });
    let body = view! {
        <html lang=code(l) dir=direction(l)>
            <head>
                <meta charset="utf-8" />
                <title>{parts.subject.clone()}</title>
            </head>
            <body>
                <p>{text!(l, letter.greeting, name = to.name)}</p>
                <p>{parts.body.clone()}</p>
                {items}
                {action}
                {last.collect_view()}
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
    fn secrets_are_left_out_of_what_others_read() {
        let plain =
            "Open:\nhttps://a.example/fr/link/Ab3x9\n\nEnd: https://a.example/letters/stop/0f-9a.";
        assert_eq!(
            without_secrets(plain),
            "Open:\nhttps://a.example/fr/link/…\n\nEnd: https://a.example/letters/stop/…."
        );
    }

    #[test]
    fn there_is_an_example_of_every_kind() {
        for locale in LOCALES {
            let kinds: Vec<_> = examples(locale)
                .into_iter()
                .map(|letter| letter.kind)
                .collect();
            for kind in LetterKind::ALL {
                assert!(kinds.contains(&kind), "{kind:?}");
            }
        }
    }

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
