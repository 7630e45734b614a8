//! The document's Markdown as rustdoc: both are CommonMark, but rustdoc runs code
//! blocks as tests, and warns about brackets, tags and bare links.

/// Escapes `text` for rustdoc, with code blocks that are not run.
pub(crate) fn rustdoc(text: &str) -> String {
    let mut lines = Vec::new();
    let mut open: Option<Fence> = None;
    for line in text.trim().lines() {
        let bare = line.trim_end();
        match (&open, fence(bare)) {
            (None, Some(fence)) => {
                lines.push(fence.opening());
                open = Some(fence);
            }
            (None, None) => lines.push(prose(bare)),
            (Some(opened), Some(fence)) if fence.closes(opened) => {
                lines.push(opened.mark.clone());
                open = None;
            }
            (Some(_), _) => lines.push(bare.to_owned()),
        }
    }
    lines.extend(open.map(|opened| opened.mark));
    lines.join("\n")
}

/// The start or end of a fenced code block: ```` ```json ````.
struct Fence {
    mark: String,
    language: String,
}

fn fence(line: &str) -> Option<Fence> {
    let line = line.trim_start();
    let first = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == first).count();
    let language = line[length..].trim();
    let is_fence = length >= 3 && !(first == '`' && language.contains('`'));
    is_fence.then(|| Fence {
        mark: line[..length].to_owned(),
        language: language.to_owned(),
    })
}

impl Fence {
    /// Marks Rust, and what rustdoc would run, as text.
    fn opening(&self) -> String {
        let language = self.language.split([',', ' ']).next().unwrap_or_default();
        let is_data = ["json", "http", "html", "xml", "yaml", "sh", "markdown"];
        let is_kept = is_data.contains(&language);
        let language = if is_kept { language } else { "text" };
        format!("{}{language}", self.mark)
    }

    fn closes(&self, opened: &Self) -> bool {
        self.language.is_empty()
            && self.mark.len() >= opened.mark.len()
            && self.mark.starts_with(&opened.mark[..1])
    }
}

/// Escapes a line outside of code blocks. Four spaces would make it a code block, also in
/// a list or a quote.
fn prose(line: &str) -> String {
    let content = line.trim_start();
    let indent = (line.len() - content.len()).min(3);
    let words: Vec<&str> = content.split_whitespace().collect();
    format!("{}{}", " ".repeat(indent), inline(&words.join(" ")))
}

fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '`' => code_span(rest, &mut out),
            '<' if is_autolink(rest) => push(rest, rest.find('>').unwrap_or(0) + 1, &mut out),
            'h' if is_url(rest) && !out.ends_with(['(', '"']) => url(rest, &mut out),
            '[' if is_link(rest) => push(rest, 1, &mut out),
            '<' | '[' => push_escaped(c, &mut out),
            '~' if rest.starts_with("~~~") => push_escaped(c, &mut out),
            _ => push(rest, c.len_utf8(), &mut out),
        };
        rest = &rest[length..];
    }
    out
}

fn push(rest: &str, length: usize, out: &mut String) -> usize {
    out.push_str(&rest[..length]);
    length
}

fn push_escaped(c: char, out: &mut String) -> usize {
    out.push('\\');
    out.push(c);
    c.len_utf8()
}

/// Copies a code span, up to a run of as many backticks.
fn code_span(rest: &str, out: &mut String) -> usize {
    let length = ticks(rest);
    let mut end = length;
    while let Some(next) = rest[end..].find('`') {
        let closing = ticks(&rest[end + next..]);
        if closing == length {
            return push(rest, end + next + closing, out);
        }
        end += next + closing;
    }
    out.push_str(&"\\`".repeat(length));
    length
}

fn ticks(text: &str) -> usize {
    text.chars().take_while(|c| *c == '`').count()
}

fn is_url(rest: &str) -> bool {
    rest.starts_with("https://") || rest.starts_with("http://")
}

/// Returns whether `rest` starts with `<https://…>`.
fn is_autolink(rest: &str) -> bool {
    let end = rest.find(|c: char| c == '>' || c.is_whitespace());
    is_url(&rest[1..]) && end.is_some_and(|end| rest[end..].starts_with('>'))
}

fn url(rest: &str, out: &mut String) -> usize {
    let end = rest
        .find(|c: char| c.is_whitespace() || "<>()[]\"'`|".contains(c))
        .unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    out.push('<');
    out.push_str(url);
    out.push('>');
    url.len()
}

/// `[text](https://…)`: rustdoc would resolve any other target as a Rust path.
fn is_link(rest: &str) -> bool {
    rest.find(']').is_some_and(|end| {
        rest[end + 1..].strip_prefix('(').is_some_and(is_url) && rest[end..].contains(')')
    })
}

/// Returns `text` without line breaks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Replaces control characters, and characters that reorder or break text, with spaces: they must
/// not reach a terminal or generated code. (`medium_runtime::sanitize_for_terminal` does the same
/// in programs; the generator does not depend on it.)
pub(crate) fn without_controls(text: &str) -> String {
    let is_harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(is_harmful, " ")
}

/// Returns `text` as a code span, with enough backticks.
pub(crate) fn code(text: &str) -> String {
    let text = without_controls(text);
    if text.trim().is_empty() {
        return "`\"\"`".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 {
        return format!("`{text}`");
    }
    let mark = "`".repeat(longest + 1);
    format!("{mark} {text} {mark}")
}

/// Returns `text` with a capital first letter and a full stop.
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
        assert_eq!(
            rustdoc("~~~~rust\n~~~\n```\n~~~~"),
            "~~~~text\n~~~\n```\n~~~~"
        );
        assert_eq!(rustdoc("```rust,ignore\na"), "```text\na\n```");
        assert_eq!(rustdoc("a\n\n        let x = 1;"), "a\n\n   let x = 1;");
        assert_eq!(rustdoc("-     let x = 1;"), "- let x = 1;");
        assert_eq!(rustdoc("> ```rust"), "> \\`\\`\\`rust");
        assert_eq!(rustdoc("> ~~~rust"), "> \\~~~rust");
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
        assert_eq!(rustdoc("[x](Client) ``a`b``"), "\\[x](Client) ``a`b``");
        assert_eq!(
            rustdoc("<https://a.example> <http://b c"),
            "<https://a.example> \\<<http://b> c"
        );
    }

    #[test]
    fn code_spans_can_contain_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``"), "``` a`b`` ```");
        assert_eq!(code(""), "`\"\"`");
    }

    #[test]
    fn sentences_are_capitalized_and_end_with_a_full_stop() {
        assert_eq!(sentence("the user"), "The user.");
        assert_eq!(sentence("Ready!"), "Ready!");
    }
}
