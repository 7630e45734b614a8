//! What Medium has no way to show, turned into what it can: tables, footnotes, task lists; and the
//! subtitle, which Medium takes from the text.
//!
//! As with pictures, the text is changed at places that the parser points at, and nowhere else.
//! What cannot be changed safely stays as it is: then readers see its source, which is ugly and
//! not wrong.

mod footnotes;
mod subtitle;
mod tables;
mod tasks;

use std::ops::Range;

use comrak::Node;
use comrak::nodes::{NodeValue, Sourcepos};

use super::markdown;
use super::text::Lines;

/// A range of the text and what is to stand there instead.
type Edit = (Range<usize>, String);

/// The text as Medium is to have it.
pub(super) fn for_medium(text: &str, title: &str, subtitle: Option<&str>) -> String {
    let text = kept_if(text, tasks::edits, |kind| {
        matches!(kind, NodeValue::TaskItem(_))
    });
    let text = kept_if(&text, tables::edits, |kind| {
        matches!(kind, NodeValue::Table(_))
    });
    let text = kept_if(&text, footnotes::edits, |kind| {
        matches!(kind, NodeValue::FootnoteReference(_))
    });
    match subtitle {
        Some(subtitle) => subtitle::below_the_title(&text, title, subtitle),
        None => text,
    }
}

/// The text with these edits, if afterwards it has none of the nodes that they are to replace.
fn kept_if(
    text: &str,
    edits: impl Fn(&str, &Lines<'_>, Node<'_>) -> Option<Vec<Edit>>,
    replaced: impl Fn(&NodeValue) -> bool,
) -> String {
    let has_any = |text: &str| {
        markdown::parsed(text, |root| {
            root.descendants().any(|node| replaced(&node.data().value))
        })
    };
    if !has_any(text) {
        return text.to_owned();
    }
    let lines = Lines::new(text);
    let edits = markdown::parsed(text, |root| edits(text, &lines, root));
    let edited = edits.and_then(|edits| applied(text, edits));
    match edited {
        Some(edited) if !has_any(&edited) => edited,
        _ => text.to_owned(),
    }
}

/// The edited text; nothing if two edits overlap or one is outside of it.
fn applied(text: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut edited, mut done) = (String::with_capacity(text.len()), 0);
    for (range, replacement) in edits {
        edited.push_str(text.get(done..range.start)?);
        edited.push_str(&replacement);
        done = range.end.max(range.start);
    }
    edited.push_str(text.get(done..)?);
    Some(edited)
}

fn range_of(lines: &Lines<'_>, position: Sourcepos) -> Option<Range<usize>> {
    let start = lines.offset(position.start.line, position.start.column)?;
    // The parser's end is the last byte's, ours the one behind it.
    let end = lines.offset(position.end.line, position.end.column + 1)?;
    (start <= end).then_some(start..end)
}

/// What an article loses on Medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Loss {
    Tables,
    Footnotes,
    TaskLists,
    /// The address of a link that leads nowhere from Medium.
    Link(String),
}

/// Each loss with the line where it first shows; of links, each.
pub(super) fn losses(text: &str) -> Vec<(Loss, usize)> {
    let mut losses: Vec<(Loss, usize)> = Vec::new();
    markdown::parsed(text, |root| {
        for node in root.descendants() {
            let data = node.data();
            let loss = match &data.value {
                NodeValue::Table(_) => Loss::Tables,
                NodeValue::FootnoteReference(_) => Loss::Footnotes,
                NodeValue::TaskItem(_) => Loss::TaskLists,
                NodeValue::Link(link) if is_relative(&link.url) => Loss::Link(link.url.clone()),
                _ => continue,
            };
            if losses.iter().all(|(known, _)| *known != loss) {
                losses.push((loss, data.sourcepos.start.line));
            }
        }
    });
    losses
}

/// Whether an address only makes sense beside the article. `#part` is Medium's to resolve.
fn is_relative(url: &str) -> bool {
    let has_scheme = url.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    !(url.is_empty() || has_scheme || url.starts_with('#') || url.starts_with("//"))
}

#[cfg(test)]
mod tests;
