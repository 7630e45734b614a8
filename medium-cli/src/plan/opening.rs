//! How a post's text begins, as far as it is the same wherever it is read back.

use medium_sandbox::{ContentFormat, story};
use medium_store::ContentHash;

/// Kept beside the parts that make the content, to recognize a post in a feed.
pub(crate) const OPENING: &str = "opening";

/// Letters and digits that count.
const LETTERS: usize = 60;
/// Characters of a content in which they are looked for.
const LOOKED_AT: usize = 10_000;

/// The hash of the first letters below the title, without case, punctuation and pictures; nothing for
/// a text without letters.
pub(crate) fn opening(format: ContentFormat, content: &str, title: &str) -> Option<String> {
    let end = content.char_indices().nth(LOOKED_AT);
    let content = end.map_or(content, |(at, _)| &content[..at]);
    let mut blocks = story::blocks(format, content);
    blocks.retain(|block| block.kind != story::BlockKind::Picture);
    let title = letters(title);
    if blocks
        .first()
        .is_some_and(|first| letters(&first.text()) == title)
    {
        blocks.remove(0);
    }
    let text: Vec<_> = blocks.iter().map(|block| letters(&block.text())).collect();
    let text: String = text.concat().chars().take(LETTERS).collect();
    (!text.is_empty()).then(|| ContentHash::of(text).to_string())
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ContentFormat::{Html, Markdown};

    #[test]
    fn a_text_begins_the_same_in_a_feed() {
        let sent = "# Bells\n\n## Below\n\n![a](https://x.test/a.png)\n\n*They* ring, \"twice\".\n";
        let read = "<h4>Below</h4><figure><img src=\"https://y.test/b\"><figcaption>c</figcaption>\
                    </figure><p><em>They</em> ring, “twice”.</p>";
        let sent = opening(Markdown, sent, "Bells");
        assert!(sent.is_some());
        assert_eq!(opening(Html, read, "Bells"), sent);
        assert_ne!(opening(Html, "<p>They rang</p>", "Bells"), sent);
        assert_eq!(opening(Markdown, "# Bells\n", "Bells"), None);
    }
}
