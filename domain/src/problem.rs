//! What can be wrong with what a person typed: data, which becomes words in one place of the pages.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Why an answer of a form is not accepted. The numbers are for the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// Fewer characters than needed.
    TooShort {
        /// The fewest characters.
        least: u16,
    },
    /// More characters than fit.
    TooLong {
        /// The most characters.
        most: u16,
    },
    /// Not the form of an e-mail address.
    NotAnEmail,
    /// A password that a program guesses at once: few different characters.
    TooUniform,
    /// A password that holds the person's own address or name.
    HoldsAddress,
    /// The password in force was not given right.
    WrongPassword,
    /// Address and password do not belong together; never says which is wrong.
    SignInRefused,
    /// Too many tries from one place.
    TooManyTries {
        /// Seconds until the next try.
        seconds: u32,
    },
    /// A value that is not among those on offer.
    NotOffered,
    /// A day that is no day, or not in the order needed.
    NotADay,
    /// The end is before the beginning.
    EndsBeforeItBegins,
    /// It is to be shown anew who is at the screen, by signing in.
    ProofNeeded,
    /// It is the only way into the account.
    LastWayIn,
    /// More of them than one may have.
    TooMany {
        /// The most.
        most: u16,
    },
    /// What the device sent proves nothing.
    PasskeyRefused,
    /// Something has to be confirmed first.
    NotConfirmed,
    /// The same thing is there already.
    AlreadyThere,
    /// Not the address of a page on the web.
    NotAWebAddress,
    /// Someone else changed it to something else meanwhile.
    ChangedMeanwhile,
    /// A file of more bytes than are taken.
    FileTooLarge {
        /// The most, in megabytes.
        most: u16,
    },
    /// A file that is no picture, whatever its name says.
    NotAPicture,
    /// A picture of more pixels than are taken.
    TooManyPixels {
        /// The most, in millions.
        most: u16,
    },
}

impl Problem {
    /// Seconds to wait, where waiting helps.
    pub fn wait(&self) -> Option<u32> {
        match self {
            Problem::TooManyTries { seconds } => Some(*seconds),
            _ => None,
        }
    }
}

/// Problems by the name of the form's field that they stand at.
pub type Problems = Vec<(Cow<'static, str>, Problem)>;
