//! What front matter may say, and what is said about it when it is wrong.

use std::path::Path;

use super::*;

pub(super) fn read_ok(text: &str) -> (FrontMatter, Body<'_>) {
    read(Path::new("a.md"), text, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

pub(super) fn error(text: &str) -> String {
    let error = read(Path::new("a.md"), text, &Options::default());
    error.expect_err(text).to_string()
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
fn front_matter_is_found_behind_what_tools_put_above_it() {
    let matter = "---\ntitle: A\ndraft: true\n---\n\nText\n";
    for above in [
        "",
        "\n",
        "\n \n\n",
        "<!-- prettier-ignore -->\n",
        "<!-- one\n  line\n-->\n\n<!-- another -->\n",
        "\u{feff}",
        "\n\u{feff}",
    ] {
        let text = format!("{above}{matter}");
        let (front, body) = read_ok(&text);
        assert_eq!(front.title.as_deref(), Some("A"), "{above:?}");
        assert_eq!(front.status, Some(Status::Draft), "{above:?}");
        let above = above.matches('\n').count();
        assert_eq!((body.text, body.lines_above), ("Text\n", above + 5));
    }
    let message = error("\n<!-- x -->\n---\ntitle: A\nlicense: MIT\n---\n");
    assert!(message.starts_with("a.md:5:10: "), "{message}");
}

#[test]
fn every_syntax_says_the_same() {
    for text in [
        "--- \ntitle: A\ntags: [a, b]\ndraft: true\n---  \n\nText",
        "---yaml\ntitle: A\ntags: [a, b]\ndraft: true\n---\nText",
        "+++\ntitle = 'A'\ntags = ['a', 'b']\ndraft = true\n+++\nText",
        "---toml\ntitle = 'A'\ntags = ['a', 'b']\ndraft = true\n---\nText",
        "---json\n{\"title\": \"A\", \"tags\": [\"a\", \"b\"], \"draft\": true}\n---\nText",
        ";;;\n{\"title\": \"A\", \"tags\": [\"a\", \"b\"], \"draft\": true}\n;;;\nText",
        "{\n\t\"title\": \"A\",\n\t\"tags\": [\"a\", \"b\"],\n\t\"draft\": true\n}\n\nText",
        "{\"title\":\"\\u0041\",\"tags\":[\"a\",\"b\"],\"draft\":true}\nText",
        "---\nTitle: A\nTAGS: [a, b]\nDraft: True\n---\nText",
    ] {
        let (front, body) = read_ok(text);
        assert_eq!(front.title.as_deref(), Some("A"), "{text}");
        assert_eq!(front.tags, ["a", "b"], "{text}");
        assert_eq!(front.status, Some(Status::Draft), "{text}");
        assert_eq!(body.text, "Text", "{text}");
    }
}

#[test]
fn what_only_looks_like_json_is_text() {
    for text in [
        "{{< figure src=\"a.png\" >}}\n",
        "{% include a.html %}\n",
        "{a}",
    ] {
        assert_eq!(read_ok(text).1.text, text);
    }
    let message = error("{\n  \"title\": \"A\",\n  \"draft\": tru\n}\n\nText");
    assert!(message.starts_with("a.md:3:"), "{message}");
    assert!(message.contains("JSON"), "{message}");
    assert!(error("---js\n{ title: 'A' }\n---\nText").contains("not read"));
}

#[test]
fn an_emoji_of_json_is_one() {
    let (front, _) = read_ok("{\"title\": \"\\ud83d\\ude80 a\\/b\"}\n\nText");
    assert_eq!(front.title.as_deref(), Some("🚀 a/b"));
}

#[test]
fn the_front_matter_of_other_tools_is_not_published_as_text() {
    for (text, line, word) in [
        (
            "Title: MultiMarkdown\nDate: 2020-01-01\nTags: a, b\n\nText",
            1,
            "`---` lines",
        ),
        ("% Pandoc title\n% Author\n\nText", 1, "Pandoc"),
        (".. title: Nikola\n.. tags: a,b\n\nText", 1, "Nikola"),
        (
            "<!--\n.. title: Nikola\n.. status: draft\n-->\n\nText",
            2,
            "Nikola",
        ),
        (
            "# Notion\n\nStatus: Draft\nCreated time: May 1, 2024\n\nText",
            3,
            "`---` lines",
        ),
        (
            "---\ntags: a\n---\n# T\n\nPublished: no\n\nText",
            6,
            "`---` lines",
        ),
    ] {
        let message = error(text);
        assert!(
            message.starts_with(&format!("a.md:{line}:1: ")),
            "{text}: {message}"
        );
        assert!(message.contains(word), "{text}: {message}");
    }
    for text in [
        "Note: this is text.\n\nText",
        "Status: it is complicated, and I say why.\n\nText",
        "# T\n\nDate: 2024-05-01\n\nText",
        "```yaml\ntitle: x\n```\n\n# H1",
    ] {
        assert_eq!(read_ok(text).1.text, text);
    }
}

#[test]
fn a_date_is_one_of_the_zone_that_the_article_names() {
    for (yaml, expected) in [
        ("date: 2024-05-01", "2024-05-01T00:00:00Z"),
        ("date: 2024-05-01 18:30:00", "2024-05-01T18:30:00Z"),
        (
            "date: 2024-05-01 18:30\ntimezone: Asia/Tokyo",
            "2024-05-01T09:30:00Z",
        ),
        (
            "date: 2024-05-01 18:30\nTimeZone: +02:00",
            "2024-05-01T16:30:00Z",
        ),
        (
            "date: 2024-05-01T18:30:00Z\ntimezone: Asia/Tokyo",
            "2024-05-01T18:30:00Z",
        ),
        ("pubDate: \"2024-05-01\"", "2024-05-01T00:00:00Z"),
        ("published: 2024-05-01", "2024-05-01T00:00:00Z"),
    ] {
        let text = format!("---\n{yaml}\n---\n");
        assert_eq!(
            read_ok(&text).0.published_at.unwrap().to_string(),
            expected,
            "{yaml}"
        );
    }
    assert!(error("---\ntimezone: Mars\n---\n").contains("Europe/Paris"));
}

#[test]
fn tags_are_taken_as_people_write_them() {
    for (yaml, expected) in [
        ("tags: football,  sport ,", &["football", "sport"][..]),
        ("tags: a, b c, \"d\"", &["a", "b c", "d"]),
        ("tags: go hugo blog", &["go", "hugo", "blog"]),
        ("tags: \"#go #hugo\"", &["go", "hugo"]),
        ("tags: #go #hugo", &["go", "hugo"]),
        ("tags: #go, #hugo\ntitle: T", &["go", "hugo"]),
        ("tags: # none yet", &[]),
        ("tags: 2024", &["2024"]),
        ("tags: ['machine learning']", &["machine learning"]),
        (
            "tags:\n  - C#\n  - \"#golang\"\n  - #hugo\n  - machine learning\n  - 2024\n  - 1.0\n  - true\n  - ~",
            &[
                "C#",
                "golang",
                "hugo",
                "machine learning",
                "2024",
                "1.0",
                "true",
            ],
        ),
        ("tag: [a]", &["a"]),
        ("tags:\n", &[]),
        ("tags: [a, A, a]", &["a"]),
        ("categories: [A, B]\nkeywords: [c]", &["A", "B", "c"]),
        ("categories: [A, B]\ntags: [c]", &["c"]),
        ("tags: []\ncategory: A", &["A"]),
        ("tags: サッカー、歌", &["サッカー", "歌"]),
    ] {
        assert_eq!(
            read_ok(&format!("---\n{yaml}\n---\n")).0.tags,
            expected,
            "{yaml}"
        );
    }
}

#[test]
fn a_line_that_yaml_trips_over_is_shown_corrected() {
    for (yaml, place, corrected) in [
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
            message.starts_with(&format!("a.md:{place}")),
            "{yaml:?}: {message}"
        );
        assert!(
            message.ends_with(&format!("; write: {corrected}")),
            "{yaml:?}: {message}"
        );
        assert_eq!(message.lines().count(), 1, "{message}");
        let mended = corrected.to_owned();
        read_ok(&format!("---\n{mended}\n---\n\nText"));
    }
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
fn a_title_is_what_is_written() {
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
fn everything_that_is_wrong_is_said_at_once() {
    let message =
        error("---\nstatuss: draft\ncannonical_url: https://example.com/z\ntag: a\n---\n");
    assert_eq!(message.lines().count(), 2, "{message}");
    assert!(
        message.contains("a.md:2:1: front matter: `statuss` is not read, and looks like `status`"),
        "{message}"
    );
    assert!(message.contains("`canonical_url`"), "{message}");
    let message = error("---\nlicense: MIT\nstatus: archived\n---\n");
    assert_eq!(message.lines().count(), 2, "{message}");
    let options = Options {
        allow_similar_keys: true,
        ..Options::default()
    };
    read(Path::new("a.md"), "---\nstatuss: draft\n---\n", &options).unwrap();
}

#[test]
fn addresses_and_licences_are_taken_by_their_usual_names() {
    for (value, expected) in [
        ("CC BY 4.0", "cc-40-by"),
        ("CC-BY-SA-4.0", "cc-40-by-sa"),
        ("cc0", "cc-40-zero"),
        (
            "https://creativecommons.org/licenses/by-nc/4.0/",
            "cc-40-by-nc",
        ),
        ("All rights reserved", "all-rights-reserved"),
        ("cc-40-by", "cc-40-by"),
    ] {
        let text = format!("---\nlicense: {value}\n---\n");
        assert_eq!(
            read_ok(&text).0.license.as_deref(),
            Some(expected),
            "{value}"
        );
    }
    for value in ["MIT", "CC BY 3.0", "CC"] {
        error(&format!("---\nlicense: {value}\n---\n"));
    }
    let message = error("---\ncanonical_url: example.com/x\n---\n");
    assert!(
        message.contains("write: https://example.com/x"),
        "{message}"
    );
    assert!(error("---\ncanonical_url: [a]\n---\n").contains("expected text"));
    assert!(error("---\ncanonical_url: /posts/x\n---\n").contains("http(s)"));
    assert_eq!(
        read_ok("---\ncanonical_url: null\n---\n").0.canonical_url,
        None
    );
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
        (
            "status: archived",
            "a.md:2:9: ",
            "draft, public or unlisted",
        ),
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
            "title: a\ntitle: b",
            "a.md:3:1: ",
            "title: stands here a second time",
        ),
        ("just words", "a.md:2:1: ", "`key: value`"),
        ("- a\n- b", "a.md:2:1: ", "`key: value`"),
    ] {
        let message = error(&format!("---\n{yaml}\n---\nText"));
        assert!(message.starts_with(place), "{yaml:?}: {message}");
        assert!(message.contains(word), "{yaml:?}: {message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[test]
fn front_matter_that_never_ends_is_not_published_as_text() {
    assert!(error("---\ntitle: A\n\nText").contains("a line `---`"));
    assert!(error("+++\ntitle = 'A'\n\nText").contains("a line `+++`"));
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
        let message = error(&format!("+++\n{toml}\n+++\nText"));
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
fn a_bomb_of_aliases_is_harmless() {
    let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let alias = format!("*a{},", level - 1).repeat(10);
        yaml += &format!("a{level}: &a{level} [{alias}]\n");
    }
    // Aliases are not expanded, and what is nested is nobody's value.
    read_ok(&format!("---\n{yaml}---\n"));
    assert!(error(&format!("---\n{yaml}tags: *a8\n---\n")).contains("tags: expected a list"));
    let nested = "[".repeat(50_000);
    assert!(error(&format!("---\ntitle: {nested}\n---\n")).starts_with("a.md:"));
}
