//! Tags, and warnings about them.

use super::tests::read_ok;

#[test]
fn accepts_common_spellings_of_tags() {
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
fn warns_about_tags_that_look_like_a_status() {
    let findings = |yaml: &str| {
        let text = format!("---\ntitle: T\n{yaml}\n---\nText");
        let findings = read_ok(&text).0.warnings.into_iter();
        let shown =
            findings.map(|finding| format!("{}:{}: {finding}", finding.line, finding.column));
        shown.collect::<Vec<_>>()
    };
    for (yaml, position, status) in [
        ("tags: [a, draft]", "3:11: `draft`", "draft"),
        ("tags:\n  - a\n  - Private", "5:5: `Private`", "draft"),
        ("tags: \"#go #wip\"", "3:7: `wip`", "draft"),
        (
            "status: public\ntags: unlisted",
            "4:7: `unlisted`",
            "unlisted",
        ),
        ("tags: status/draft", "3:7: `status/draft`", "draft"),
        ("tags: a\ncategories: [Drafts]", "4:14: `Drafts`", "draft"),
        (
            "tags: [work-in-progress]",
            "3:8: `work-in-progress`",
            "draft",
        ),
        ("unlisted: true\ntags: wip", "4:7: `wip`", "draft"),
    ] {
        let findings = findings(yaml);
        assert_eq!(findings.len(), 1, "{yaml}: {findings:?}");
        assert!(
            findings[0].starts_with(&format!("{position}: ")),
            "{findings:?}"
        );
        assert!(
            findings[0].contains(&format!("`status: {status}`")),
            "{findings:?}"
        );
    }
    let toml = "+++\ntitle = 'T'\ntags = [\n  'a',\n  'draft',\n]\n+++\nText";
    let warnings = read_ok(toml).0.warnings;
    assert_eq!((warnings[0].line, warnings[0].column), (5, 3));
    for yaml in [
        "tags: [drafting, privacy, a]",
        "status: draft\ntags: [draft, private]",
        "unlisted: true\ntags: unlisted",
    ] {
        assert!(findings(yaml).is_empty(), "{yaml}");
    }
}

#[test]
fn warns_about_noindex() {
    let findings = |yaml: &str| {
        let text = format!("---\ntitle: T\n{yaml}\n---\nText");
        read_ok(&text).0.warnings
    };
    for yaml in [
        "noindex: true",
        "no_index: yes",
        "robots: noindex, nofollow",
        "robots: none",
        "seo: {noindex: true}",
        "robots: {index: false}",
        "status: public\nrobotsNoIndex: true",
    ] {
        let findings = findings(yaml);
        assert_eq!(findings.len(), 1, "{yaml}: {findings:?}");
        assert!(
            findings[0].message.contains("`status: unlisted`"),
            "{findings:?}"
        );
    }
    for yaml in [
        "noindex: false",
        "robots: index, follow",
        "index: false",
        "noindex: true\nstatus: draft",
        "noindex: true\nunlisted: true",
    ] {
        assert!(findings(yaml).is_empty(), "{yaml}");
    }
}
