//! Names of images, and covers.

use super::*;

#[test]
fn accepts_common_spellings_of_image_names() {
    let (content, findings) = with_findings("![case](B.png)");
    assert_eq!(content, "![case](https://cdn/b.PNG)\n");
    assert_eq!(
        findings,
        ["3:1: `B.png`: file not found; using `b.PNG` instead"]
    );
    assert!(
        error_of("![shot](no such.png)")
            .contains("post.md:3:1: image `no such.png`: file not found")
    );
}

#[test]
fn inserts_the_cover_if_requested() {
    let with = |front: &str, cover: Option<&str>| {
        let options = Options {
            cover: cover.map(str::to_owned),
            ..Options::default()
        };
        converted(
            "post.md",
            &format!("---\ntitle: T\n{front}\n---\nText.\n"),
            &options,
        )
    };
    let covered = "# T\n\n![](https://cdn/a.png)\n\nText.\n";
    for (front, cover) in [
        ("cover_image: a.png\ncover: true", None),
        ("cover_image: a.png", Some("")),
        ("image: a.png", Some("")),
        ("cover_image: other.png", Some("a.png")),
    ] {
        assert_eq!(with(front, cover).unwrap().0, covered, "{front}");
    }
    assert_eq!(
        with("cover_image: no.png", None).unwrap().0,
        "# T\n\nText.\n"
    );
    for (front, cover, expected) in [
        ("cover: true", None, "cover_image"),
        ("", Some("no.png"), "post.md: the cover `no.png`: file not"),
    ] {
        let error = with(front, cover).unwrap_err();
        assert!(error.contains(expected), "{error}");
    }
}
