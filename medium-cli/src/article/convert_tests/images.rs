//! Names of images, and covers.

use super::*;

#[test]
fn accepts_common_spellings_of_image_names() {
    converts(&[
        (
            "![plain space](my pic.png)",
            "![plain space](https://cdn/my_pic.png)",
        ),
        (
            "![t](my pic.png \"Caption\")",
            "![t](https://cdn/my_pic.png \"Caption\")",
        ),
        ("![p](my%20pic.png)", "![p](https://cdn/my_pic.png)"),
        ("![a](<my pic.png>)", "![a](https://cdn/my_pic.png)"),
        (
            "![c](фото.png)",
            "![c](https://cdn/%D1%84%D0%BE%D1%82%D0%BE.png)",
        ),
        ("![p](50% off.png)", "![p](https://cdn/50__off.png)"),
        ("![p](a(1).png)", "![p](https://cdn/a_1_.png)"),
        ("![s](a.png =300x200)", "![s](https://cdn/a.png)"),
        ("![s](my pic.png =300x)", "![s](https://cdn/my_pic.png)"),
        ("![w](a.png){width=50%} x", "![w](https://cdn/a.png) x"),
        ("![w](a.png){: width=\"200\"}", "![w](https://cdn/a.png)"),
        ("![b](img\\shot.png)", "![b](https://cdn/shot.png)"),
        (
            "<img src=\"img\\shot.png\">",
            "<img src=\"https://cdn/shot.png\">",
        ),
        ("![o|300](a.png)", "![o](https://cdn/a.png)"),
        (
            "- ![x](my pic.png)\n- > ![y](my pic.png)",
            "- ![x](https://cdn/my_pic.png)\n- > ![y](https://cdn/my_pic.png)",
        ),
    ]);
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
    assert!(
        with("cover: true", None)
            .unwrap_err()
            .contains("cover_image")
    );
}
