//! Reports constructs of other tools that need more than a marker to recognize: WordPress shortcodes,
//! Logseq properties and references, Pandoc spans, snippets of VitePress and MkDocs.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

const UNDERLINED: &str = "Medium has no underlined text; readers see the plus signs";
const NOT_BOLD: &str = "this is not bold, so readers see the asterisks; write **words** with no spaces \
                        inside the asterisks and a space outside";
const EXPRESSION: &str = "this looks like a JSX expression; readers see it as text";

/// Reports constructs in `text`, which is one text node of a paragraph.
pub(super) fn report<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    // Skips ordinary text quickly.
    if !text.contains(['[', ']', '(', '}', ':', '<', '#', '-', '+', '{', '\\', '*']) {
        return;
    }
    let starts_line = node.previous_sibling().is_none_or(|previous| {
        matches!(
            previous.data().value,
            NodeValue::SoftBreak | NodeValue::LineBreak
        )
    });
    if starts_line {
        line_start(transform, node, text);
    }
    brackets(transform, node, text);
    for (source, message) in [
        (find_underlined(text), UNDERLINED),
        (find_not_bold(text), NOT_BOLD),
        (
            find_command(text),
            "a LaTeX command, which readers see as text",
        ),
        (find_expression(text), EXPRESSION),
    ] {
        if let Some(source) = source {
            transform.warn(node, source, message);
        }
    }
    if text.ends_with('}') {
        role(transform, node, text);
    }
}

/// Reports constructs in brackets, of note-taking tools and WordPress.
fn brackets<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    if text.contains("[image:") || text.contains("[file:") {
        let message = "an image or file of Bear; write ![text](<file name>)";
        transform.error_unless_lossy(node, text, message);
    }
    if let Some(offset) = text.find("((").filter(|offset| is_block(&text[*offset..])) {
        let message = "a Logseq block reference; copy the block's text";
        transform.error_unless_lossy(node, &text[offset..], message);
    }
    if let Some((source, name)) = wordpress(text) {
        if PRIVATE.contains(&name) {
            let message = "this content is not public, but would be published; delete it";
            transform.error(node, source, message);
        } else {
            let message = "unsupported WordPress shortcode; insert what it shows";
            transform.error_unless_lossy(node, source, message);
        }
    }
    if let Some(offset) = text.find("]{") {
        span(transform, node, &text[offset + 1..]);
    }
}

/// Reports constructs at the start of a line.
fn line_start<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    if text.starts_with("<<< ") || text.starts_with("--8<-- ") {
        let message = "this inserts a part of another file, which is not supported; copy the text";
        transform.error_unless_lossy(node, text, message);
    }
    let message = if is_property(text) {
        "a property of Logseq or Dataview, which readers see as text"
    } else if text.starts_with('(') && text.trim_end().ends_with(")=") {
        "a MyST label, which readers see as text"
    } else if text.starts_with("+--") || text.starts_with("+==") {
        "a Pandoc grid table, which readers see as text; write it with |"
    } else if text.starts_with("#+") {
        "an Org line, which readers see as text"
    } else {
        return;
    };
    transform.warn(node, text, message);
}

/// Reports a Pandoc simple table by its rule `-----  ---`, which Markdown reads as a thematic break.
pub(super) fn rule<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    let number = node.data().sourcepos.start.line;
    let line = |number: usize| {
        let start = transform.lines.offset(number, 1)?;
        transform
            .lines
            .text()
            .get(start..transform.lines.end(number)?)
    };
    let row = line(number + 1).unwrap_or_default();
    let rule = line(number).unwrap_or_default().trim().to_owned();
    let mut columns = rule.split_whitespace();
    let is_of_columns = columns.clone().count() > 1 && columns.all(|column| column.len() > 1);
    if is_of_columns && !row.trim().is_empty() {
        let message = "a Pandoc simple table, whose columns would be joined; write it with |";
        transform.warn(node, &rule, message);
    }
}

/// Reports a role: `{ref}` before code.
fn role<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    let next = node.next_sibling();
    let is_before_code = next.is_some_and(|next| matches!(next.data().value, NodeValue::Code(_)));
    if let Some(offset) = text.rfind('{').filter(|_| is_before_code) {
        let message = "a role of MyST or reStructuredText; readers see its name in braces";
        transform.warn(node, &text[offset..], message);
    }
}

/// Reports a span `[words]{.class}` of Pandoc and Quarto.
fn span<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, attributes: &str) {
    let Some((inside, _)) = attributes[1..].split_once('}') else {
        return;
    };
    let is_class = |word: &str| word.starts_with('.') || word.starts_with('#');
    if !inside.split_whitespace().next().is_some_and(is_class) {
        return;
    }
    let is_hidden = |word: &str| word.contains("hidden") || word == ".comment";
    if inside.split_whitespace().any(is_hidden) {
        let message = "this hidden text would be published; delete it";
        return transform.error(node, attributes, message);
    }
    let message = "Medium has no attributes; readers see the brackets and braces";
    transform.warn(node, attributes, message);
}

/// Returns `** words **` or `**Words.**more`, which the parser doesn't recognize as bold.
fn find_not_bold(text: &str) -> Option<&str> {
    let (before, inside) = text.split_once("**")?;
    let length = inside.find("**")?;
    let words = &inside[..length];
    let is_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let has_words = words.split_whitespace().any(is_word);
    has_words.then(|| &text[before.len()..before.len() + length + 4])
}

/// Returns `++words++`: inserted text.
fn find_underlined(text: &str) -> Option<&str> {
    let (before, inside) = text.split_once("++")?;
    let length = inside.find("++")?;
    let words = &inside[..length];
    let is_word = words.starts_with(char::is_alphanumeric) && !words.ends_with(' ');
    let begins = !before.ends_with(char::is_alphanumeric);
    (is_word && begins).then(|| &text[before.len()..before.len() + length + 4])
}

/// Returns a LaTeX command such as `\cite{…}`, but not an environment.
fn find_command(text: &str) -> Option<&str> {
    let slashes = text.match_indices('\\').take(MAX);
    slashes.map(|(offset, _)| &text[offset..]).find(|found| {
        let name = found[1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let length = found.len() - 1 - name.len();
        length > 1 && name.starts_with('{') && !found.starts_with("\\begin{")
    })
}

/// Returns a JSX expression: `{props.x}`, `{a && …}`, `{items.map(item => …`.
fn find_expression(text: &str) -> Option<&str> {
    let braces = text.match_indices('{').take(MAX);
    braces.map(|(offset, _)| &text[offset..]).find(|found| {
        let (inside, is_closed) = match found[1..].find(['{', '}']) {
            Some(end) => (&found[1..=end], found[1 + end..].starts_with('}')),
            None => (&found[1..], false),
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_.$()".contains(c);
        let begins = inside.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_member = is_closed && inside.contains(['.', '(']) && inside.chars().all(is_name);
        begins && (is_member || inside.contains(" && ") || inside.contains("=>"))
    })
}

/// Returns whether it is `key:: value`.
fn is_property(text: &str) -> bool {
    let Some((key, value)) = text.split_once("::") else {
        return false;
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let begins = key.starts_with(|c: char| c.is_ascii_alphabetic());
    begins && key.chars().all(is_name) && value.starts_with(' ')
}

/// Returns whether it starts with `((64f0c1d2-…))`: an id of 36 characters.
fn is_block(text: &str) -> bool {
    let id = text.get(2..38).unwrap_or_default();
    let is_id = |c: char| c.is_ascii_hexdigit() || c == '-';
    id.len() == 36 && id.chars().all(is_id) && text[38..].starts_with("))")
}

/// Shortcodes of plugins that hide content from visitors.
const PRIVATE: [&str; 8] = [
    "hidden", "hide", "login", "member", "members", "password", "private", "restrict",
];

/// Returns the first shortcode in the text and its name: an end tag, or a tag with a quoted value.
fn wordpress(text: &str) -> Option<(&str, &str)> {
    for (offset, _) in text.match_indices('[').take(MAX) {
        let inside = text[offset + 1..]
            .split([']', '['])
            .next()
            .unwrap_or_default();
        let Some(source) = text.get(offset..offset + inside.len() + 2) else {
            continue;
        };
        let (name, is_end) = match inside.strip_prefix('/') {
            Some(name) => (name, true),
            None => (inside.split(' ').next().unwrap_or_default(), false),
        };
        let is_name = |c: char| c.is_ascii_lowercase() || c == '_' || c == '-';
        let has_name = name.len() > 1 && name.chars().all(is_name);
        let has_value = || inside.contains("=\"") || inside.contains("=\u{201d}");
        if has_name && source.ends_with(']') && (is_end || has_value()) {
            return Some((source, name));
        }
    }
    None
}

/// The limit of brackets that are checked in the text.
const MAX: usize = 100;
