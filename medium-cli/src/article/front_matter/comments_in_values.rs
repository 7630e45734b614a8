//! Rejects comments in values. A title is sent as written, so a comment that another tool hides would be
//! published. Comments are not removed automatically, since a title may be about them; then they are
//! written between backticks.

use super::entry::{Entry, Problem, Value, normalize};
use super::{cover, keys};
use crate::article::expand::comments;

/// Returns an error for each comment in the value of a known key.
pub(super) fn problems(entries: &[Entry]) -> impl Iterator<Item = Problem> {
    entries.iter().filter_map(problem)
}

fn problem(entry: &Entry) -> Option<Problem> {
    let key = normalize(&entry.key);
    if !keys::is_known(&key) && !cover::is_image_key(&key) {
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
        "`{comment}` is a comment and would be published; remove it, or put it between backticks to \
         keep it"
    ));
    Some(Problem {
        line,
        column,
        ..problem
    })
}
