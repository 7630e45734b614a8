//! Position and syntax of the front matter.

use super::tests::{error, read_ok};
use super::*;

#[test]
fn finds_front_matter_below_blank_lines_and_comments() {
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
fn all_syntaxes_are_equivalent() {
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
fn text_that_looks_like_json_is_text() {
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
    assert!(error("---js\n{ title: 'A' }\n---\nText").contains("unsupported language"));
}

#[test]
fn reads_surrogate_pairs_in_json() {
    let (front, _) = read_ok("{\"title\": \"\\ud83d\\ude80 a\\/b\"}\n\nText");
    assert_eq!(front.title.as_deref(), Some("🚀 a/b"));
}

#[test]
fn rejects_metadata_of_other_tools() {
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
fn a_rule_at_the_top_is_not_front_matter() {
    for text in ["---\n\nText, and a rule above it", "---", "--- \nText"] {
        assert_eq!(read_ok(text).1.lines_above, 0);
    }
}

#[test]
fn rejects_unclosed_front_matter() {
    assert!(error("---\ntitle: A\n\nText").contains("a line `---`"));
    assert!(error("+++\ntitle = 'A'\n\nText").contains("a line `+++`"));
}

#[test]
fn reads_toml() {
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
fn reports_invalid_toml_with_line_and_column() {
    for (toml, position, word) in [
        ("title = ['a', 'b']", "a.md:2:9: ", "title: expected text"),
        (
            "x = 1\ntitle = {a = 1}",
            "a.md:3:9: ",
            "title: expected text",
        ),
        ("tags = [['a']]", "a.md:2:8: ", "tags"),
        (
            "draft = 'maybe'",
            "a.md:2:9: ",
            "draft: `maybe` is not true or false",
        ),
        ("title = 'never closed", "a.md:2:", "expected `'`"),
        ("title = 'a'\ntitle = 'b'", "a.md:3:1: ", "duplicate"),
        ("title: a", "a.md:2:", "="),
    ] {
        let message = error(&format!("+++\n{toml}\n+++\nText"));
        assert!(message.starts_with(position), "{toml:?}: {message}");
        assert!(message.contains(word), "{toml:?}: {message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[test]
fn does_not_expand_aliases() {
    let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let alias = format!("*a{},", level - 1).repeat(10);
        yaml += &format!("a{level}: &a{level} [{alias}]\n");
    }
    // Aliases are not expanded, and nested values are ignored.
    read_ok(&format!("---\n{yaml}---\n"));
    assert!(error(&format!("---\n{yaml}tags: *a8\n---\n")).contains("tags: expected a list"));
    let nested = "[".repeat(50_000);
    assert!(error(&format!("---\ntitle: {nested}\n---\n")).starts_with("a.md:"));
}

#[test]
fn limits_the_number_of_keys() {
    let keys = |count: usize| {
        (0..count)
            .map(|number| format!("k{number}: x\n"))
            .collect::<String>()
    };
    read_ok(&format!("---\n{}---\n", keys(1000)));
    assert!(error(&format!("---\n{}---\n", keys(1001))).contains("more than 1000 keys"));
}
