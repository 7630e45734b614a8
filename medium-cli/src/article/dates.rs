//! Dates as people and other tools write them.

mod zone;

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::title;
pub use zone::time_zone;
use zone::zone_of;

/// Parses a date or a time. One without a time zone is in `zone`.
///
/// Accepts RFC 3339 and similar (`2024-05-01 18:30`, `2024-05-01T18:30:00+0200`), RFC 2822,
/// JavaScript's (`Wed May 01 2024 18:30:00 GMT+0200 (CEST)`), seconds or milliseconds since 1970,
/// `2024/05/01`, `01.05.2024`, `May 1, 2024 6:30 PM` and `1 May 2024`.
///
/// # Errors
///
/// A message if it isn't a date, if day and month are ambiguous (`05/01/2024`), or if several time zones
/// share its abbreviation.
pub fn timestamp(value: &str, zone: &TimeZone) -> Result<Timestamp, String> {
    let value = title::one_line(value);
    if value.len() > 64 {
        return Err(not_a_date("this"));
    }
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return number(&value, zone).ok_or_else(|| not_a_date(&value));
    }
    if let Ok(time) = value.parse::<Timestamp>() {
        return Ok(time);
    }
    if let Ok(time) = value.parse::<Zoned>() {
        return Ok(time.timestamp());
    }
    if let Ok(time) = rfc2822::parse(&value) {
        return Ok(time.timestamp());
    }
    let (local, own_zone) = split_zone(&value)?;
    let zone = own_zone.as_ref().unwrap_or(zone);
    let local = civil(&local).map_err(|problem| problem.unwrap_or_else(|| not_a_date(&value)))?;
    let moment = local.to_zoned(zone.clone());
    moment
        .map(|moment| moment.timestamp())
        .map_err(|_| not_a_date(&value))
}

fn not_a_date(value: &str) -> String {
    format!("`{value}` is not a date such as 2026-05-01 or 2026-05-01T18:30:00Z")
}

/// Parses `20240501`, or seconds or milliseconds since 1970.
fn number(digits: &str, zone: &TimeZone) -> Option<Timestamp> {
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        8 => {
            let date = Date::strptime("%Y%m%d", digits).ok()?;
            Some(date.to_zoned(zone.clone()).ok()?.timestamp())
        }
        9 | 10 => Timestamp::from_second(number).ok(),
        12 | 13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// Splits off the time zone at the end.
fn split_zone(value: &str) -> Result<(String, Option<TimeZone>), String> {
    // JavaScript's `(Central European Summer Time)` repeats the offset.
    let value = match value.split_once(" (") {
        Some((before, note)) if note.ends_with(')') => before,
        _ => value,
    };
    if let Some((before, word)) = value.rsplit_once(' ')
        && let Some(zone) = zone_of(word)
    {
        return Ok((before.to_owned(), Some(zone?)));
    }
    // `18:30Z`, `18:30+02`. Only after a time, since dates also contain dashes.
    let start = value.rfind(['T', ' ']).unwrap_or(value.len());
    let offset = value[start..]
        .find(['+', '-', 'Z', 'z'])
        .map(|offset| start + offset);
    if let Some(offset) = offset
        && value[..offset].contains(':')
        && let Some(zone) = zone_of(&value[offset..])
    {
        return Ok((value[..offset].trim_end().to_owned(), Some(zone?)));
    }
    Ok((value.to_owned(), None))
}

/// Parses a date, with or without a time. `Err(None)` means: not a date.
fn civil(value: &str) -> Result<DateTime, Option<String>> {
    let value = without_t(value);
    let words: Vec<&str> = value
        .split([' ', ','])
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("at") && !is_weekday(word))
        .collect();
    let time_index = words.iter().position(|word| word.contains(':'));
    let (mut date, mut time) = (Vec::new(), String::new());
    for (index, word) in words.iter().enumerate() {
        let is_half = matches!(
            word.to_ascii_uppercase().as_str(),
            "AM" | "PM" | "A.M." | "P.M."
        );
        if Some(index) == time_index || (is_half && index > 0) {
            time.push_str(
                &word
                    .to_ascii_uppercase()
                    .replace("M.", "M")
                    .replace('.', if is_half { "" } else { "." }),
            );
        } else {
            date.push(without_ordinal(word));
        }
    }
    let date = self::date(&date.join(" "))?;
    let time = if time.is_empty() {
        Time::midnight()
    } else {
        self::time(&time).ok_or(None)?
    };
    Ok(date.to_datetime(time))
}

fn time(text: &str) -> Option<Time> {
    let formats = ["%H:%M:%S%.f", "%H:%M", "%I:%M%p", "%I:%M:%S%p"];
    formats
        .iter()
        .find_map(|format| Time::strptime(format, text).ok())
}

fn date(text: &str) -> Result<Date, Option<String>> {
    let formats = [
        "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%B %d %Y", "%b %d %Y", "%d %B %Y",
        "%d %b %Y", "%Y %B %d", "%Y %b %d", "%d-%b-%Y",
    ];
    if let Some(date) = formats
        .iter()
        .find_map(|format| Date::strptime(format, text).ok())
    {
        return Ok(date);
    }
    day_or_month_first(text)
}

/// Parses `31/12/2024`, where day and month may be in either order.
fn day_or_month_first(text: &str) -> Result<Date, Option<String>> {
    let parts: Vec<i16> = text
        .split(['/', '-'])
        .filter_map(|part| part.parse().ok())
        .collect();
    let [first, second, year] = parts[..] else {
        return Err(None);
    };
    if year < 1000 {
        return Err(None);
    }
    let day = |month: i16, day: i16| {
        let part = |number: i16| i8::try_from(number).map_err(|_| None);
        Date::new(year, part(month)?, part(day)?).map_err(|_| None)
    };
    match (day(first, second), day(second, first)) {
        (Ok(one), Ok(other)) if one != other => Err(Some(format!(
            "`{text}` is ambiguous; write {one} or {other}"
        ))),
        (Ok(date), _) | (_, Ok(date)) => Ok(date),
        (Err(error), _) => Err(error),
    }
}

/// Replaces the `T` of `2024-05-01T18:30` with a space.
fn without_t(value: &str) -> String {
    let bytes = value.as_bytes();
    let is_digit = |index: Option<usize>| {
        index
            .and_then(|index| bytes.get(index))
            .is_some_and(u8::is_ascii_digit)
    };
    let found = value.char_indices().find(|(index, c)| {
        matches!(c, 'T' | 't') && is_digit(index.checked_sub(1)) && is_digit(Some(index + 1))
    });
    match found {
        Some((index, _)) => format!("{} {}", &value[..index], &value[index + 1..]),
        None => value.to_owned(),
    }
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.len() >= 3 && days.iter().any(|day| day.starts_with(&word))
}

/// Returns `1` for `1st`.
fn without_ordinal(word: &str) -> &str {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_ordinal = matches!(&word[number.len()..], "st" | "nd" | "rd" | "th");
    if is_ordinal && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number;
    }
    word
}

#[cfg(test)]
mod tests;
