//! Rejects metadata in formats of other tools, and front matter in other positions. It would be published as
//! text, and its `Status: draft` would be ignored.

use super::entry::{Problem, key_of, normalize};
use super::{Body, keys};

const ADVICE: &str = "write `key: value` between `---` lines at the top";

/// Rejects the header lines of MultiMarkdown, Pelican, Pandoc (`%`) and Nikola (`..`).
pub(super) fn reject(text: &str) -> Result<(), Problem> {
    let lines = text.lines().enumerate();
    let mut visible = lines.skip_while(|(_, line)| line.trim().is_empty());
    let Some((number, first)) = visible.next() else {
        return Ok(());
    };
    let found = if first.starts_with("% ") {
        Some("Pandoc's title lines are not supported")
    } else if nikola(first).is_some() {
        Some("Nikola's `.. key: value` lines are not supported")
    } else {
        None
    };
    if let Some(found) = found {
        return Err(problem(number, format!("{found}; {ADVICE}")));
    }
    properties(text, 0)
}

/// Rejects metadata in an HTML comment.
pub(super) fn reject_comment(comment: &str, lines_above: usize) -> Result<(), Problem> {
    let mut lines = comment.lines().enumerate();
    if let Some((number, _)) = lines.find(|(_, line)| nikola(line).is_some()) {
        let message = format!("Nikola's `.. key: value` lines are not supported; {ADVICE}");
        return Err(problem(lines_above + number, message));
    }
    properties(comment.trim_start_matches("<!--"), lines_above)
}

/// Rejects properties below the first heading, as exported by Notion.
pub(super) fn reject_properties(body: Body<'_>) -> Result<(), Problem> {
    properties(body.text, body.lines_above)
}

/// Rejects front matter below other text, such as a heading or a quote, or after `--- # a comment`.
pub(super) fn reject_misplaced(body: Body<'_>) -> Result<(), Problem> {
    let lines: Vec<&str> = body.text.lines().take(FIRST_LINES).collect();
    let mut is_code = false;
    for (number, line) in lines.iter().enumerate() {
        is_code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let is_comment = |rest: &str| rest.trim().is_empty() || rest.trim_start().starts_with('#');
        let opens = line.strip_prefix("---").is_some_and(is_comment);
        if is_code || !opens {
            continue;
        }
        let below = lines[number + 1..].iter();
        let inside = below.take_while(|line| !line.trim().is_empty() && !is_rule(line));
        let weight: Option<usize> = inside.map(|line| weight_of(line)).sum();
        if weight.is_some_and(|weight| weight >= 2) {
            let message = "this looks like front matter, but it is not at the top; move it to the top of \
                           the file, between lines `---`";
            return Err(problem(body.lines_above + number, message.to_owned()));
        }
    }
    Ok(())
}

/// How many lines are searched for misplaced front matter.
const FIRST_LINES: usize = 60;

/// Rejects a paragraph of `Key: value` lines at the top, or below a heading at the top.
fn properties(text: &str, lines_above: usize) -> Result<(), Problem> {
    let mut lines = text.lines().enumerate().peekable();
    let is_blank = |(_, line): &(usize, &str)| line.trim().is_empty();
    while lines.next_if(is_blank).is_some() {}
    // Rules and fences, and `---` that an editor replaced by a dash.
    while lines.next_if(|(_, line)| is_rule(line)).is_some() {}
    if lines.next_if(|(_, line)| line.starts_with("# ")).is_some() {
        while lines.next_if(is_blank).is_some() {}
    }
    let (mut first, mut is_logseq) = (None, false);
    let (mut weight, mut all) = (0, 0);
    for (number, line) in lines.take_while(|(_, line)| !line.trim().is_empty() && !is_rule(line)) {
        let Some(of_this) = weight_of(line) else {
            // Logseq's properties end at the first block.
            if is_logseq {
                break;
            }
            return Ok(());
        };
        is_logseq |= line.contains(":: ");
        first.get_or_insert(number);
        (weight, all) = (weight + of_this, all + 1);
    }
    match first {
        Some(first) if weight >= 2 && all <= MAX_PROPERTIES => Err(problem(
            lines_above + first,
            format!("these lines look like front matter; {ADVICE}"),
        )),
        _ => Ok(()),
    }
}

/// Returns whether a line is a rule of dashes, asterisks or similar, or a fence.
fn is_rule(line: &str) -> bool {
    let rule = line
        .trim()
        .trim_start_matches(['—', '–', '-', '*', '_', '~', '+', '`']);
    rule.len() < line.trim().len() && rule.chars().all(char::is_alphanumeric)
}

/// A longer paragraph of such lines is probably something else.
const MAX_PROPERTIES: usize = 40;

/// Returns how strongly a line looks like front matter: 1 for a known key, 2 for a status of one word,
/// else 0. `None` if it isn't `Key: value`. The key may have several words, as in Notion.
fn weight_of(line: &str) -> Option<usize> {
    let line = &line.replace("**", "");
    // Logseq and Dataview write `key:: value`. In Logseq, the first one may be a list item.
    let (key, value) = match line.split_once(":: ") {
        Some((key, value)) => (key.trim_start_matches("- ").trim(), value),
        None => line.split_once(": ")?,
    };
    let is_word = |word: &str| key_of(&format!("{word}:"), ':').is_some();
    if key.is_empty() || !key.split(' ').all(is_word) {
        return None;
    }
    Some(match keys::role(&normalize(key)) {
        Some(keys::Role::Status(_)) if value.split(' ').count() == 1 => 2,
        Some(_) => 1,
        None => 0,
    })
}

/// Returns the key of a line `.. key: value`.
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
