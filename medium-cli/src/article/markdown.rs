//! The one way in which this crate reads Markdown: CommonMark with GitHub's extensions.

use comrak::{Arena, Node, Options, parse_document};

/// The options of every parse, so that two parses of one text always agree.
pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options
}

/// Parses `text` and hands its root to `look`.
pub(super) fn parsed<T>(text: &str, look: impl FnOnce(Node<'_>) -> T) -> T {
    let arena = Arena::new();
    look(parse_document(&arena, text, &options()))
}
