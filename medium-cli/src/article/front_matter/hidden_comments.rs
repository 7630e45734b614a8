//! Comments in values: a title is sent as it is written, so what its author hides from the readers of
//! another tool would be read by everybody. They are refused, and not taken out, since a title may be
//! about comments: then they stand between backticks.

use super::{Entry, Problem, Value, cover, keys, normalized};
use crate::article::expand::comments;

/// Refuses every value that is read and holds a comment.
pub(super) fn refuse(entries: &[Entry]) -> Result<(), Vec<Problem>> {
    let problems: Vec<_> = entries.iter().filter_map(problem).collect();
    match problems.is_empty() {
        true => Ok(()),
        false => Err(problems),
    }
}

fn problem(entry: &Entry) -> Option<Problem> {
    let key = normalized(&entry.key);
    if !keys::is_known(&key) && !cover::is_read(&key) {
        return None;
    }
    let (comment, line, column) = match &*entry.value {
        Value::Text(text) => (comments::first(text)?, entry.line, entry.column),
        Value::List(items) => items.iter().find_map(|item| {
            let comment = comments::first(&item.text)?;
            Some((comment, item.line + entry.lines_above, item.column))
        })?,
        Value::Empty | Value::Nested => return None,
    };
    let comment = comment.trim();
    let problem = entry.problem(format!(
        "`{comment}` is a comment, and would be published; take it out, or put it between backticks \
         if it is to be read"
    ));
    Some(Problem {
        line,
        column,
        ..problem
    })
}
