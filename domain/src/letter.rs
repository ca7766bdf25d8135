//! Letters that the network writes to people.

/// What a letter tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// The link that opens an account.
    Register,
    /// Someone wanted to open an account with an address that has one.
    AlreadyRegistered,
    /// The link to a new password.
    ResetPassword,
    /// The link that proves a new address.
    ChangeEmail,
    /// To the old address: it is no longer the account's.
    EmailChanged,
    /// The password was changed.
    PasswordChanged,
    /// The link that offers a role.
    Invitation,
    /// The link that confirms a profile.
    ConfirmProfile,
    /// Another way into an account was opened or closed.
    WaysInChanged,
    /// News, one or several.
    News,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [LetterKind; 10] = [
        LetterKind::Register,
        LetterKind::AlreadyRegistered,
        LetterKind::ResetPassword,
        LetterKind::ChangeEmail,
        LetterKind::EmailChanged,
        LetterKind::PasswordChanged,
        LetterKind::Invitation,
        LetterKind::ConfirmProfile,
        LetterKind::WaysInChanged,
        LetterKind::News,
    ];

    /// Stable key, as in rows.
    pub fn key(self) -> &'static str {
        match self {
            LetterKind::Register => "register",
            LetterKind::AlreadyRegistered => "already-registered",
            LetterKind::ResetPassword => "reset-password",
            LetterKind::ChangeEmail => "change-email",
            LetterKind::EmailChanged => "email-changed",
            LetterKind::PasswordChanged => "password-changed",
            LetterKind::Invitation => "invitation",
            LetterKind::ConfirmProfile => "confirm-profile",
            LetterKind::WaysInChanged => "ways-in-changed",
            LetterKind::News => "news",
        }
    }
}

/// A letter, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it tells of.
    pub kind: LetterKind,
    /// Code of its language.
    pub language: String,
    /// Subject, in one line.
    pub subject: String,
    /// Body as plain text.
    pub plain: String,
    /// Body as HTML.
    pub html: String,
    /// Whole address that ends such letters with one request (RFC 8058); none for those that are always sent.
    pub unsubscribe: Option<String>,
}
