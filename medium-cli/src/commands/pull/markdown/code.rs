//! Writes code with delimiters that don't occur in it.

/// Inline code between more backticks than it contains.
pub(super) fn between_backticks(code: &str) -> String {
    let code = &with_hugo_escapes(code);
    let fence = "`".repeat(longest_run(code) + 1);
    let touches = code.starts_with('`') || code.ends_with('`');
    // Markdown removes one space at both ends.
    let is_padded = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
    let space = if touches || is_padded { " " } else { "" };
    format!("{fence}{space}{code}{space}{fence}")
}

/// Escapes Hugo's escaped shortcodes once more, since publishing unescapes them in code too.
pub(super) fn with_hugo_escapes(code: &str) -> String {
    let (mut markdown, mut rest) = (String::with_capacity(code.len()), code);
    while let Some(offset) = rest.find("{{") {
        let (before, found) = rest.split_at(offset);
        let close = match found.get(..5) {
            Some("{{</*") => "*/>}}",
            Some("{{%/*") => "*/%}}",
            _ => {
                markdown.push_str(&rest[..offset + 2]);
                rest = &found[2..];
                continue;
            }
        };
        let Some(end) = found.find(close) else { break };
        let (open, inside) = found[..end].split_at(5);
        markdown.push_str(&format!("{before}{open}/*{inside}*/{close}"));
        rest = &found[end + close.len()..];
    }
    markdown + rest
}

/// Returns the length of the longest run of backticks.
pub(super) fn longest_run(code: &str) -> usize {
    let runs = code.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}
