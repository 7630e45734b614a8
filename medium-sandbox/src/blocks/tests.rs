use super::*;
use BlockType::*;
use ContentFormat::{Html, Markdown};

fn read(format: ContentFormat, content: &str) -> Vec<(BlockType, String)> {
    let blocks = parse(format, content).into_iter();
    blocks.map(|block| (block.block_type, block.html)).collect()
}

fn block(block_type: BlockType, html: &str) -> (BlockType, String) {
    (block_type, html.to_owned())
}

#[test]
fn converts_markdown_to_blocks() {
    let markdown = "# Title\n\n## Below\n\n### Deeper\n\nOne *two*\nthree\n\n> Said\n>\n> twice\n\n\
                    1. a\n2. b\n   - c\n\n```rust\nfn a() {}\n\nfn b() {}\n```\n\n---\n\nEnd";
    let expected = [
        block(Heading, "Title"),
        block(Subheading, "Below"),
        block(Subheading, "Deeper"),
        block(Paragraph, "One <em>two</em> three"),
        block(Quote, "Said"),
        block(Quote, "twice"),
        block(NumberedItem, "a"),
        block(NumberedItem, "b"),
        block(BulletItem, "c"),
        block(Code, "fn a() {}\n\nfn b() {}"),
        block(Separator, ""),
        block(Paragraph, "End"),
    ];
    assert_eq!(read(Markdown, markdown), expected);
}

#[test]
fn an_image_splits_its_paragraph_and_keeps_its_caption() {
    let html = "<p>One <b><img src=\"https://x.test/a.png\" alt=\"A\"> two</b></p>\
                <figure><img src=\"https://x.test/b.png\"><figcaption>By <i>me</i></figcaption></figure>";
    let expected = [
        block(Paragraph, "One"),
        block(Image, "<img src=\"https://x.test/a.png\" alt=\"A\">"),
        block(Paragraph, "<strong>two</strong>"),
        block(
            Image,
            "<img src=\"https://x.test/b.png\" alt=\"\"><figcaption>By me</figcaption>",
        ),
    ];
    assert_eq!(read(Html, html), expected);
}

#[test]
fn html_of_blocks_converts_to_the_same_blocks() {
    for content in [
        "# T\n\na  \nb [c](https://x.test/?a=1&b=\"2\") `d < e`\n\n- 1\n- 2\n\n1. 3\n\n> 4",
        "```\n\n  indented\n```\n\n```\nnext\n```",
        "![a \"b\"](https://x.test/a.png \"caption & more\")\n\ntext<br>line<br>",
    ] {
        let first = parse(Markdown, content);
        let again = parse(Html, &to_html(&first));
        assert_eq!(again, first, "{content}");
    }
}

#[test]
fn white_space_is_not_a_block() {
    assert_eq!(
        read(
            Html,
            "<p> </p><p><br></p><p><b></b></p>\n<ul><li></li></ul>"
        ),
        []
    );
    assert_eq!(read(Html, "<p>a<br></p>"), [block(Paragraph, "a")]);
}

#[test]
fn the_text_of_a_block_has_no_markup() {
    let blocks = parse(Html, "<p>a <b>b</b> &amp; c<br>d</p>");
    assert_eq!(blocks[0].text(), "a b & c\nd");
}
