//! The document's words in rustdoc: CommonMark both, but rustdoc runs code
//! blocks as tests and warns about stray brackets, tags and bare links.

/// `text` so that rustdoc shows it as it reads and runs none of it.
pub(crate) fn rustdoc(text: &str) -> String {
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in text.trim().lines() {
        let bare = line.trim_end();
        if let Some(language) = bare.trim_start().strip_prefix("```") {
            let opens_untold = !fenced && matches!(language.trim(), "" | "rust");
            lines.push(if opens_untold {
                "```text".to_owned()
            } else {
                bare.trim_start().to_owned()
            });
            fenced = !fenced;
        } else if fenced {
            lines.push(bare.to_owned());
        } else {
            let content = bare.trim_start();
            // Four spaces would make it a code block.
            let indent = (bare.len() - content.len()).min(3);
            lines.push(format!("{}{}", " ".repeat(indent), inline(content)));
        }
    }
    if fenced {
        lines.push("```".to_owned());
    }
    lines.join("\n")
}

/// One line outside of code blocks.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '`' => code_span(rest, &mut out),
            'h' if is_url(rest) && !out.ends_with(['<', '(', '"']) => url(rest, &mut out),
            '<' if is_url(&rest[1..]) => push(rest, 1, &mut out),
            '<' => {
                out.push_str("\\<");
                1
            }
            '[' if !is_link(rest) => {
                out.push_str("\\[");
                1
            }
            _ => push(rest, c.len_utf8(), &mut out),
        };
        rest = &rest[taken..];
    }
    out
}

fn push(rest: &str, length: usize, out: &mut String) -> usize {
    out.push_str(&rest[..length]);
    length
}

fn code_span(rest: &str, out: &mut String) -> usize {
    match rest[1..].find('`') {
        Some(end) => push(rest, end + 2, out),
        None => {
            out.push_str("\\`");
            1
        }
    }
}

fn is_url(rest: &str) -> bool {
    rest.starts_with("https://") || rest.starts_with("http://")
}

fn url(rest: &str, out: &mut String) -> usize {
    let end = rest
        .find(|c: char| c.is_whitespace() || "<>()[]\"'`|".contains(c))
        .unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    out.push('<');
    out.push_str(address);
    out.push('>');
    address.len()
}

fn is_link(rest: &str) -> bool {
    rest.find(']')
        .is_some_and(|end| rest[end + 1..].starts_with('('))
}

/// `text` as a sentence: a capital first, a full stop last.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let mut out: String = first.to_uppercase().collect();
    out.push_str(chars.as_str());
    if !out.ends_with(['.', '!', '?', ':', '`', '|', '…'])
        || out.ends_with('`') && !out.ends_with("```")
    {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_blocks_are_never_doctests() {
        assert_eq!(rustdoc("a\n```\nrm -rf\n```"), "a\n```text\nrm -rf\n```");
        assert_eq!(rustdoc("a\n\n        let x = 1;"), "a\n\n   let x = 1;");
        assert_eq!(rustdoc("```json\n{}"), "```json\n{}\n```");
    }

    #[test]
    fn stray_markup_is_escaped_and_bare_links_are_linked() {
        assert_eq!(rustdoc("an <img> and [a] b"), "an \\<img> and \\[a] b");
        assert_eq!(
            rustdoc("see https://a.example/b."),
            "see <https://a.example/b>."
        );
        assert_eq!(
            rustdoc("[x](https://a.example) `<b>`"),
            "[x](https://a.example) `<b>`"
        );
    }

    #[test]
    fn a_sentence_starts_big_and_ends() {
        assert_eq!(sentence("the user"), "The user.");
        assert_eq!(sentence("Ready!"), "Ready!");
    }
}
