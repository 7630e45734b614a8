//! What other tools have in the place of front matter. It is not read, so an article that has it
//! is refused: published as text, its `Status: draft` would be seen and not heard.

use super::block::{self, key_of};
use super::{Body, Entry, Problem, keys, normalized};

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
    if let Some((number, _)) = lines.find(|(_, line)| nikola(line).is_some()) {
        let message = format!("Nikola's `.. key: value` lines are not read; {HOW}");
        return Err(problem(lines_above + number, message));
    }
    properties(comment.trim_start_matches("<!--"), lines_above)
}

/// Properties below the first heading, as Notion exports them.
pub(super) fn refuse_properties(body: Body<'_>) -> Result<(), Problem> {
    properties(body.text, body.lines_above)
}

/// A second block of front matter below the first, as templates leave it, would be published as text.
pub(super) fn refuse_second(body: Body<'_>) -> Result<(), Problem> {
    let Ok((Some(second), _)) = block::split(body.text) else {
        return Ok(());
    };
    let is_known = |entry: &Entry| keys::is_known(&normalized(&entry.key));
    match second.entries() {
        Ok(entries) if entries.top.iter().any(is_known) => Err(Problem {
            line: body.lines_above + second.lines_above.max(1),
            column: 1,
            message: "a second one begins here, and is not read; make one of both".to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Front matter below something else, such as a heading or a quote, or behind `--- # a comment`: it would
/// be published as text.
pub(super) fn refuse_misplaced(body: Body<'_>) -> Result<(), Problem> {
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
            let message = "this looks like front matter, and is not read where it stands; put it at the \
                           top of the file, between lines of nothing but `---`";
            return Err(problem(body.lines_above + number, message.to_owned()));
        }
    }
    Ok(())
}

/// How far below the top front matter may have come.
const FIRST_LINES: usize = 60;

/// A paragraph of nothing but `Key: value`, at the top or below the heading there.
fn properties(text: &str, lines_above: usize) -> Result<(), Problem> {
    let mut lines = text.lines().enumerate().peekable();
    let is_blank = |(_, line): &(usize, &str)| line.trim().is_empty();
    while lines.next_if(is_blank).is_some() {}
    // `---` that an editor has made a dash of, or other rules and fences.
    while lines.next_if(|(_, line)| is_rule(line)).is_some() {}
    if lines.next_if(|(_, line)| line.starts_with("# ")).is_some() {
        while lines.next_if(is_blank).is_some() {}
    }
    let (mut first, mut is_logseq) = (None, false);
    let (mut weight, mut all) = (0, 0);
    for (number, line) in lines.take_while(|(_, line)| !line.trim().is_empty() && !is_rule(line)) {
        let Some(of_this) = weight_of(line) else {
            // Those of Logseq end where the blocks begin.
            match is_logseq {
                true => break,
                false => return Ok(()),
            }
        };
        is_logseq |= line.contains(":: ");
        first.get_or_insert(number);
        (weight, all) = (weight + of_this, all + 1);
    }
    match first {
        Some(first) if weight >= 2 && all <= MAX_PROPERTIES => Err(problem(
            lines_above + first,
            format!("these lines look like front matter, and are not read here; {HOW}"),
        )),
        _ => Ok(()),
    }
}

/// Whether a line holds nothing but dashes, stars and the like, or opens or closes a fence.
fn is_rule(line: &str) -> bool {
    let rule = line
        .trim()
        .trim_start_matches(['—', '–', '-', '*', '_', '~', '+', '`']);
    rule.len() < line.trim().len() && rule.chars().all(char::is_alphanumeric)
}

/// A longer paragraph of such lines is a list of something else.
const MAX_PROPERTIES: usize = 40;

/// How much a line speaks for front matter: a key that is read counts once, a status of one word
/// twice. Nothing if it is no `Key: value`; the key may have several words, as in Notion.
fn weight_of(line: &str) -> Option<usize> {
    let line = &line.replace("**", "");
    // Logseq and Dataview write `key:: value`, the first one also in an item.
    let (key, value) = match line.split_once(":: ") {
        Some((key, value)) => (key.trim_start_matches("- ").trim(), value),
        None => line.split_once(": ")?,
    };
    let is_word = |word: &str| key_of(&format!("{word}:"), ':').is_some();
    if key.is_empty() || !key.split(' ').all(is_word) {
        return None;
    }
    Some(match keys::role(&normalized(key)) {
        Some(keys::Role::Status(_)) if value.split(' ').count() == 1 => 2,
        Some(_) => 1,
        None => 0,
    })
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
