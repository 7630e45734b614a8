//! Constructs of other tools that need a closer look than a sign: shortcodes of WordPress, properties and
//! references of Logseq, spans of Pandoc, snippets of VitePress and MkDocs.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

/// Says of `text`, which is one piece of a paragraph, what readers would see as it is.
pub(super) fn report<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    // Most text holds none of it.
    if !text.contains(['[', ']', '(', '}', ':', '<', '#', '-', '+', '{', '\\', '*']) {
        return;
    }
    let begins_line = node.previous_sibling().is_none_or(|previous| {
        matches!(
            previous.data().value,
            NodeValue::SoftBreak | NodeValue::LineBreak
        )
    });
    if begins_line {
        line(transform, node, text);
    }
    of_tools(transform, node, text);
    if let Some(inserted) = inserted(text) {
        let message = "Medium has no underlined text; readers see the signs";
        transform.warn(node, inserted, message);
    }
    if let Some(words) = not_bold(text) {
        let message = "these asterisks make nothing bold, so readers see them; write **words** without \
                       spaces beside the asterisks inside, and with one outside";
        transform.warn(node, words, message);
    }
    if let Some(command) = command(text) {
        let message = "a command of LaTeX, which readers see as it is";
        transform.warn(node, command, message);
    }
    if let Some(expression) = expression(text) {
        let message = "this looks like an expression of JSX, which readers see as it is";
        transform.warn(node, expression, message);
    }
    if text.ends_with('}') {
        role(transform, node, text);
    }
}

/// What a note-taking tool or WordPress has in brackets.
fn of_tools<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    if text.contains("[image:") || text.contains("[file:") {
        let message = "a picture or file of Bear; write ![text](<file name>)";
        transform.lose(node, text, message);
    }
    if let Some(at) = text.find("((").filter(|at| is_block(&text[*at..])) {
        let message = "a reference to a block of Logseq; copy what it shows";
        transform.lose(node, &text[at..], message);
    }
    if let Some((source, name)) = wordpress(text) {
        if PRIVATE.contains(&name) {
            let message = "what it holds is not for everybody, and would be published; delete it";
            transform.refuse(node, source, message);
        } else {
            let message = "a shortcode of WordPress has no translation; write what it shows";
            transform.lose(node, source, message);
        }
    }
    if let Some(at) = text.find("]{") {
        span(transform, node, &text[at + 1..]);
    }
}

/// What begins a line.
fn line<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    if text.starts_with("<<< ") || text.starts_with("--8<-- ") {
        let message = "this shows a part of another file, which is not read; copy it";
        transform.lose(node, text, message);
    }
    if is_property(text) {
        let message = "a property of Logseq or Dataview, which readers see as it is";
        transform.warn(node, text, message);
    }
    if text.starts_with('(') && text.trim_end().ends_with(")=") {
        let message = "a label of MyST, which readers see as it is";
        transform.warn(node, text, message);
    }
    if text.starts_with("+--") || text.starts_with("+==") {
        let message = "a grid table of Pandoc, which readers see as it is; write it with bars";
        transform.warn(node, text, message);
    }
    if text.starts_with("#+") {
        let message = "a line of Org, which readers see as it is";
        transform.warn(node, text, message);
    }
}

/// `-----  ---`, which is a rule to Markdown, and to Pandoc what stands between a table's columns and
/// their names.
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
        let message = "a simple table of Pandoc, whose columns run together; write it with bars";
        transform.warn(node, &rule, message);
    }
}

/// `{ref}` before code.
fn role<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    let next = node.next_sibling();
    let is_before_code = next.is_some_and(|next| matches!(next.data().value, NodeValue::Code(_)));
    if let Some(at) = text.rfind('{').filter(|_| is_before_code) {
        let message = "a role of MyST or reStructuredText; readers see its name in braces";
        transform.warn(node, &text[at..], message);
    }
}

/// `[words]{.class}`, of Pandoc and Quarto.
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
        let message = "these words are hidden from readers, and would be published; delete them";
        return transform.refuse(node, attributes, message);
    }
    let message = "Medium has no attributes; readers see the brackets and braces as they are";
    transform.warn(node, attributes, message);
}

/// `** words **` and `**Words.**more`, in which the parser has seen no emphasis.
fn not_bold(text: &str) -> Option<&str> {
    let (before, inside) = text.split_once("**")?;
    let length = inside.find("**")?;
    let words = &inside[..length];
    let is_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let holds_words = words.split_whitespace().any(is_word);
    holds_words.then(|| &text[before.len()..before.len() + length + 4])
}

/// `++words++`: two signs that begin a word, and two that end one.
fn inserted(text: &str) -> Option<&str> {
    let (before, inside) = text.split_once("++")?;
    let length = inside.find("++")?;
    let words = &inside[..length];
    let is_word = words.starts_with(char::is_alphanumeric) && !words.ends_with(' ');
    let begins = !before.ends_with(char::is_alphanumeric);
    (is_word && begins).then(|| &text[before.len()..before.len() + length + 4])
}

/// `\cite{…}`. An environment is another's.
fn command(text: &str) -> Option<&str> {
    let slashes = text.match_indices('\\').take(MAX);
    slashes.map(|(at, _)| &text[at..]).find(|found| {
        let name = found[1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let length = found.len() - 1 - name.len();
        length > 1 && name.starts_with('{') && !found.starts_with("\\begin{")
    })
}

/// `{props.x}`, `{a && …}`, `{items.map(item => …`.
fn expression(text: &str) -> Option<&str> {
    let braces = text.match_indices('{').take(MAX);
    braces.map(|(at, _)| &text[at..]).find(|found| {
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

/// `key:: value`.
fn is_property(text: &str) -> bool {
    let Some((key, value)) = text.split_once("::") else {
        return false;
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let begins = key.starts_with(|c: char| c.is_ascii_alphabetic());
    begins && key.chars().all(is_name) && value.starts_with(' ')
}

/// `((64f0c1d2-…))`: two parentheses around an id of 36 letters.
fn is_block(text: &str) -> bool {
    let id = text.get(2..38).unwrap_or_default();
    let is_id = |c: char| c.is_ascii_hexdigit() || c == '-';
    id.len() == 36 && id.chars().all(is_id) && text[38..].starts_with("))")
}

/// What plugins hide from visitors.
const PRIVATE: [&str; 8] = [
    "hidden", "hide", "login", "member", "members", "password", "private", "restrict",
];

/// The first shortcode of a text: its end tag, or one with a quoted value; and its name.
fn wordpress(text: &str) -> Option<(&str, &str)> {
    for (at, _) in text.match_indices('[').take(MAX) {
        let inside = text[at + 1..].split([']', '[']).next().unwrap_or_default();
        let Some(source) = text.get(at..at + inside.len() + 2) else {
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

/// How many brackets of a text are looked at.
const MAX: usize = 100;
