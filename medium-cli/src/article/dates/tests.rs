//! Accepted and rejected dates.

use super::*;

fn read(value: &str) -> Result<String, String> {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    timestamp(value, &zone).map(|time| time.to_string())
}

#[test]
fn parses_all_common_formats_of_a_time() {
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
fn a_date_without_a_time_is_midnight_in_the_zone() {
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
fn rejects_ambiguous_dates_and_zones() {
    let error = read("05/01/2024").unwrap_err();
    assert!(error.contains("write 2024-05-01 or 2024-01-05"), "{error}");
    let error = read("2024-05-01 18:30 IST").unwrap_err();
    assert!(error.contains("name of several time zones"), "{error}");
    let error = read("2024-05-01 18:30 Europe/Pariss").unwrap_err();
    assert!(error.contains("Europe/Paris or"), "{error}");
}

#[test]
fn rejects_invalid_dates() {
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
