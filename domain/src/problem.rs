//! What can be wrong with what a person typed: data, which becomes words in one place of the pages.

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
    /// The same thing is there already.
    AlreadyThere,
}

/// Problems by the name of the form's field that they stand at.
pub type Problems = Vec<(&'static str, Problem)>;
