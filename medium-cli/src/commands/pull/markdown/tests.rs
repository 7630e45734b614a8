//! A pulled article is published as the same blocks, whatever its text.

use std::collections::BTreeMap;
use std::path::Path;

use medium_cli::article::{Options, ParsedArticle};
use medium_sandbox::{ContentFormat, blocks};
use proptest::collection::vec;
use proptest::prelude::*;

use super::super::blocks::read_blocks;
use super::*;
use crate::html_text::escape_html as html_escaped;
use inputs::{COMMENTS, CONTEXTS, SNIPPETS};

/// The inputs of the article reader's property tests.
#[path = "../../../article/property_inputs.rs"]
mod inputs;

fn pull(html: &str) -> String {
    let source = Source {
        title: "T".to_owned(),
        canonical: None,
        tags: Vec::new(),
        published_at: None,
        html: String::new(),
    };
    article(&source, &read_blocks(html, "T").blocks, &ImageNames::new())
}

/// Returns the blocks of a pulled article when it is published, without the title.
fn publish(markdown: &str) -> Result<Vec<Block>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let name = Path::new("a.md");
    let article = ParsedArticle::read_from(markdown.as_bytes(), name, &folder, &Options::default())
        .and_then(ParsedArticle::into_article);
    let article = article.map_err(|error| error.to_string())?;
    let content = article.for_medium(&BTreeMap::new());
    let content = content.map_err(|error| error.to_string())?;
    let mut blocks = blocks::parse(ContentFormat::Markdown, &content);
    blocks.remove(0);
    Ok(blocks)
}

fn assert_same(html: &str) -> Result<(), TestCaseError> {
    let (markdown, post) = (pull(html), read_blocks(html, "T").blocks);
    let expected: Vec<_> = post.iter().map(as_read).collect();
    let published = publish(&markdown);
    let published = published
        .map_err(|error| TestCaseError::fail(format!("{error}\nof\n{html}\nas\n{markdown}")))?;
    let published: Vec<_> = published.iter().map(as_read).collect();
    prop_assert_eq!(published, expected, "{}\nas\n{}", html, markdown);
    Ok(())
}

/// Kind and HTML, with both heading levels as one.
fn as_read(block: &Block) -> (BlockType, String) {
    let kind = match block.block_type {
        BlockType::Heading => BlockType::Subheading,
        kind => kind,
    };
    // A caption is text in one, and an attribute in the other.
    (kind, block.html.replace("&quot;", "\""))
}

/// Texts that look like constructs of supported dialects.
const TEXTS: [&str; 33] = [
    "{{< figure src=a.png >}}",
    "{% include a.html %}",
    "==marked==",
    ":smile:",
    "$x$ and $$y$$",
    "%%hidden%%",
    "[[note]] and ![[a.png]]",
    "text ^block-id",
    ":::note",
    "[!note] Title",
    "<Foo/> and <Foo a={b}>",
    "---",
    "+++",
    "[^1] and [^1]: note",
    r"\[x_1\] and \(y\) and [a_b] (c)",
    "title: a",
    "import a from 'b'",
    "[toc]",
    "% a remark",
    "// a remark",
    ".. a remark",
    "{: .class}",
    "{.class}",
    "#draft and #1",
    "https://example.com and www.example.com and a@example.com",
    "snake_case and 2*3*4 and `code",
    "&lt; &copy; &#60;",
    "a | b",
    "[a](b) and ![a](b)",
    "[hidden]a[/hidden]",
    "x^2^ and H~2~O and ~~a~~ and ++b++",
    "1986. A year",
    "{{</* figure src=a.png */>}} and {{%/* b */%}} and {{</* c",
];

#[test]
fn text_that_looks_like_a_construct_stays_text() {
    let all = TEXTS
        .iter()
        .chain(&SNIPPETS)
        .chain(&COMMENTS)
        .chain(&CONTEXTS);
    let mut failures = Vec::new();
    for text in all {
        let text = html_escaped(text);
        for (before, after) in [
            ("<p>", "</p>"),
            ("<p>Words ", " words</p>"),
            ("<p>One<br>", "<br>two</p>"),
            ("<h3>", "</h3>"),
            ("<ul><li>", "</li><li>b</li></ul>"),
            ("<ol><li>", "</li><li>b</li></ol>"),
            ("<blockquote>", "</blockquote>"),
            ("<p><strong>", "</strong> and <em>a</em></p>"),
            ("<p>A <em>", "</em>b</p>"),
            (
                "<p><a href=\"https://e.example/a_(b)?c&amp;d\">",
                "</a> b</p>",
            ),
            ("<p>A <code>", "</code> b</p>"),
            ("<pre>", "</pre>"),
        ] {
            let same = assert_same(&format!("<p>Begin.</p>{before}{text}{after}"));
            failures.extend(same.err().map(|error| error.to_string()));
        }
    }
    let few: Vec<_> = failures.iter().take(30).cloned().collect();
    assert!(
        few.is_empty(),
        "{} failures\n{}",
        failures.len(),
        few.join("\n\n")
    );
}

#[test]
fn writes_ordinary_text_without_escapes() {
    let html = "<h3>What's \"below\"?</h3><h4>Deeper</h4><p>It's <em>well-known</em>, <strong>isn't \
        it</strong>? See <a href=\"https://e.example/a_(b)\">this (p. 5)</a>.<br>50% of them...</p>\
        <ul><li>one</li><li>two</li></ul><ol><li>one</li><li>two</li></ol>\
        <blockquote><p>Said</p><p>again</p></blockquote><pre>fn a() {}\n\n`b`</pre><hr>\
        <p>Call <code>a_b</code> and <code>`c`</code></p>\
        <p><a href=\"https://e.example/?a=1&amp;b=2\">https://e.example/?a=1&amp;b=2</a></p>\
        <figure><img src=\"https://e.example/a.png\" alt=\"A [b]\"><figcaption>By \"me\"</figcaption>\
        </figure>";
    let markdown = pull(html);
    let (_, text) = markdown.split_once("---\n\n").unwrap();
    assert_eq!(
        text,
        "## What's \"below\"?\n\n### Deeper\n\n\
         It's _well-known_, **isn't it**? See [this (p. 5)](https://e.example/a_(b)).\\\n\
         50% of them...\n\n- one\n- two\n\n1. one\n2. two\n\n> Said\n>\n> again\n\n\
         ```\nfn a() {}\n\n`b`\n```\n\n***\n\nCall `a_b` and `` `c` ``\n\n\
         <https://e.example/?a=1&b=2>\n\n\
         ![A \\[b&#93;](https://e.example/a.png \"By \\\"me\\\"\")\n"
    );
    assert_same(html).unwrap();
}

/// HTML text of a few pieces.
fn text() -> impl Strategy<Value = String> {
    let all: Vec<&str> = TEXTS
        .into_iter()
        .chain(SNIPPETS)
        .chain(COMMENTS)
        .chain(CONTEXTS)
        .collect();
    let piece = (0..2 * all.len(), 0..4_u8).prop_map(move |(index, after)| {
        let text = all.get(index).copied().unwrap_or("word");
        let after = ["", " ", "a", "\u{e9}. "][usize::from(after)];
        html_escaped(&format!("{text}{after}"))
    });
    vec(piece, 1..4).prop_map(|pieces| pieces.concat())
}

/// Returns the content of a block.
fn words() -> impl Strategy<Value = String> {
    let part = (0..7_u8, text()).prop_map(|(mark, text)| match mark {
        0 => format!("<strong>{text}</strong>"),
        1 => format!("<em>{text}</em>"),
        2 => format!("<a href=\"https://e.example/%7Ba%7D?b=c_(d)\">{text}</a>"),
        3 => format!("<code>{text}</code>"),
        4 => format!("{text}<br>"),
        _ => text,
    });
    vec(part, 1..4).prop_map(|parts| parts.concat())
}

fn block() -> impl Strategy<Value = String> {
    (0..9_u8, words(), text()).prop_map(|(kind, words, text)| match kind {
        0 => format!("<h3>{words}</h3>"),
        1 => format!("<ul><li>{words}</li><li>{text}</li></ul>"),
        2 => format!("<ol><li>{words}</li><li>{text}</li></ol>"),
        3 => format!("<blockquote>{words}</blockquote>"),
        4 => format!("<pre>{text}</pre>"),
        5 => "<hr>".to_owned(),
        _ => format!("<p>{words}</p>"),
    })
}

proptest! {
    #[test]
    fn a_pulled_article_is_published_as_the_same_blocks(blocks in vec(block(), 1..5)) {
        assert_same(&format!("<p>Begin.</p>{}", blocks.concat()))?;
    }
}
