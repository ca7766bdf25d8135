//! Secrets that people hold and we do not: session cookies and links in letters. The database keeps their hashes.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::error::StoreError;

/// 256 random bits.
const BYTES: usize = 32;

/// A secret as its holder has it: 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one from the system's source of randomness.
    pub fn new() -> Result<Secret, StoreError> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Randomness(error.to_string()))?;
        Ok(Secret(hex(&bytes)))
    }

    /// What someone presents as one.
    pub fn presented(text: &str) -> Secret {
        Secret(text.to_owned())
    }

    /// The text for a cookie or a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database keeps of it. A plain hash will do: nobody guesses 256 bits.
    pub(crate) fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret(..)")
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_do_not_show() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_ne!(one.as_str(), other.as_str());
        assert_eq!(one.as_str().len(), 64);
        assert_ne!(one.hash(), one.as_str());
        assert_eq!(one.hash(), Secret::presented(one.as_str()).hash());
        assert_eq!(format!("{one:?}"), "Secret(..)");
    }
}
