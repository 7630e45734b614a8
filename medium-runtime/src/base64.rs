//! Bytes inside of JSON: strings of the format `byte`.

use std::fmt;

use ::base64::Engine;
use ::base64::alphabet;
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose};
use serde::{Deserialize, Serialize};

/// A string of the format `byte`: bytes as base64. It keeps the text as it
/// came, so that a service that writes it in its own way fails no response.
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

/// What [`Base64::decode`] gives for a text that is no base64.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no base64: {0}")]
pub struct Base64Error(#[from] ::base64::DecodeError);

impl Base64 {
    /// Bytes in the standard alphabet, padded.
    #[must_use]
    pub fn encode(bytes: &[u8]) -> Self {
        Self(general_purpose::STANDARD.encode(bytes))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes: from the standard or the URL-safe alphabet, padded or not,
    /// broken into lines or not.
    ///
    /// # Errors
    ///
    /// Where the text is no base64.
    pub fn decode(&self) -> Result<Vec<u8>, Base64Error> {
        const EITHER: GeneralPurposeConfig =
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, EITHER);
        let is_text = |c: &char| !c.is_ascii_whitespace();
        let standard: String = self.0.chars().filter(is_text).map(standard).collect();
        Ok(STANDARD.decode(standard)?)
    }
}

/// A character of the URL-safe alphabet in the standard one.
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

/// A text that is base64 already.
impl From<String> for Base64 {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// A text that is base64 already.
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
    fn every_way_to_write_base64_is_read() {
        for text in ["+/+/YQ==", "-_-_YQ", "+/+/\r\nYQ==", "-_-_YQ=="] {
            assert_eq!(Base64::from(text).decode().expect(text), b"\xfb\xff\xbfa");
        }
        assert!(Base64::from("no base64!").decode().is_err());
    }
}
