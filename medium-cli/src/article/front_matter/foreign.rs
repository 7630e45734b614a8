//! What other tools have in the place of front matter. It is not read, so an article that has it
//! is refused: published as text, its `Status: draft` would be seen and not heard.

use super::block::key_of;
use super::{Body, Problem, keys, normalized};

const HOW: &str = "put it between `---` lines at the top, as `key: value`";

/// MultiMarkdown's and Pelican's lines, Pandoc's `%` lines, Nikola's `..` lines.
pub(super) fn refuse(text: &str) -> Result<(), Problem> {
    let lines = text.lines().enumerate();
    let mut shown = lines.skip_while(|(_, line)| line.trim().is_empty());
    let Some((number, first)) = shown.next() else {
        return Ok(());
    };
    let found = if first.starts_with("% ") {
        Some("Pandoc's title lines are not read")
    } else if nikola(first).is_some() {
        Some("Nikola's `.. key: value` lines are not read")
    } else {
        None
    };
    if let Some(found) = found {
        return Err(problem(number, format!("{found}; {HOW}")));
    }
    properties(text, 0)
}

/// Nikola's lines in a comment.
pub(super) fn refuse_comment(comment: &str, lines_above: usize) -> Result<(), Problem> {
    let mut lines = comment.lines().enumerate();
    match lines.find(|(_, line)| nikola(line).is_some()) {
        Some((number, _)) => Err(problem(
            lines_above + number,
            format!("Nikola's `.. key: value` lines are not read; {HOW}"),
        )),
        None => Ok(()),
    }
}

/// Properties below the first heading, as Notion exports them.
pub(super) fn refuse_properties(body: Body<'_>) -> Result<(), Problem> {
    properties(body.text, body.lines_above)
}

/// A paragraph of nothing but `Key: value`, at the top or below the heading there.
fn properties(text: &str, lines_above: usize) -> Result<(), Problem> {
    let mut lines = text.lines().enumerate().peekable();
    let is_blank = |(_, line): &(usize, &str)| line.trim().is_empty();
    while lines.next_if(is_blank).is_some() {}
    if lines.next_if(|(_, line)| line.starts_with("# ")).is_some() {
        while lines.next_if(is_blank).is_some() {}
    }
    let mut first = None;
    let (mut ours, mut all) = (0, 0);
    for (number, line) in lines {
        if line.trim().is_empty() {
            break;
        }
        // A name may have several words in Notion.
        let Some((key, value)) = line.split_once(": ") else {
            return Ok(());
        };
        if key.is_empty()
            || key
                .split(' ')
                .any(|word| key_of(&format!("{word}:"), ':').is_none())
        {
            return Ok(());
        }
        let role = keys::role(&normalized(key));
        let is_status =
            matches!(role, Some(keys::Role::Status(_))) && value.split(' ').count() == 1;
        first.get_or_insert(number);
        all += 1;
        ours += if is_status {
            2
        } else {
            usize::from(role.is_some())
        };
    }
    match first {
        Some(first) if ours >= 2 && all <= 40 => Err(problem(
            lines_above + first,
            format!("these lines look like front matter, and are not read here; {HOW}"),
        )),
        _ => Ok(()),
    }
}

/// The key of a line `.. key: value`.
fn nikola(line: &str) -> Option<&str> {
    key_of(line.trim_start().strip_prefix(".. ")?, ':')
}

fn problem(lines_above: usize, message: String) -> Problem {
    Problem {
        line: lines_above + 1,
        column: 1,
        message,
    }
}
