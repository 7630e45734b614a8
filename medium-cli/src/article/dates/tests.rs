//! Dates as people write them, and what is no date.

use super::*;

fn read(value: &str) -> Result<String, String> {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    timestamp(value, &zone).map(|time| time.to_string())
}

#[test]
fn a_moment_is_the_same_however_it_is_written() {
    for value in [
        "2024-05-01T16:30:00Z",
        "2024-05-01T16:30Z",
        "2024-05-01 16:30:00 UTC",
        "2024-05-01T18:30:00+02:00",
        "2024-05-01T18:30:00+0200",
        "2024-05-01T18:30:00.000+02",
        "2024-05-01 18:30:00 +0200",
        "2024-05-01 18:30:00 +02:00",
        "2024-05-01 18:30:00",
        "2024-05-01 18:30",
        "2024-05-01T18:30",
        "2024-5-1 18:30",
        "2024-05-01 12:30:00 EDT",
        "2024-05-01 18:30 CEST",
        "2024-05-01T18:30[Europe/Paris]",
        "2024-05-01T18:30:00+02:00[Europe/Paris]",
        "2024-05-01 18:30 Europe/Paris",
        "2024-05-02 01:30 JST",
        "Wed, 01 May 2024 18:30:00 +0200",
        "Wed, 1 May 2024 12:30:00 EDT",
        "Wed May 01 2024 18:30:00 GMT+0200 (CEST)",
        "Wed May 01 2024 18:30:00 GMT+0200 (Central European Summer Time)",
        "May 1, 2024 6:30 PM",
        "May 1st, 2024 at 6:30pm",
        "1 May 2024, 18:30",
        "Wednesday, May 1, 2024 18:30",
        "01.05.2024 18:30",
        "2024/05/01 18:30",
        "1714581000",
        "1714581000000",
    ] {
        assert_eq!(
            read(value).as_deref(),
            Ok("2024-05-01T16:30:00Z"),
            "{value}"
        );
    }
}

#[test]
fn a_day_begins_at_midnight_of_the_zone() {
    for value in [
        "2024-05-01",
        "2024/05/01",
        "2024.05.01",
        "01.05.2024",
        "1.5.2024",
        "20240501",
        "May 1, 2024",
        "1 May 2024",
        "Wed, 1 May 2024",
    ] {
        assert_eq!(
            read(value).as_deref(),
            Ok("2024-04-30T22:00:00Z"),
            "{value}"
        );
    }
    assert_eq!(read("31/12/2024").as_deref(), Ok("2024-12-30T23:00:00Z"));
    assert_eq!(read("12/31/2024").as_deref(), Ok("2024-12-30T23:00:00Z"));
}

#[test]
fn what_may_be_two_days_or_zones_is_asked_back() {
    let error = read("05/01/2024").unwrap_err();
    assert!(error.contains("2024-05-01 or 2024-01-05"), "{error}");
    let error = read("2024-05-01 18:30 IST").unwrap_err();
    assert!(error.contains("several time zones"), "{error}");
    let error = read("2024-05-01 18:30 Europe/Pariss").unwrap_err();
    assert!(error.contains("Europe/Paris or"), "{error}");
}

#[test]
fn what_is_no_date_is_no_date() {
    for value in [
        "yesterday",
        "2024-13-45",
        "2024",
        "99",
        "",
        "2024-05-01 25:00",
        "T",
        "2024-05",
        "1/2",
        "2024-05-01 18:30 +99999",
        "ünlich",
        "2024-05-01 ü:30",
        "(",
        "123456789012345",
    ] {
        let error = read(value).unwrap_err();
        assert!(error.contains("2026-05-01"), "{value}: {error}");
    }
}
