//! What to write instead of a line that YAML or TOML trips over: `title: Foo: a tale`, `*x*`,
//! `@x`, `[WIP] x`. Writers should not have to know why.

use super::block::key_of;
use super::yaml::{self, Failure};
use super::{Problem, keys, normalized};

/// How many lines above the place of an error may be its cause.
const MAX_LINES: usize = 20;

/// A failure in a writer's words, with the corrected line to copy where one line is to blame.
pub(super) fn explained(yaml: &str, failure: Failure) -> Problem {
    let problem = failure.problem;
    if !failure.is_syntax {
        return problem;
    }
    let lines: Vec<&str> = yaml.lines().collect();
    if let Some((line, corrected)) = culprit(&lines, problem.line) {
        let key = key_of(lines[line], ':').unwrap_or_default();
        return Problem {
            line: line + 1,
            column: value_column(lines[line]),
            message: format!("{key}: {}; write: {corrected}", why(lines[line])),
        };
    }
    let line = problem.line.saturating_sub(1);
    let about = lines.get(line).copied().unwrap_or_default();
    let said = in_plain_words(&problem.message);
    let message = match key_of(about, ':') {
        Some(key) => format!("{key}: {said}"),
        None => said,
    };
    Problem { message, ..problem }
}

/// The line, from 0, that is to blame, and how it is right: with it the front matter parses further,
/// or at least as far as that line, if others are wrong as well.
fn culprit(lines: &[&str], failed: usize) -> Option<(usize, String)> {
    let last = failed.min(lines.len());
    let first = last.saturating_sub(MAX_LINES);
    (first..last).rev().find_map(|line| {
        let corrected = corrected(lines[line])?;
        // Alone it has to fail as well, or it is not to blame.
        yaml::failure(lines[line])?;
        let mut all = lines.to_vec();
        all[line] = &corrected;
        let parses_further = match yaml::failure(&all.join("\n")) {
            None => true,
            Some(next) => next.problem.line > failed,
        };
        let is_whole = lines
            .get(line + 1)
            .is_none_or(|next| key_of(next, ':').is_some());
        let parses_so_far = || is_whole && yaml::failure(&all[..=line].join("\n")).is_none();
        (parses_further || parses_so_far()).then(|| (line, corrected.clone()))
    })
}

/// A `key: value` of one line with its value in quotes.
fn corrected(line: &str) -> Option<String> {
    let key = key_of(line, ':')?;
    let value = line[line.find(':')? + 1..].trim();
    if value.is_empty() {
        return None;
    }
    let spaced = format!("{key}: {value}");
    if is_glued(line) && yaml::failure(&spaced).is_none() {
        return Some(spaced);
    }
    if keys::role(&normalized(key)) == Some(keys::Role::Tags) && value.starts_with('[') {
        let tags = value.trim_start_matches('[').trim_end_matches(']');
        let tags: Vec<_> = tags.split(',').map(|tag| quoted(tag.trim())).collect();
        return Some(format!("{key}: [{}]", tags.join(", ")));
    }
    Some(format!("{key}: {}", quoted(value)))
}

/// Whether a value follows its colon without a space.
fn is_glued(line: &str) -> bool {
    let behind = line.split_once(':').map(|(_, behind)| behind);
    behind.is_some_and(|behind| !behind.starts_with(char::is_whitespace))
}

/// `; write: …`, with the value of the line in quotes, or nothing if the line has none.
pub(super) fn quoted_line(line: &str) -> String {
    corrected(line).map_or_else(String::new, |line| format!("; write: {line}"))
}

/// As [`quoted_line`], for TOML, where every text is in quotes.
pub(super) fn toml_line(line: &str) -> String {
    let Some((key, value)) = line.split_once('=') else {
        // Somebody who writes YAML between `+++` lines.
        return key_of(line, ':').map_or_else(String::new, |key| {
            let value = line[line.find(':').unwrap_or_default() + 1..].trim();
            format!("; write: {key} = {}", escaped(value.trim_matches('"')))
        });
    };
    let (key, value) = (key.trim(), value.trim());
    if value.is_empty() || value.starts_with(['[', '{']) {
        return String::new();
    }
    format!(
        "; write: {key} = {}",
        escaped(value.trim_matches(['"', '\'']))
    )
}

/// A text as YAML takes it for itself, in the quotes that leave it readable.
fn quoted(value: &str) -> String {
    let is_open = |quote: char| value.starts_with(quote) && value.matches(quote).count() == 1;
    if is_open('\'') || is_open('"') {
        let quote = &value[..1];
        return format!("{value}{quote}");
    }
    let ends = |quote: char| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    if ends('\'') || ends('"') {
        return value.to_owned();
    }
    if value.contains(['"', '\\']) && !value.contains('\'') {
        return format!("'{value}'");
    }
    escaped(value)
}

fn escaped(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What about the value is special to YAML.
fn why(line: &str) -> String {
    let value = line[line.find(':').map_or(0, |at| at + 1)..].trim();
    let first = value.chars().next().unwrap_or_default();
    if is_glued(line) {
        return "there is no space behind the colon".to_owned();
    }
    match first {
        '"' | '\'' if value[1..].contains(first) => {
            "the quotes end before the text does".to_owned()
        }
        '"' | '\'' => "the quote that opens is never closed".to_owned(),
        '`' => "a text that begins with a backtick has to be in quotes".to_owned(),
        '[' if value.contains(" #") => {
            "YAML takes what follows ` #` for a comment, so the list is not closed".to_owned()
        }
        '[' if !value.contains(']') => "the list is not closed".to_owned(),
        '*' | '&' | '@' | '%' | '!' | '[' | '{' | '|' | '>' | ']' | '}' | ',' => {
            format!("a text that begins with `{first}` has to be in quotes")
        }
        _ if value.contains(": ") || value.ends_with(':') => {
            "a text with a colon in it has to be in quotes".to_owned()
        }
        _ => "this text has to be in quotes".to_owned(),
    }
}

/// Where the value of a line begins, from 1.
pub(super) fn value_column(line: &str) -> usize {
    let colon = line.find(':').map_or(0, |at| at + 1);
    let spaces = line[colon..].len() - line[colon..].trim_start().len();
    line[..colon + spaces].chars().count() + 1
}

/// The YAML parser speaks to programmers; these are its commonest errors for writers.
fn in_plain_words(said: &str) -> String {
    if said.contains("tab") {
        return format!("{said}; indent with spaces");
    }
    if said.contains("unknown anchor") {
        return "a text that begins with `*` has to be in quotes".to_owned();
    }
    if said.contains("quoted scalar") {
        return "a text in quotes that begins above is not closed; add the quote".to_owned();
    }
    if said.contains("mapping values are not allowed") {
        return "expected `key: value` at the beginning of a line; a text with a colon in it has to be in \
                quotes"
            .to_owned();
    }
    if said.contains("simple key expected") {
        return "expected `key: value`, and there is no colon".to_owned();
    }
    said.replace("scalar", "text").replace('\n', "; ")
}
