//! Wraps Markdown for doc comments.

/// Wraps the paragraphs of `text` that have lines longer than `width`. Code blocks,
/// tables and headings are unchanged; continued list items are indented.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    let mut lines = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        let bare = line.trim_start();
        let is_fence = bare.starts_with("```") || bare.starts_with("~~~");
        let stays = in_code || is_fence || bare.is_empty() || bare.starts_with(['|', '#', '>']);
        in_code ^= is_fence;
        let starts = stays || marker(bare) > 0;
        if starts || paragraph.last().is_some_and(|last| last.ends_with('\\')) {
            fill(&std::mem::take(&mut paragraph), width, &mut lines);
        }
        if stays {
            lines.push(line.to_owned())
        } else {
            paragraph.push(line)
        }
    }
    fill(&paragraph, width, &mut lines);
    lines.join("\n")
}

/// Returns the length of a list marker with its space.
fn marker(bare: &str) -> usize {
    if ["- ", "* ", "+ "].iter().any(|mark| bare.starts_with(mark)) {
        return 2;
    }
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &bare[digits..];
    if digits > 0 && (rest.starts_with(". ") || rest.starts_with(") ")) {
        digits + 2
    } else {
        0
    }
}

/// Adds a paragraph, wrapped if it is too wide.
fn fill(paragraph: &[&str], width: usize, lines: &mut Vec<String>) {
    if paragraph.iter().all(|line| line.chars().count() <= width) {
        lines.extend(paragraph.iter().map(|line| (*line).to_owned()));
        return;
    }
    let first = paragraph.first().copied().unwrap_or_default();
    let bare = first.trim_start();
    let indent = first.len() - bare.len();
    let hanging = " ".repeat(indent + marker(bare));
    let mut current = " ".repeat(indent);
    let mut is_empty = true;
    for word in paragraph.iter().flat_map(|line| line.split_whitespace()) {
        let fits = current.chars().count() + 1 + word.chars().count() <= width;
        if !is_empty && !fits && !is_markdown_syntax(word) {
            lines.push(std::mem::replace(&mut current, hanging.clone()));
            is_empty = true;
        }
        if !is_empty {
            current.push(' ');
        }
        current.push_str(word);
        is_empty = false;
    }
    lines.push(current);
}

/// Returns whether a word has a meaning in Markdown at the start of a line.
fn is_markdown_syntax(word: &str) -> bool {
    word.starts_with(['#', '>', '|', '=', '~'])
        || word.starts_with("```")
        || matches!(word, "-" | "+" | "*")
        || word.starts_with("--")
        || word
            .trim_end_matches(['.', ')'])
            .bytes()
            .all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn long_lines_are_broken_at_spaces() {
        assert_eq!(wrap("one two three", 8), "one two\nthree");
        assert_eq!(wrap("- one two three", 10), "- one two\n  three");
        assert_eq!(wrap("one two three\nfour", 9), "one two\nthree\nfour");
        assert_eq!(wrap("one two three\nfour", 10), "one two\nthree four");
        assert_eq!(wrap("unbreakable", 4), "unbreakable");
    }

    #[test]
    fn never_wraps_before_markdown_syntax() {
        assert_eq!(wrap("it is - 3 # 4", 6), "it is - 3 # 4");
        assert_eq!(
            wrap("```text\na long line\n```", 4),
            "```text\na long line\n```"
        );
    }
}
