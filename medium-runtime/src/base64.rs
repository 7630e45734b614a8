//! Bytes in JSON: `byte` strings.

use std::fmt;

use ::base64::Engine;
use ::base64::alphabet;
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose};
use serde::{Deserialize, Serialize};

/// A `byte` string: bytes as base64. It keeps the received text, and
/// decodes only on request, so an unusual spelling does not make a response unreadable.
///
/// ```
/// use medium_runtime::Base64;
///
/// let sent = Base64::encode(b"bells");
/// assert_eq!(sent.as_str(), "YmVsbHM=");
/// assert_eq!(sent.decode().unwrap(), b"bells");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Base64(String);

/// The error of [`Base64::decode`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid base64: {0}")]
pub struct Base64Error(#[from] ::base64::DecodeError);

impl Base64 {
    /// Encodes bytes in the standard alphabet, with padding.
    #[must_use]
    pub fn encode(bytes: &[u8]) -> Self {
        Self(general_purpose::STANDARD.encode(bytes))
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Decodes the text: both alphabets, with or without padding and line breaks.
    ///
    /// # Errors
    ///
    /// If the text is not base64.
    pub fn decode(&self) -> Result<Vec<u8>, Base64Error> {
        const EITHER: GeneralPurposeConfig =
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, EITHER);
        let is_text = |c: &char| !c.is_ascii_whitespace();
        let standard: String = self.0.chars().filter(is_text).map(standard).collect();
        Ok(STANDARD.decode(standard)?)
    }
}

/// Maps a character of the URL-safe alphabet to the standard one.
fn standard(c: char) -> char {
    match c {
        '-' => '+',
        '_' => '/',
        c => c,
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Wraps text that already is base64.
impl From<String> for Base64 {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// Wraps text that already is base64.
impl From<&str> for Base64 {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::encode(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Base64;

    #[test]
    fn decodes_all_variants_of_base64() {
        for text in ["+/+/YQ==", "-_-_YQ", "+/+/\r\nYQ==", "-_-_YQ=="] {
            assert_eq!(Base64::from(text).decode().expect(text), b"\xfb\xff\xbfa");
        }
        assert!(Base64::from("no base64!").decode().is_err());
    }
}
