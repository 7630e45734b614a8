//! Error messages: position, reason and correction.

use super::tests::{error, read_ok, try_read};
use super::*;

#[test]
fn shows_the_corrected_line_for_invalid_yaml() {
    for case in include_str!("corrections.txt").split("=== at ").skip(1) {
        let (position, case) = case.split_once('\n').unwrap();
        let (yaml, corrected) = case.split_once("\n=== write\n").unwrap();
        let corrected = corrected.trim_end();
        let message = error(&format!("---\n{yaml}\n---\n\nText"));
        assert!(
            message.starts_with(&format!("a.md:{position}")),
            "{yaml:?}: {message}"
        );
        assert!(
            message.ends_with(&format!("; write: {corrected}")),
            "{yaml:?}: {message}"
        );
        assert_eq!(message.lines().count(), 1, "{message}");
        read_ok(&format!("---\n{corrected}\n---\n\nText"));
    }
    let message = error("---\ntags: [c, c#, f #x]\n---\n");
    assert!(
        message.contains("reads the text after ` #` as a comment"),
        "{message}"
    );
    let message = error("---\ntitle: `code` first\n---\n");
    assert!(message.contains("starts with a backtick"), "{message}");
    for (text, expected) in [
        (
            "---\ntitle: a\n",
            "the front matter starts here and is never",
        ),
        ("{\"title\": \"a\",}\n", "expected a key in quotes"),
        (
            "---\ntitle: a\n\ttags: b\n---\n",
            "found a tab; indent with spaces",
        ),
    ] {
        assert!(error(text).contains(expected), "{}", error(text));
    }
    // No correction turns a list into a URL.
    assert!(!error("---\ncanonical_url: [a]\n---\n").contains("write:"));
    let message = error("+++\ntitle = The Kop\n+++\n");
    assert!(
        message.ends_with("; write: title = \"The Kop\""),
        "{message}"
    );
    let message = error("+++\ntitle: The Kop\n+++\n");
    assert!(
        message.ends_with("; write: title = \"The Kop\""),
        "{message}"
    );
}

#[test]
fn titles_are_text_as_written() {
    for (yaml, title) in [
        ("title: 2024", "2024"),
        ("title: yes", "yes"),
        ("title: 1.0", "1.0"),
        ("title: 'It''s'", "It's"),
        ("title: \"He said \\\"hi\\\"\"", "He said \"hi\""),
        ("title: >-\n  Folded\n  title", "Folded title"),
        ("title: C# and F#", "C# and F#"),
        ("title: The songs   # as sung", "The songs"),
        ("title: &t The songs\nog: *t", "The songs"),
    ] {
        let text = format!("---\n{yaml}\n---\n");
        assert_eq!(read_ok(&text).0.title.as_deref(), Some(title), "{yaml}");
    }
}

#[test]
fn reports_all_errors_together() {
    let message =
        error("---\nstatuss: draft\ncannonical_url: https://example.com/z\ntag: a\n---\n");
    assert_eq!(message.lines().count(), 2, "{message}");
    assert!(
        message.contains("a.md:2:1: unknown key `statuss`; did you mean `status`?"),
        "{message}"
    );
    assert!(message.contains("`canonical_url`"), "{message}");
    let message = error("---\ndate: never\nstatus: archived\n---\n");
    assert_eq!(message.lines().count(), 2, "{message}");
    let options = Options {
        allow_similar_keys: true,
        ..Options::default()
    };
    try_read("---\nstatuss: draft\n---\n", &options).unwrap();
}

#[test]
fn reports_invalid_values_with_line_and_column() {
    for (yaml, position, word) in [
        ("title: [a, b]", "a.md:2:8: ", "title: expected text"),
        ("x: 1\ntitle: {a: b}", "a.md:3:8: ", "title: expected text"),
        ("tags: {a: b}", "a.md:2:", "tags"),
        (
            "status: archived",
            "a.md:2:9: ",
            "draft, unlisted or public",
        ),
        ("license: MIT", "a.md:2:10: ", "cc-40-by-sa"),
        ("canonical_url: ../walk-on", "a.md:2:16: ", "http(s) URL"),
        (
            "canonical_url: file:///etc/passwd",
            "a.md:2:16: ",
            "http(s) URL",
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
        ("title: a\ntitle: b", "a.md:3:1: ", "title: duplicate key"),
        ("just words", "a.md:2:1: ", "`key: value`"),
        ("- a\n- b", "a.md:2:1: ", "`key: value`"),
    ] {
        let message = error(&format!("---\n{yaml}\n---\nText"));
        assert!(message.starts_with(position), "{yaml:?}: {message}");
        assert!(message.contains(word), "{yaml:?}: {message}");
        let own_lines = message.lines().filter(|line| !line.starts_with(' '));
        assert_eq!(own_lines.count(), 1, "{message}");
    }
}
