//! Lines that MyST (`% `), AsciiDoc (`// `) and reStructuredText (`.. `) don't show. They may be meant to
//! be read, so they stop the article; with `--lossy` they are left out like any other comment.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

const MESSAGE: &str = "this line looks like a comment of MyST, AsciiDoc or reStructuredText, which readers \
                       would see; delete it, or begin with another word";
const DIRECTIVE: &str = "a directive of reStructuredText, which readers would see as it is; write what \
                         it shows";

/// Takes the comments out of a paragraph.
pub(super) fn remove<'a>(transform: &mut Transform<'a, '_, '_>, paragraph: Node<'a>) {
    let mut above = None;
    for line in lines(paragraph) {
        let text = line
            .first()
            .and_then(|first| first.data().value.text().map(str::to_owned));
        let text = text.unwrap_or_default();
        let sign = sign(&text, above);
        if sign == Some(Marker::Directive) {
            transform.lose(line[0], &text, DIRECTIVE);
        } else if sign.is_some() {
            transform.lose(line[0], &text, MESSAGE);
            for node in line {
                transform.remove(node);
            }
        }
        above = Some(sign);
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

/// How a line begins that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Percent,
    Slashes,
    /// Two full stops, and the lines below them.
    Stops,
    Directive,
}

/// The sign of a line below one of `above`, which is none for the first.
fn sign(text: &str, above: Option<Option<Marker>>) -> Option<Marker> {
    let is_first = above.is_none();
    match above.flatten() {
        Some(Marker::Stops) => return Some(Marker::Stops),
        Some(Marker::Percent) if text.starts_with("% ") => return Some(Marker::Percent),
        _ => {}
    }
    if text.strip_prefix("//").is_some_and(is_remark) {
        return Some(Marker::Slashes);
    }
    // Below other words, it is the end of a sentence: `80` and `% of them` in the next line.
    if is_first && text.starts_with("% ") {
        return Some(Marker::Percent);
    }
    let stops = text.strip_prefix(".. ").filter(|_| is_first)?;
    let name = stops.split("::").next().unwrap_or_default();
    let is_directive =
        stops.contains("::") && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    Some(if is_directive {
        Marker::Directive
    } else {
        Marker::Stops
    })
}

/// Whether what stands behind two slashes is no address: `//cdn.example.com/a`.
fn is_remark(behind: &str) -> bool {
    let word = behind.split_whitespace().next().unwrap_or_default();
    !behind.starts_with('/')
        && !behind.is_empty()
        && (!word.contains(['.', '/']) || behind.starts_with(' '))
}

/// The nodes of each line, with the break that ends it.
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
