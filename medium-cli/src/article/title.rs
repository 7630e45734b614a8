//! The title. Medium does not render it, so the content has to begin with it as a heading.

use comrak::nodes::{Ast, AstNode, LineColumn, NodeHeading, NodeValue};
use comrak::{Arena, format_commonmark};

use super::markdown;

/// The text of the first heading, unless it is empty. Headings in quotes and lists are not it.
pub(super) fn heading_of(markdown: &str) -> Option<String> {
    markdown::parsed(markdown, |root| {
        let heading = root
            .children()
            .find(|node| matches!(node.data().value, NodeValue::Heading(_)))?;
        let text = one_line(&markdown::text(heading));
        (!text.is_empty()).then_some(text)
    })
}

/// Whether a reader would take the two for the same title.
pub(super) fn same(heading: &str, title: &str) -> bool {
    one_line(heading).to_lowercase() == one_line(title).to_lowercase()
}

/// The title as a Markdown heading and an empty line; its own punctuation stays plain text.
pub(super) fn as_heading(title: &str) -> String {
    as_heading_of(1, title)
}

/// As [`as_heading`], at a level from 1 to 6.
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
    // Writing into a String cannot fail.
    let _ = format_commonmark(root, &markdown::options(), &mut markdown);
    markdown.push('\n');
    markdown
}

/// White space as HTML shows it.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_heading_is_the_title_without_its_markup() {
        for (markdown, title) in [
            ("# Red *men*", Some("Red men")),
            ("intro\n\nSet in `two`\n=======\n", Some("Set in two")),
            ("> # quoted\n\n## Own", Some("Own")),
            ("#\n\nno title", None),
            ("    # code\n", None),
            ("#hashtag", None),
        ] {
            assert_eq!(heading_of(markdown).as_deref(), title, "{markdown:?}");
        }
    }

    #[test]
    fn a_title_of_punctuation_is_still_read_as_that_title() {
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
            assert_eq!(heading_of(&heading).as_deref(), Some(title), "{heading:?}");
            assert!(heading.ends_with("\n\n"), "{heading:?}");
        }
    }
}
