//! Line comments of MyST (`% `), AsciiDoc (`// `) and reStructuredText (`.. `). They may be text, so they are
//! errors; with `--lossy` they are left out like any other comment.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

const MESSAGE: &str = "this line looks like a comment of MyST, AsciiDoc or reStructuredText, but readers \
                       would see it; delete it, or start it with another word";
const DIRECTIVE: &str = "a reStructuredText directive, which readers would see as text; insert what it \
                         shows";

/// Removes the comments of a paragraph.
pub(super) fn remove<'a>(transform: &mut Transform<'a, '_, '_>, paragraph: Node<'a>) {
    let mut above = None;
    for line in lines(paragraph) {
        let text = line
            .first()
            .and_then(|first| first.data().value.text().map(str::to_owned));
        let text = text.unwrap_or_default();
        let marker = marker(&text, above);
        if marker == Some(Marker::Directive) {
            transform.error_unless_lossy(line[0], &text, DIRECTIVE);
        } else if marker.is_some() {
            transform.error_unless_lossy(line[0], &text, MESSAGE);
            for node in line {
                transform.remove(node);
            }
        }
        above = Some(marker);
    }
    let last = paragraph.last_child();
    let is_break = |last: &Node<'a>| matches!(last.data().value, NodeValue::SoftBreak);
    if let Some(last) = last.filter(is_break) {
        last.detach();
    }
    if above.is_some() && paragraph.first_child().is_none() {
        transform.remove(paragraph);
    }
}

/// The marker at the start of a line that isn't text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Percent,
    Slashes,
    /// Two dots, and the lines below them.
    Dots,
    Directive,
}

/// Returns the marker of a line. `above` is the marker of the line above, and `None` for the first
/// line.
fn marker(text: &str, above: Option<Option<Marker>>) -> Option<Marker> {
    let is_first = above.is_none();
    match above.flatten() {
        Some(Marker::Dots) => return Some(Marker::Dots),
        Some(Marker::Percent) if text.starts_with("% ") => return Some(Marker::Percent),
        _ => {}
    }
    if text.strip_prefix("//").is_some_and(is_comment) {
        return Some(Marker::Slashes);
    }
    // Below other text, it may continue a sentence: `80`, and `% of them` on the next line.
    if is_first && text.starts_with("% ") {
        return Some(Marker::Percent);
    }
    let rest = text.strip_prefix(".. ").filter(|_| is_first)?;
    let name = rest.split("::").next().unwrap_or_default();
    let is_directive = rest.contains("::") && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    Some(if is_directive {
        Marker::Directive
    } else {
        Marker::Dots
    })
}

/// Returns whether the text after two slashes is a comment, not a URL such as
/// `//cdn.example.com/a`.
fn is_comment(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default();
    !rest.starts_with('/')
        && !rest.is_empty()
        && (!word.contains(['.', '/']) || rest.starts_with(' '))
}

/// Returns the nodes of each line, with its line break.
fn lines<'a>(paragraph: Node<'a>) -> Vec<Vec<Node<'a>>> {
    let mut lines = vec![Vec::new()];
    for node in paragraph.children() {
        let ends = matches!(
            node.data().value,
            NodeValue::SoftBreak | NodeValue::LineBreak
        );
        if let Some(line) = lines.last_mut() {
            line.push(node);
        }
        if ends {
            lines.push(Vec::new());
        }
    }
    lines
}
