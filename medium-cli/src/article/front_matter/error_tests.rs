//! Error messages: position, reason and correction.

use super::tests::{error, read_ok, try_read};
use super::*;

#[test]
fn shows_the_corrected_line_for_invalid_yaml() {
    for (yaml, position, corrected) in [
        (
            "title: Foo: a tale of colons\ntags: a",
            "2:8",
            "title: \"Foo: a tale of colons\"",
        ),
        ("tags: a\ntitle: *starred*", "3:8", "title: \"*starred*\""),
        (
            "title: @home with YAML",
            "2:8",
            "title: \"@home with YAML\"",
        ),
        ("title: `code` first", "2:8", "title: \"`code` first\""),
        ("title: [WIP] My post", "2:8", "title: \"[WIP] My post\""),
        ("title: [WIP]", "2:8", "title: \"[WIP]\""),
        (
            "title: {draft} My post",
            "2:8",
            "title: \"{draft} My post\"",
        ),
        ("title: T\ndraft:true", "3:7", "draft: true"),
        ("title: %d ways", "2:8", "title: \"%d ways\""),
        (
            "title: \"Quoted\" and more",
            "2:8",
            "title: '\"Quoted\" and more'",
        ),
        ("title: !important", "2:8", "title: \"!important\""),
        ("title: We are #1", "2:8", "title: \"We are #1\""),
        ("title: #1 of many\ntags: a", "2:", "title: \"#1 of many\""),
        (
            "title: It's \"so\": yes",
            "2:8",
            "title: \"It's \\\"so\\\": yes\"",
        ),
        (
            "title: T\ndescription: It is: bad\ntags: [a]",
            "3:14",
            "description: \"It is: bad\"",
        ),
        (
            "title: T\ntags: 'andy,atharv\ncover_image: ./cat.jpeg",
            "3:7",
            "tags: 'andy,atharv'",
        ),
        (
            "title: T\ntags: [c, c#, f #x]",
            "3:7",
            "tags: [\"c\", \"c#\", \"f #x\"]",
        ),
        ("title: > 5 ways", "2:8", "title: \"> 5 ways\""),
        (
            "a: 1\n\ntitle: \"never closed",
            "4:8",
            "title: \"never closed\"",
        ),
    ] {
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
