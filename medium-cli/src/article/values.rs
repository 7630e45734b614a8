//! What the values of the front matter may be, each complaint naming its key and what is right.

use url::Url;

/// How an article is to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// For its author's eyes.
    Draft,
    /// For everybody.
    Public,
    /// For everybody who has the address.
    Unlisted,
}

impl Status {
    const ALL: [(&str, Self); 3] = [
        ("draft", Self::Draft),
        ("public", Self::Public),
        ("unlisted", Self::Unlisted),
    ];
}

/// The licences that Medium's API knows.
const LICENSES: [&str; 9] = [
    "all-rights-reserved",
    "cc-40-by",
    "cc-40-by-sa",
    "cc-40-by-nd",
    "cc-40-by-nc",
    "cc-40-by-nc-nd",
    "cc-40-by-nc-sa",
    "cc-40-zero",
    "public-domain",
];

/// An address that a reader's browser can open.
///
/// # Errors
///
/// What it is not.
pub fn web_address(value: &str) -> Result<Url, String> {
    match Url::parse(value) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        _ => Err(format!("`{value}` is not an http(s) address")),
    }
}

/// One of the licences that Medium's API knows.
///
/// # Errors
///
/// Which there are.
pub fn license(value: &str) -> Result<String, String> {
    if LICENSES.contains(&value) {
        return Ok(value.to_owned());
    }
    Err(format!("`{value}` is none of {}", LICENSES.join(", ")))
}

pub(super) fn status(value: &str) -> Result<Status, String> {
    Status::ALL
        .iter()
        .find_map(|(name, status)| (*name == value).then_some(*status))
        .ok_or_else(|| format!("`{value}` is none of draft, public, unlisted"))
}

/// A moment, or a date or local time taken as UTC.
///
/// # Errors
///
/// What it should look like.
pub fn timestamp(value: &str) -> Result<jiff::Timestamp, String> {
    let in_utc = |value: jiff::civil::DateTime| value.to_zoned(jiff::tz::TimeZone::UTC);
    // Jekyll's `2024-05-01 18:30:00 +0200`.
    let value = &value.replace(" +", "+").replace(" -", "-");
    value
        .parse::<jiff::Timestamp>()
        .or_else(|_| Ok(in_utc(value.parse()?)?.timestamp()))
        .map_err(|_: jiff::Error| format!("`{value}` is not a date such as 2026-05-01T18:30:00Z"))
}
