//! Accounts: e-mail addresses and passwords, and what is enough of each.

use std::fmt;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{problem::Problem, rights::Role};

/// Number of an account in the store.
pub type AccountId = i32;

/// Characters of an address (RFC 5321 4.5.3.1: 64 before the @, 255 after it, 254 in all).
const LONGEST_EMAIL: usize = 254;
const LONGEST_LOCAL_PART: usize = 64;
/// Characters of a person's name.
const LONGEST_NAME: u16 = 120;

/// An e-mail address in lower case, so that one mailbox is one account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Reads what a person typed. Only the mailbox itself can prove that an address works; this finds slips.
    pub fn parse(typed: &str) -> Result<Email, Problem> {
        let address = typed.trim().to_lowercase();
        if address.is_empty() {
            return Err(Problem::Required);
        }
        if address.len() > LONGEST_EMAIL {
            let most = LONGEST_EMAIL as u16;
            return Err(Problem::TooLong { most });
        }
        match address.rsplit_once('@') {
            Some((local, domain)) if is_local_part(local) && is_domain(domain) => {
                Ok(Email(address))
            }
            _ => Err(Problem::NotAnEmail),
        }
    }

    /// The address as it is written to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the @.
    fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn is_local_part(local: &str) -> bool {
    let is_allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    local.len() <= LONGEST_LOCAL_PART
        && local.split('.').all(|atom| !atom.is_empty())
        && local.chars().all(is_allowed)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    domain.contains('.') && domain.split('.').all(is_label)
}

/// The fewest and most characters of a password (NIST SP 800-63B-4, 3.1.1.2: at least 15 where it is the only
/// factor, at least 64 allowed, no rules of composition).
pub const SHORTEST_PASSWORD: u16 = 15;
/// See [`SHORTEST_PASSWORD`].
pub const LONGEST_PASSWORD: u16 = 256;
/// Different characters that a password needs.
const FEWEST_DIFFERENT: usize = 6;
/// Shorter parts of an address may stand in a password by chance.
const SHORTEST_TELLING_PART: usize = 4;

/// What is wrong with a new password for an address; spaces and every script are welcome.
pub fn check_password(password: &str, email: Option<&Email>) -> Result<(), Problem> {
    let characters = password.chars().count();
    if characters == 0 {
        return Err(Problem::Required);
    }
    if characters < usize::from(SHORTEST_PASSWORD) {
        let least = SHORTEST_PASSWORD;
        return Err(Problem::TooShort { least });
    }
    if characters > usize::from(LONGEST_PASSWORD) {
        let most = LONGEST_PASSWORD;
        return Err(Problem::TooLong { most });
    }
    let mut different: Vec<char> = password.to_lowercase().chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < FEWEST_DIFFERENT {
        return Err(Problem::TooUniform);
    }
    let own = email.map(Email::local_part).unwrap_or_default();
    let holds_own = own.len() >= SHORTEST_TELLING_PART && password.to_lowercase().contains(own);
    match holds_own {
        true => Err(Problem::HoldsAddress),
        false => Ok(()),
    }
}

/// A person's name as they write it, without spaces around it.
pub fn check_name(typed: &str) -> Result<String, Problem> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Problem::Required),
        length if length > usize::from(LONGEST_NAME) => {
            Err(Problem::TooLong { most: LONGEST_NAME })
        }
        _ => Ok(name),
    }
}

/// What a link in a letter is good for, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// Opening an account.
    Register {
        /// How the person wants to be called.
        name: String,
    },
    /// Setting a new password.
    ResetPassword {
        /// Whose.
        account: AccountId,
    },
    /// Making the mailbox that it was sent to the account's.
    ChangeEmail {
        /// Whose.
        account: AccountId,
    },
    /// Saying that the profile of a city is still correct.
    ConfirmProfile {
        /// Slug of the city.
        city: String,
    },
    /// Taking a role, with an account or on the way to one.
    TakeRole {
        /// How the person is called by who invited them.
        name: String,
        /// The role.
        role: Role,
        /// What it is held for.
        scope: String,
        /// Its last day.
        until: Option<NaiveDate>,
        /// Who gives it; none for a command.
        given_by: Option<AccountId>,
        /// Whose place they take, where one hands over to the other.
        #[serde(default)]
        replaces: Option<Predecessor>,
    },
}

/// Who hands a role over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predecessor {
    /// Their account.
    pub account: AccountId,
    /// Whether they stay on as the alternate.
    pub stays: bool,
}

impl Purpose {
    /// How long its link works.
    pub fn lifetime(&self) -> TimeDelta {
        match self {
            Purpose::ResetPassword { .. } => TimeDelta::hours(2),
            Purpose::ChangeEmail { .. } => TimeDelta::days(1),
            Purpose::Register { .. } => TimeDelta::days(3),
            Purpose::TakeRole { .. } => TimeDelta::days(14),
            Purpose::ConfirmProfile { .. } => TimeDelta::days(30),
        }
    }

    /// Whether a password is chosen at its end, where the mailbox has an account or has none.
    pub fn sets_password(&self, has_account: bool) -> bool {
        match self {
            Purpose::Register { .. } | Purpose::ResetPassword { .. } => true,
            Purpose::ChangeEmail { .. } | Purpose::ConfirmProfile { .. } => false,
            Purpose::TakeRole { .. } => !has_account,
        }
    }
}

/// How long a session lives without a visit.
pub const IDLE_SESSION: TimeDelta = TimeDelta::days(14);
/// How long after signing in a person without a password counts as proven to be at the screen, for what a session left
/// open must not be enough for.
pub const PROOF_LASTS: TimeDelta = TimeDelta::minutes(10);
/// How long a person may take at their device to make or to show a passkey.
pub const CEREMONY_LASTS: TimeDelta = TimeDelta::minutes(5);
/// Passkeys of one account.
pub const MOST_PASSKEYS: u64 = 20;
/// How long a session lives at most.
pub const LONGEST_SESSION: TimeDelta = TimeDelta::days(60);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_mailbox_is_one_address() {
        assert_eq!(
            Email::parse(" Ana.Maria+Net@Città.example \n")
                .unwrap()
                .as_str(),
            "ana.maria+net@città.example"
        );
    }

    #[test]
    fn slips_in_an_address_are_found() {
        for wrong in [
            "ana",
            "ana@",
            "@a.example",
            "ana@local",
            "ana@a..example",
            "a na@a.example",
            "ana@-a.example",
            ".ana@a.example",
            "ana@a.example, bo@b.example",
            "ana@a.example>",
            "ana@a\u{0}.example",
            "ana\r\n@a.example",
        ] {
            assert_eq!(Email::parse(wrong), Err(Problem::NotAnEmail), "{wrong:?}");
        }
        assert_eq!(Email::parse("  "), Err(Problem::Required));
        let long = format!("{}@a.example", "a".repeat(260));
        assert_eq!(Email::parse(&long), Err(Problem::TooLong { most: 254 }));
    }

    #[test]
    fn a_password_is_long_and_not_the_address() {
        let ana = Email::parse("ana.maria@a.example").ok();
        let check = |password: &str| check_password(password, ana.as_ref());
        assert_eq!(check(""), Err(Problem::Required));
        assert_eq!(
            check("fourteen chars"),
            Err(Problem::TooShort { least: 15 })
        );
        assert_eq!(check("fifteen letters"), Ok(()));
        assert_eq!(check("aaaaaaaaaaaabbbb"), Err(Problem::TooUniform));
        assert_eq!(
            check("i am Ana.Maria from here"),
            Err(Problem::HoldsAddress)
        );
        assert_eq!(check("كلمة مرور طويلة جدا"), Ok(()));
        assert_eq!(
            check(&"ab cdef".repeat(40)),
            Err(Problem::TooLong { most: 256 })
        );
    }

    #[test]
    fn a_name_is_kept_as_written() {
        assert_eq!(
            check_name("  Ana  María\tPérez "),
            Ok("Ana María Pérez".to_owned())
        );
        assert_eq!(check_name(" \n"), Err(Problem::Required));
        assert_eq!(
            check_name(&"a".repeat(121)),
            Err(Problem::TooLong { most: 120 })
        );
    }

    proptest! {
        #[test]
        fn an_address_read_twice_is_the_same(typed in "\\PC{0,40}@?\\PC{0,40}") {
            if let Ok(email) = Email::parse(&typed) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
                // Nothing in it can end a header line or begin another address.
                prop_assert!(!email.as_str().contains(|c: char| c.is_whitespace() || c.is_control() || ",;<>\"".contains(c)));
            }
        }
    }
}
