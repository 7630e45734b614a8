//! `text[^note]` → `text¹`, with the notes as a numbered list at the end.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::{Edit, range_of};
use crate::article::text::Lines;

pub(super) fn edits(text: &str, lines: &Lines<'_>, root: Node<'_>) -> Option<Vec<Edit>> {
    let (mut edits, mut notes) = (Vec::new(), Vec::new());
    for node in root.descendants() {
        let data = node.data();
        match &data.value {
            NodeValue::FootnoteReference(reference) => {
                let range = range_of(lines, data.sourcepos)?;
                if !text.get(range.clone())?.starts_with("[^") {
                    return None;
                }
                edits.push((range, superscript(reference.ix)));
            }
            NodeValue::FootnoteDefinition(_) => {
                let first = data.sourcepos.start;
                let start = lines.offset(first.line, 1)?;
                let marker = lines.offset(first.line, first.column)?;
                // One inside of a list or a quote is more than can be taken out safely.
                if !text.get(start..marker)?.trim().is_empty() {
                    return None;
                }
                let last = node.children().last()?.data().sourcepos.end.line;
                let end = lines.end(last)?;
                let source = text.get(marker..end)?;
                let (_, note) = source.split_once("]:")?;
                notes.push(note_text(notes.len() + 1, note));
                let with_break = (end + 1).min(text.len());
                edits.push((start..with_break, String::new()));
            }
            _ => {}
        }
    }
    let end = text.len();
    let separator = if text.ends_with('\n') { "\n" } else { "\n\n" };
    edits.push((end..end, format!("{separator}---\n\n{}", notes.concat())));
    Some(edits)
}

fn superscript(number: u32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    let digits = digits
        .bytes()
        .map(|digit| DIGITS[usize::from(digit - b'0')]);
    digits.collect()
}

/// A note as an item of a list, what continues it indented as the list wants it.
fn note_text(number: usize, note: &str) -> String {
    let marker = format!("{number}. ");
    let indent = " ".repeat(marker.len());
    let mut text = marker;
    for (at, line) in note.trim().lines().enumerate() {
        let own = line.len() - line.trim_start_matches(' ').len();
        let line = &line[own.min(4)..];
        if at > 0 && !line.is_empty() {
            text.push_str(&indent);
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}
