//! The title. Medium doesn't render the title field, so the content must start with it as a heading.

use comrak::nodes::{Ast, AstNode, LineColumn, NodeHeading, NodeValue};
use comrak::{Arena, Node, format_commonmark};
use unicode_normalization::UnicodeNormalization;

use super::markdown;

/// Returns the text of the title's heading: the first `#`, else the first heading with nothing but
/// images and comments above it. Empty headings and those in quotes and lists don't count.
pub(super) fn heading_of(root: Node<'_>) -> Option<String> {
    let mut nodes = root.children();
    let first = nodes.find(|node| level_of(node) == Some(1) && !text_of(node).is_empty());
    let at_the_top = || root.children().find(|node| !is_above_a_title(node));
    let heading = first.or_else(at_the_top)?;
    level_of(heading)?;
    let text = text_of(heading);
    (!text.is_empty()).then_some(text)
}

fn level_of(node: &AstNode<'_>) -> Option<u8> {
    match node.data().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    }
}

/// Returns the text of a heading, without a `{#id}` at its end.
fn text_of<'a>(heading: &'a AstNode<'a>) -> String {
    let text = one_line(&markdown::text(heading));
    match text.rsplit_once(" {") {
        Some((title, attributes))
            if attributes.ends_with('}') && attributes.starts_with(['#', '.']) =>
        {
            title.trim_end().to_owned()
        }
        _ => text,
    }
}

/// Returns whether a block may be above the title: an image, a comment or a rule.
fn is_above_a_title<'a>(node: &'a AstNode<'a>) -> bool {
    match &node.data().value {
        NodeValue::ThematicBreak => true,
        NodeValue::HtmlBlock(html) => html.literal.trim_start().starts_with("<!--"),
        NodeValue::Paragraph => node.descendants().skip(1).all(|inside| {
            matches!(
                inside.data().value,
                NodeValue::Image(_) | NodeValue::SoftBreak
            ) || inside
                .ancestors()
                .any(|above| matches!(above.data().value, NodeValue::Image(_)))
        }),
        _ => false,
    }
}

/// Returns whether two titles are the same to a reader: ignores case, quotes, Unicode
/// normalization, invisible characters and punctuation at the end.
pub(super) fn same(heading: &str, title: &str) -> bool {
    comparable(heading) == comparable(title)
}

/// Returns a title in the form in which [`same`] compares it.
fn comparable(title: &str) -> String {
    let is_shown = |c: &char| {
        !matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
    };
    let is_quote = |c: &char| matches!(c, '"' | '\'' | '`' | '´' | '‘'..='‟' | '«' | '»' | '‹' | '›' | '「'..='』');
    let text: String = title
        .nfc()
        .filter(is_shown)
        .filter(|c| !is_quote(c))
        .collect();
    let text = one_line(&text.to_lowercase());
    let is_end = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | ':' | ';' | ',' | '…' | '。' | '！' | '？' | '：'
        )
    };
    let shorter = text.trim_end_matches(|c: char| is_end(c) || c == ' ');
    // A title may consist of punctuation alone.
    if shorter.is_empty() {
        text
    } else {
        shorter.to_owned()
    }
}

/// Returns the title as a Markdown heading and an empty line. Its punctuation is escaped.
pub(super) fn as_heading(title: &str) -> String {
    as_heading_of(1, title)
}

/// Like [`as_heading`], with a level from 1 to 6.
pub(super) fn as_heading_of(level: u8, title: &str) -> String {
    let arena = Arena::new();
    let node = |value| {
        let ast = Ast::new(value, LineColumn { line: 1, column: 1 });
        &*arena.alloc(AstNode::from(ast))
    };
    let root = node(NodeValue::Document);
    let heading = node(NodeValue::Heading(NodeHeading {
        level,
        setext: false,
        closed: false,
    }));
    heading.append(node(NodeValue::Text(one_line(title).into())));
    root.append(heading);
    let mut markdown = String::new();
    // Writing into a String can't fail.
    let _ = format_commonmark(root, &markdown::options(), &mut markdown);
    markdown.push('\n');
    markdown
}

/// Collapses white space, as HTML does.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading_in(markdown: &str) -> Option<String> {
        markdown::with_parsed(markdown, heading_of)
    }

    #[test]
    fn finds_the_heading_of_the_title() {
        for (markdown, title) in [
            ("# Red *men*", Some("Red men")),
            ("intro\n\nSet in `two`\n=======\n", Some("Set in two")),
            (
                "Some words.\n\n## Introduction\n\nText.\n\n# Real title\n",
                Some("Real title"),
            ),
            (
                "## Introduction\n\n# Real title\n\n# Second\n",
                Some("Real title"),
            ),
            ("## At the top\n\ntext", Some("At the top")),
            (
                "![a](b.png)\n\n<!-- note -->\n\n## Below a picture\n",
                Some("Below a picture"),
            ),
            ("Some words.\n\n## Introduction\n", None),
            ("> # quoted\n\n## Own", None),
            ("# My title {#custom-id}", Some("My title")),
            ("# Sets {a, b}", Some("Sets {a, b}")),
            ("#\n\nno title", None),
            ("    # code\n", None),
            ("#hashtag", None),
        ] {
            assert_eq!(heading_in(markdown).as_deref(), title, "{markdown:?}");
        }
    }

    #[test]
    fn compares_titles_as_a_reader_does() {
        for (one, other) in [
            ("Café", "Cafe\u{301}"),
            ("Don't panic", "DON’T PANIC"),
            ("My post", "My post!"),
            ("My post", "“My\u{200b} post”…"),
            ("「注意」です", "注意です。"),
        ] {
            assert!(same(one, other), "{one:?} and {other:?}");
        }
        for (one, other) in [("C", "C#"), ("?", "!"), ("My post", "My posts")] {
            assert!(!same(one, other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn a_title_with_punctuation_survives_the_round_trip() {
        for title in [
            "C# & C++: *why* [not] <b>?",
            "1. FC Köln",
            "- dash",
            "ends in #",
            "a\\b `c` ![x](y) &amp; ~~z~~",
            "me@example.com | www.example.com",
            "שלום 👋",
        ] {
            let heading = as_heading(title);
            assert_eq!(heading_in(&heading).as_deref(), Some(title), "{heading:?}");
            assert!(heading.ends_with("\n\n"), "{heading:?}");
        }
    }
}
