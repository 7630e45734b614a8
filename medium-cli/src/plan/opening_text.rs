//! A fingerprint of a post's first words, to recognize the post in a feed.

use medium_sandbox::{ContentFormat, blocks};
use medium_store::ContentHash;

/// The number of letters and digits that are compared.
const LETTERS: usize = 60;
/// The number of characters of the content that are searched for them.
const SEARCHED: usize = 10_000;

/// Returns the hash of the first letters below the title. Case, punctuation and images are ignored,
/// as Medium changes them. `None` for text without letters.
pub(crate) fn opening_text(format: ContentFormat, content: &str, title: &str) -> Option<String> {
    let end = content.char_indices().nth(SEARCHED);
    let content = end.map_or(content, |(offset, _)| &content[..offset]);
    let mut blocks = blocks::parse(format, content);
    blocks.retain(|block| block.block_type != blocks::BlockType::Image);
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
    fn recognizes_the_same_text_in_a_feed() {
        let sent = "# Bells\n\n## Below\n\n![a](https://x.test/a.png)\n\n*They* ring, \"twice\".\n";
        let read = "<h4>Below</h4><figure><img src=\"https://y.test/b\"><figcaption>c</figcaption>\
                    </figure><p><em>They</em> ring, “twice”.</p>";
        let sent = opening_text(Markdown, sent, "Bells");
        assert!(sent.is_some());
        assert_eq!(opening_text(Html, read, "Bells"), sent);
        assert_ne!(opening_text(Html, "<p>They rang</p>", "Bells"), sent);
        assert_eq!(opening_text(Markdown, "# Bells\n", "Bells"), None);
    }
}
