//! Time zones as people write them.

use jiff::tz::{Offset, TimeZone};

/// Parses a time zone: a name such as `Europe/Paris`, or an offset such as `+02:00`.
///
/// # Errors
///
/// A message with an example if it isn't a time zone.
pub fn time_zone(value: &str) -> Result<TimeZone, String> {
    let value = value.trim();
    match zone_of(value) {
        Some(zone) => zone,
        None => Err(format!(
            "`{value}` is not a time zone such as Europe/Paris or +02:00"
        )),
    }
}

/// Abbreviations with one usual meaning: those of RFC 2822 and of Europe, and Japan's. Hours from UTC.
const ABBREVIATIONS: &[(&str, i8)] = &[
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 1),
    ("CET", 1),
    ("CEST", 2),
    ("EET", 2),
    ("EEST", 3),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("JST", 9),
];

/// Parses `word` if it looks like a time zone.
pub(super) fn zone_of(word: &str) -> Option<Result<TimeZone, String>> {
    let upper = word.to_ascii_uppercase();
    if let Some((_, hours)) = ABBREVIATIONS.iter().find(|(name, _)| *name == upper) {
        return Some(Ok(jiff::tz::offset(*hours).to_time_zone()));
    }
    let offset = upper.trim_start_matches("UTC").trim_start_matches("GMT");
    if offset.starts_with(['+', '-']) {
        return offset_of(offset).map(|offset| Ok(offset.to_time_zone()));
    }
    if word.contains('/') && word.chars().next().is_some_and(char::is_alphabetic) {
        let unknown = |_| format!("`{word}` is not a time zone such as Europe/Paris or +02:00");
        return Some(TimeZone::get(word).map_err(unknown));
    }
    let is_abbreviation = (2..=5).contains(&word.len())
        && word.chars().all(|c| c.is_ascii_uppercase())
        && !matches!(word, "AM" | "PM");
    is_abbreviation.then(|| {
        Err(format!(
            "`{word}` is the name of several time zones; write an offset, such as +02:00"
        ))
    })
}

/// Parses `+2`, `+02`, `+0200` and `+02:00`.
fn offset_of(text: &str) -> Option<Offset> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text[1..].replace(':', "");
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) = if digits.len() > 2 {
        (number / 100, number % 100)
    } else {
        (number, 0)
    };
    (minutes < 60)
        .then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())
        .flatten()
}
