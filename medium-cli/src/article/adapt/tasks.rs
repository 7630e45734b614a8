//! `- [x] done` → `- ☑ done`.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::{Edit, range_of};
use crate::article::text::Lines;

pub(super) fn edits(text: &str, lines: &Lines<'_>, root: Node<'_>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for node in root.descendants() {
        let NodeValue::TaskItem(task) = node.data().value else {
            continue;
        };
        let symbol = range_of(lines, task.symbol_sourcepos)?;
        let range = symbol.start.checked_sub(1)?..symbol.end + 1;
        let written = text.get(range.clone())?;
        if !(written.starts_with('[') && written.ends_with(']')) {
            return None;
        }
        let checked = task.symbol.is_some();
        edits.push((range, if checked { "☑" } else { "☐" }.to_owned()));
    }
    Some(edits)
}
