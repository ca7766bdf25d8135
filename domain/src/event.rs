//! What happens in the network and is kept in its trail.

use chrono::{DateTime, Utc};

use crate::account::AccountId;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An account was opened.
    AccountOpened,
    /// An account was deleted by its owner.
    AccountDeleted,
    /// Someone signed in.
    SignedIn,
    /// Someone signed out.
    SignedOut,
    /// Someone ended sessions of their account elsewhere.
    SessionsEnded,
    /// A password was set or changed.
    PasswordSet,
    /// The address of an account was changed.
    EmailChanged,
    /// A passkey was added to an account.
    PasskeyAdded,
    /// A passkey was removed from an account.
    PasskeyRemoved,
    /// A password was removed: passkeys are the only way in.
    PasswordRemoved,
    /// A role was offered by a link.
    RoleOffered,
    /// The offer of a role was withdrawn.
    OfferWithdrawn,
    /// A role was given.
    RoleGiven,
    /// A role was ended.
    RoleEnded,
    /// A change of a city's profile was proposed.
    ProfileProposed,
    /// A city's profile was changed.
    ProfilePublished,
    /// A proposed change was refused.
    ProfileRefused,
    /// A city said that its profile is still correct.
    ProfileConfirmed,
    /// A reader suggested a correction.
    CorrectionSuggested,
    /// A suggested correction was settled.
    CorrectionSettled,
    /// Someone downloaded the data of their account.
    DataTaken,
    /// What is kept for a time only was removed.
    Tidied,
    /// The trail was read.
    TrailRead,
    /// What became of letters was read.
    LettersRead,
    /// A letter to someone else was read.
    LetterRead,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 25] = [
        Kind::AccountOpened,
        Kind::AccountDeleted,
        Kind::SignedIn,
        Kind::SignedOut,
        Kind::SessionsEnded,
        Kind::PasswordSet,
        Kind::EmailChanged,
        Kind::PasskeyAdded,
        Kind::PasskeyRemoved,
        Kind::PasswordRemoved,
        Kind::RoleOffered,
        Kind::OfferWithdrawn,
        Kind::RoleGiven,
        Kind::RoleEnded,
        Kind::ProfileProposed,
        Kind::ProfilePublished,
        Kind::ProfileRefused,
        Kind::ProfileConfirmed,
        Kind::CorrectionSuggested,
        Kind::CorrectionSettled,
        Kind::DataTaken,
        Kind::Tidied,
        Kind::TrailRead,
        Kind::LettersRead,
        Kind::LetterRead,
    ];

    /// Stable key, as in rows.
    pub fn key(self) -> &'static str {
        match self {
            Kind::AccountOpened => "account-opened",
            Kind::AccountDeleted => "account-deleted",
            Kind::SignedIn => "signed-in",
            Kind::SignedOut => "signed-out",
            Kind::SessionsEnded => "sessions-ended",
            Kind::PasswordSet => "password-set",
            Kind::EmailChanged => "email-changed",
            Kind::PasskeyAdded => "passkey-added",
            Kind::PasskeyRemoved => "passkey-removed",
            Kind::PasswordRemoved => "password-removed",
            Kind::RoleOffered => "role-offered",
            Kind::OfferWithdrawn => "offer-withdrawn",
            Kind::RoleGiven => "role-given",
            Kind::RoleEnded => "role-ended",
            Kind::ProfileProposed => "profile-proposed",
            Kind::ProfilePublished => "profile-published",
            Kind::ProfileRefused => "profile-refused",
            Kind::ProfileConfirmed => "profile-confirmed",
            Kind::CorrectionSuggested => "correction-suggested",
            Kind::CorrectionSettled => "correction-settled",
            Kind::DataTaken => "data-taken",
            Kind::Tidied => "tidied",
            Kind::TrailRead => "trail-read",
            Kind::LettersRead => "letters-read",
            Kind::LetterRead => "letter-read",
        }
    }

    /// The kind of a key.
    pub fn of_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A row of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Place in the order, from 1, without gaps.
    pub seq: i64,
    /// When, to the microsecond.
    pub at: DateTime<Utc>,
    /// Who did it; none for a command.
    pub actor: Option<AccountId>,
    /// Key of what was done.
    pub kind: String,
    /// Kind of thing that it was done to.
    pub entity: String,
    /// Which one.
    pub key: String,
    /// Its version after.
    pub version: i32,
    /// What a reader wants to know besides.
    pub detail: String,
}

impl Event {
    /// The bytes that are sealed: every field behind its length, so that no two events have the same.
    pub fn sealed_bytes(&self) -> Vec<u8> {
        let fields = [
            self.seq.to_string(),
            self.at.timestamp_micros().to_string(),
            self.actor
                .map(|actor| actor.to_string())
                .unwrap_or_default(),
            self.kind.clone(),
            self.entity.clone(),
            self.key.clone(),
            self.version.to_string(),
            self.detail.clone(),
        ];
        let mut bytes = Vec::new();
        for field in fields {
            bytes.extend((field.len() as u64).to_be_bytes());
            bytes.extend(field.as_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_key_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_key(kind.key()), Some(kind));
        }
        assert_eq!(Kind::of_key("nothing"), None);
    }

    #[test]
    fn text_that_moves_between_fields_is_another_event() {
        let event = |entity: &str, key: &str| Event {
            seq: 1,
            at: DateTime::UNIX_EPOCH,
            actor: None,
            kind: "signed-in".to_owned(),
            entity: entity.to_owned(),
            key: key.to_owned(),
            version: 1,
            detail: String::new(),
        };
        assert_ne!(
            event("ab", "c").sealed_bytes(),
            event("a", "bc").sealed_bytes()
        );
    }
}
