//! What front matter may say, and what is said about it when it is wrong.

use std::path::Path;

use super::*;

fn read_ok(text: &str) -> (FrontMatter, Body<'_>) {
    read(Path::new("a.md"), text).unwrap()
}

fn complaint(text: &str) -> String {
    read(Path::new("a.md"), text).unwrap_err().to_string()
}

#[test]
fn every_key_is_read_and_unknown_keys_are_others_business() {
    let (front, body) = read_ok(
        "---\n\
         title: \"Walk on: a club's songs\"\n\
         layout: post\n\
         series: {name: clubs, part: 3}\n\
         tags: [football, Rust, 2024]\n\
         canonical_url: https://example.com/walk-on\n\
         license: cc-40-by\n\
         status: draft\n\
         published_at: 2024-05-01T20:30:00+02:00\n\
         ---\n\
         \n\
         Text\n",
    );
    assert_eq!(front.title.as_deref(), Some("Walk on: a club's songs"));
    assert_eq!(front.tags, ["football", "Rust", "2024"]);
    assert_eq!(
        front.canonical_url.unwrap().as_str(),
        "https://example.com/walk-on"
    );
    assert_eq!(front.license.as_deref(), Some("cc-40-by"));
    assert_eq!(front.status, Some(Status::Draft));
    assert_eq!(
        front.published_at.unwrap().to_string(),
        "2024-05-01T18:30:00Z"
    );
    assert_eq!((body.text, body.lines_above), ("Text\n", 11));
}

#[test]
fn nothing_is_asked_for() {
    for text in [
        "---\n---\nText",
        "---\n# a comment\n---\nText",
        "---\ntitle:\ntags:\n...\nText",
    ] {
        let (front, body) = read_ok(text);
        assert_eq!(
            (front.title, front.tags.len(), body.text),
            (None, 0, "Text")
        );
    }
}

#[test]
fn tags_may_be_one_line_of_commas() {
    assert_eq!(
        read_ok("---\ntags: football,  sport ,\n---\n").0.tags,
        ["football", "sport"]
    );
}

#[test]
fn a_date_alone_is_midnight_utc() {
    for (value, expected) in [
        ("2024-05-01", "2024-05-01T00:00:00Z"),
        ("2024-05-01 18:30:00", "2024-05-01T18:30:00Z"),
    ] {
        let text = format!("---\npublished_at: {value}\n---\n");
        assert_eq!(read_ok(&text).0.published_at.unwrap().to_string(), expected);
    }
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    for text in ["---\n\nText, and a rule above it", "---", "--- \nText"] {
        assert_eq!(read_ok(text).1.lines_above, 0);
    }
}

#[test]
fn a_wrong_value_is_named_with_file_line_and_column() {
    for (yaml, place, word) in [
        ("title: [a, b]", "a.md:2:8: ", "title: expected text"),
        ("x: 1\ntitle: {a: b}", "a.md:3:8: ", "title: expected text"),
        ("tags: {a: b}", "a.md:2:", "tags"),
        ("status: published", "a.md:2:9: ", "draft, public, unlisted"),
        ("license: MIT", "a.md:2:10: ", "cc-40-by-sa"),
        (
            "canonical_url: ../walk-on",
            "a.md:2:16: ",
            "http(s) address",
        ),
        (
            "canonical_url: file:///etc/passwd",
            "a.md:2:16: ",
            "http(s) address",
        ),
        (
            "published_at: yesterday",
            "a.md:2:15: ",
            "2026-05-01T18:30:00Z",
        ),
        (
            "published_at: 2024-13-45",
            "a.md:2:15: ",
            "2026-05-01T18:30:00Z",
        ),
        (
            "a: 1\n\ntitle: \"never closed",
            "a.md:5:1: ",
            "add the quote",
        ),
        (
            "title: a\ntitle: b",
            "a.md:3:1: ",
            "title: stands here a second time",
        ),
        ("just words", "a.md:2:1: ", "`key: value`"),
        ("- a\n- b", "a.md:2:1: ", "`key: value`"),
        ("title: *nowhere", "a.md:2:", "title: "),
    ] {
        let message = complaint(&format!("---\n{yaml}\n---\nText"));
        assert!(message.starts_with(place), "{yaml:?}: {message}");
        assert!(message.contains(word), "{yaml:?}: {message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[test]
fn front_matter_that_never_ends_is_not_published_as_text() {
    assert!(complaint("---\ntitle: A\n\nText").contains("a line `---`"));
    assert!(complaint("+++\ntitle = 'A'\n\nText").contains("a line `+++`"));
}

#[test]
fn toml_says_the_same() {
    let (front, body) = read_ok(
        "+++\n\
         title = 'Walk on'\n\
         tags = ['football', 2024]\n\
         draft = true\n\
         date = 2024-05-01T20:30:00+02:00\n\
         [params]\n\
         title = 'not this one'\n\
         +++\n\
         \n\
         Text\n",
    );
    assert_eq!(front.title.as_deref(), Some("Walk on"));
    assert_eq!(front.tags, ["football", "2024"]);
    assert_eq!(front.status, Some(Status::Draft));
    assert_eq!(
        front.published_at.unwrap().to_string(),
        "2024-05-01T18:30:00Z"
    );
    assert_eq!((body.text, body.lines_above), ("Text\n", 9));
}

#[test]
fn a_wrong_value_in_toml_is_named_with_file_line_and_column() {
    for (toml, place, word) in [
        ("title = ['a', 'b']", "a.md:2:9: ", "title: expected text"),
        (
            "x = 1\ntitle = {a = 1}",
            "a.md:3:9: ",
            "title: expected text",
        ),
        ("tags = [['a']]", "a.md:2:8: ", "tags"),
        ("draft = 'maybe'", "a.md:2:9: ", "draft: `maybe` is neither"),
        ("title = 'never closed", "a.md:2:", "expected `'`"),
        ("title = 'a'\ntitle = 'b'", "a.md:3:1: ", "duplicate"),
        ("title: a", "a.md:2:", "="),
    ] {
        let message = complaint(&format!("+++\n{toml}\n+++\nText"));
        assert!(message.starts_with(place), "{toml:?}: {message}");
        assert!(message.contains(word), "{toml:?}: {message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[test]
fn the_names_of_other_tools_are_understood() {
    let jekyll =
        "canonical_url: https://example.com/a\ndate: 2024-05-01 20:30:00 +0200\npublished: false";
    let hugo = "canonicalURL: https://example.com/a\ndate: 2024-05-01T18:30:00Z\ndraft: true";
    let dev =
        "canonical_url: https://example.com/a\npublished_at: 2024-05-01 18:30\npublished: false";
    for yaml in [jekyll, hugo, dev] {
        let text = format!("---\n{yaml}\n---\n");
        let front = read_ok(&text).0;
        assert_eq!(front.status, Some(Status::Draft), "{yaml}");
        let url = front.canonical_url.unwrap();
        assert_eq!(url.as_str(), "https://example.com/a", "{yaml}");
        let time = front.published_at.unwrap().to_string();
        assert_eq!(time, "2024-05-01T18:30:00Z", "{yaml}");
    }
    for (yaml, status) in [
        ("draft: false", Status::Public),
        ("published: true", Status::Public),
        ("published: true\nstatus: unlisted", Status::Unlisted),
        ("draft:\npublished: false", Status::Draft),
    ] {
        let text = format!("---\n{yaml}\n---\n");
        assert_eq!(read_ok(&text).0.status, Some(status), "{yaml}");
    }
}

#[test]
fn a_bomb_of_aliases_is_refused() {
    let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let alias = format!("*a{},", level - 1).repeat(10);
        yaml += &format!("a{level}: &a{level} [{alias}]\n");
    }
    assert!(complaint(&format!("---\n{yaml}---\n")).starts_with("a.md:"));
    let nested = "[".repeat(50_000);
    assert!(complaint(&format!("---\ntitle: {nested}\n---\n")).starts_with("a.md:"));
}
