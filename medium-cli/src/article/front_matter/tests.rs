//! Front matter: keys, values and positions.

use std::path::Path;

use super::*;

/// Reads the front matter, or fails with all of its errors.
pub(super) fn try_read<'a>(
    text: &'a str,
    options: &Options,
) -> Result<(FrontMatter, Body<'a>), String> {
    let read = super::read(Path::new("a.md"), text, options);
    let (front_matter, body, errors) = read.map_err(|error| error.to_string())?;
    if errors.is_empty() {
        Ok((front_matter, body))
    } else {
        Err(ArticleError::all(errors).to_string())
    }
}

pub(super) fn read_ok(text: &str) -> (FrontMatter, Body<'_>) {
    try_read(text, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

pub(super) fn error(text: &str) -> String {
    try_read(text, &Options::default()).expect_err(text)
}

#[test]
fn reads_known_keys_and_ignores_unknown_ones() {
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
fn reads_tags_of_zola() {
    for text in [
        "+++\ntitle = \"Z\"\n[taxonomies]\ntags = [\"rust\", \"web\"]\nauthors = [\"me\"]\n[extra]\nx = 1\n+++\nText",
        "---\ntitle: Z\ntaxonomies:\n  authors: [me]\n  tags: [rust, web]\nextra: {x: 1}\n---\nText",
        "---\ntaxonomies:\n  ? [a]\n  : b\n  tags: [rust, web]\n---\nText",
    ] {
        assert_eq!(read_ok(text).0.tags, ["rust", "web"], "{text}");
    }
    assert!(read_ok("---\ntaxonomies: [a]\n---\nText").0.tags.is_empty());
}

#[test]
fn rejects_unsupported_settings_for_medium() {
    for text in [
        "---\nmedium:\n  status: draft\n---\nText",
        "---\nmedium: false\n---\nText",
        "+++\nmedium = {draft = true}\n+++\nText",
    ] {
        assert!(error(text).contains("medium: "), "{text}");
    }
    read_ok("---\nmedium: https://medium.com/p/1\n---\nText");
}

#[test]
fn rejects_a_second_block() {
    let text = "---\ntitle: T\n---\n\n---\nstatus: draft\n---\ntext";
    assert!(
        error(text).starts_with("a.md:5:1: second front matter block"),
        "{}",
        error(text)
    );
    read_ok("---\ntitle: T\n---\n\n---\n\nWords: more words\n\n---\n\ntext");
}

#[test]
fn rejects_comments_in_values_with_their_position() {
    let text = "---\nid: x\ntitle: \"T <!-- private -->\"\ntags: [a, \"%%b%%\"]\ncover: 'a.png {# c #}'\n\
                description: <!-- not read -->\n---\nText";
    let error = error(text);
    for line in [
        "a.md:3:8: title: `<!-- private -->` is a comment",
        "a.md:4:11: tags: `%%b%%` is a comment",
        "a.md:5:8: cover: `{# c #}` is a comment",
    ] {
        assert!(error.contains(line), "{error}");
    }
    assert_eq!(error.lines().count(), 3, "{error}");
    read_ok("---\ntitle: What `%%this%%` and `<!--` do\n---\nText");
}

#[test]
fn rejects_misplaced_front_matter() {
    for text in [
        "title:: My page\nstatus:: draft\n\n- Body",
        "- title:: X\n  status:: draft\n- Body",
        // An editor replaced `---` with a dash, or a comment or fence surrounds it.
        "—\ntitle: T\nstatus: draft\n—\n\n# T",
        "***\ntitle: T\nstatus: draft\n***\n\n# T",
        "```yaml\ntitle: T\nstatus: draft\n```\n\n# T",
        "<!--\ntitle: T\nstatus: draft\n-->\n\n# T",
        "# T\n\n**Status:** draft\n\ntext",
        "```\n---\ntitle: T\ndraft: true\n---\n```\n\n# T",
    ] {
        assert!(error(text).contains("look like front matter"), "{text}");
    }
    for (text, line) in [
        ("# T\n\n---\ntitle: T\ndraft: true\n---\ntext", 3),
        ("--- # kept short\ntitle: T\ndraft: true\n---\ntext", 1),
        ("%YAML 1.2\n---\nid: T\nstatus: draft\n---\n# T", 2),
        ("> A quote\n\n---\ntags: T\nunlisted: yes\n---\n# T", 3),
        ("---\nid: x\n---\n# T\n\n---\ndraft: true\n---\n", 6),
    ] {
        let error = error(text);
        let position = format!("a.md:{line}:1: this looks like front matter");
        assert!(error.starts_with(&position), "{text}: {error}");
    }
    for text in [
        "# T\n\nAbout Hugo:\n\n```yaml\n---\ntitle: T\ndraft: true\n---\n```\n",
        "# T\n\n---\nNote: this is text\n\n---\n\nState: of the art, as they say\n",
    ] {
        read_ok(text);
    }
}

#[test]
fn all_keys_are_optional() {
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
fn dates_are_in_the_time_zone_of_the_article() {
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
fn accepts_common_names_of_licenses_and_urls() {
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
fn reads_the_keys_of_other_tools() {
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
