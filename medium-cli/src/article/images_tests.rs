//! Where pictures stand, in every way that Markdown has to write them.

use super::*;

/// Address and place of each picture, as the text has it.
fn found(text: &str) -> Vec<(String, &str)> {
    find(text)
        .into_iter()
        .map(|found| (found.url, found.at.map_or("?", |(range, _)| &text[range])))
        .collect()
}

#[test]
fn each_way_to_write_a_picture_is_found_where_it_stands() {
    for (text, url, written) in [
        ("![a](a.png)", "a.png", "a.png"),
        ("Ünï ![a]( a.png ) and", "a.png", "a.png"),
        ("![a](<a b.png> 'title')", "a b.png", "<a b.png>"),
        ("![a](a%20b.png \"a](b.png)\")", "a%20b.png", "a%20b.png"),
        ("![a\\](b.png)](a.png)", "a.png", "a.png"),
        ("![`](b.png)`](a.png)", "a.png", "a.png"),
        ("![a](a(1).png)", "a(1).png", "a(1).png"),
        ("![a](a\\(1.png)", "a(1.png", "a\\(1.png"),
        ("![a](a&amp;b.png)", "a&b.png", "a&amp;b.png"),
        ("[![a](a.png)](b.png)", "a.png", "a.png"),
        ("![x ![y](b.png)](a.png)", "a.png", "a.png"),
        ("# ![a](a.png) heading", "a.png", "a.png"),
        ("Setext ![a](a.png)\n===", "a.png", "a.png"),
        ("> - > ![two\n> lines](a.png)", "a.png", "a.png"),
        ("1. one\n\n   ![a](a.png)\n", "a.png", "a.png"),
        ("- [ ] ![a](a.png)", "a.png", "a.png"),
        ("text\n    lazily indented ![a](a.png)", "a.png", "a.png"),
        ("| a |\n|---|\n| é ![a](a.png) |\n", "a.png", "a.png"),
        (
            "| a | b |\n|---|---|\n| x \\| y | ![a](a.png) |\n",
            "a.png",
            "a.png",
        ),
        ("word[^1]\n\n[^1]: a note ![a](a.png)\n", "a.png", "a.png"),
        ("![a][fig]\n\n[fig]: a.png 'T'", "a.png", "[fig]"),
        ("![a][]\n\n[a]: a.png", "a.png", "[]"),
        ("![a] behind\n\n[a]: a.png", "a.png", ""),
        ("![a [b] c\\]][fig]\n\n[fig]: a.png", "a.png", "[fig]"),
        ("x <img src=\"a.png\"> y", "a.png", "\"a.png\""),
        ("> x <img\n>   alt='é' src='a.png'>y", "a.png", "'a.png'"),
        ("<p>\n  <img src=a.png>\n</p>", "a.png", "a.png"),
        (
            "> - <div>\n>   <img src=\"a.png\">\n>   </div>",
            "a.png",
            "\"a.png\"",
        ),
        (
            "\ttext\n\n- a\n\n\t<p><img src=\"a.png\"></p>",
            "a.png",
            "\"a.png\"",
        ),
    ] {
        assert_eq!(found(text), [(url.to_owned(), written)], "{text:?}");
    }
}

#[test]
fn text_that_only_looks_like_a_picture_is_none() {
    for text in [
        "`![a](a.png)`",
        "```\n![a](a.png)\n```",
        "    ![a](a.png)",
        "\\![a](a.png) is a link",
        "![a][nowhere]",
        "![a] (a.png)",
        "<!-- ![a](a.png) <img src=\"a.png\"> -->",
        "[a](a.png)",
    ] {
        assert_eq!(found(text), [], "{text:?}");
    }
}

#[test]
fn lines_are_counted_in_the_text() {
    let text = "one\n\n<div>\n<img src='a.png'>\n\n![b](b.png)\n";
    let lines: Vec<_> = find(text).iter().map(|found| found.line).collect();
    assert_eq!(lines, [4, 6]);
}

#[test]
fn bombs_are_survived() {
    for text in [
        "![".repeat(20_000),
        format!("{}a{}", "![".repeat(2_000), "](a.png)".repeat(2_000)),
        format!("{}![a](a.png)", "> ".repeat(20_000)),
        format!("{}![a](a.png)", "- ".repeat(2_000)),
        format!("![a]({}", "(".repeat(20_000)),
        "<img src=".repeat(20_000),
        "[a]: b\n".repeat(5_000),
    ] {
        find(&text);
    }
}
