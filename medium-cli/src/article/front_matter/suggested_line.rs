//! Corrects lines that YAML or TOML can't parse, such as `title: Foo: a tale` or `title: @home`, so that
//! error messages can show the line to write instead.

use super::entry::{Entry, Problem, Value, key_of, normalize};
use super::keys;
use super::yaml;
use super::yaml_failure::{Failure, value_column};

/// How many lines above an error are checked for its cause.
const MAX_LINES: usize = 20;

/// Explains a failure to a writer, with the corrected line if one line is the cause.
pub(super) fn explain(yaml: &str, failure: Failure) -> Problem {
    let problem = match failure {
        Failure::Syntax(problem) => problem,
        Failure::Invalid(problem) => return problem,
        Failure::CommentInText { problem, line } => {
            let message = problem.message + &suggest_line(&line);
            return Problem { message, ..problem };
        }
    };
    let lines: Vec<&str> = yaml.lines().collect();
    if let Some((line, corrected)) = find_cause(&lines, problem.line) {
        let key = key_of(lines[line], ':').unwrap_or_default();
        return Problem {
            line: line + 1,
            column: value_column(lines[line]),
            message: format!("{key}: {}; write: {corrected}", reason_for(lines[line])),
        };
    }
    let line = problem.line.saturating_sub(1);
    let written = lines.get(line).copied().unwrap_or_default();
    let reason = rephrase(&problem.message);
    let message = match key_of(written, ':') {
        Some(key) => format!("{key}: {reason}"),
        None => reason,
    };
    Problem { message, ..problem }
}

/// Returns the line (from 0) that causes the failure, and its correction. With the correction, the
/// front matter parses further, or at least up to that line if other lines are wrong too.
fn find_cause(lines: &[&str], failed: usize) -> Option<(usize, String)> {
    let last = failed.min(lines.len());
    let first = last.saturating_sub(MAX_LINES);
    (first..last).rev().find_map(|line| {
        let corrected = correct_line(lines[line])?;
        // The cause also fails on its own.
        yaml::failure(lines[line])?;
        let mut all = lines.to_vec();
        all[line] = &corrected;
        let parses_further = match yaml::failure(&all.join("\n")) {
            None => true,
            Some(next) => next.problem().line > failed,
        };
        let is_whole = lines
            .get(line + 1)
            .is_none_or(|next| key_of(next, ':').is_some());
        let parses_so_far = || is_whole && yaml::failure(&all[..=line].join("\n")).is_none();
        (parses_further || parses_so_far()).then(|| (line, corrected.clone()))
    })
}

/// Returns the line with its value in quotes, or with the missing space after the colon.
fn correct_line(line: &str) -> Option<String> {
    let key = key_of(line, ':')?;
    let value = line[line.find(':')? + 1..].trim();
    if value.is_empty() {
        return None;
    }
    let spaced = format!("{key}: {value}");
    if lacks_space_after_colon(line) && yaml::failure(&spaced).is_none() {
        return Some(spaced);
    }
    if keys::role(&normalize(key)) == Some(keys::Role::Tags) && value.starts_with('[') {
        let tags = value.trim_start_matches('[').trim_end_matches(']');
        let tags: Vec<_> = tags.split(',').map(|tag| quote(tag.trim())).collect();
        return Some(format!("{key}: [{}]", tags.join(", ")));
    }
    Some(format!("{key}: {}", quote(value)))
}

/// Returns whether there is no space between the colon and the value.
fn lacks_space_after_colon(line: &str) -> bool {
    let value = line.split_once(':').map(|(_, value)| value);
    value.is_some_and(|value| !value.starts_with(char::is_whitespace))
}

/// Returns the value of an entry as text.
pub(super) fn text_of(entry: &Entry) -> Result<&str, Problem> {
    let instead = match &*entry.value {
        Value::Text(text) => return Ok(text.trim()),
        Value::List(_) => ", not a list",
        Value::Empty | Value::Nested => "",
    };
    let correction = entry
        .source_line
        .as_deref()
        .map(suggest_line)
        .unwrap_or_default();
    Err(entry.problem(format!("expected text{instead}{correction}")))
}

/// Returns `; write: …` with the value of the line in quotes, or an empty string without a value.
pub(super) fn suggest_line(line: &str) -> String {
    correct_line(line).map_or_else(String::new, |line| format!("; write: {line}"))
}

/// Like [`suggest_line`], for TOML.
pub(super) fn suggest_toml_line(line: &str) -> String {
    let Some((key, value)) = line.split_once('=') else {
        // YAML between `+++` lines.
        return key_of(line, ':').map_or_else(String::new, |key| {
            let value = line[line.find(':').unwrap_or_default() + 1..].trim();
            format!(
                "; write: {key} = {}",
                quote_escaped(value.trim_matches('"'))
            )
        });
    };
    let (key, value) = (key.trim(), value.trim());
    if value.is_empty() || value.starts_with(['[', '{']) {
        return String::new();
    }
    format!(
        "; write: {key} = {}",
        quote_escaped(value.trim_matches(['"', '\'']))
    )
}

/// Returns text in YAML quotes, with as few escapes as possible.
fn quote(value: &str) -> String {
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
    quote_escaped(value)
}

fn quote_escaped(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns why YAML can't parse the value.
fn reason_for(line: &str) -> String {
    let value = line[line.find(':').map_or(0, |offset| offset + 1)..].trim();
    let first = value.chars().next().unwrap_or_default();
    if lacks_space_after_colon(line) {
        return "missing space after the colon".to_owned();
    }
    match first {
        '"' | '\'' if value[1..].contains(first) => {
            "the quotes close before the end of the text".to_owned()
        }
        '"' | '\'' => "the quote is never closed".to_owned(),
        '`' => "text that starts with a backtick must be quoted".to_owned(),
        '[' if value.contains(" #") => {
            "YAML reads the text after ` #` as a comment, so the list is not closed".to_owned()
        }
        '[' if !value.contains(']') => "the list is not closed".to_owned(),
        '*' | '&' | '@' | '%' | '!' | '[' | '{' | '|' | '>' | ']' | '}' | ',' => {
            format!("text that starts with `{first}` must be quoted")
        }
        _ if value.contains(": ") || value.ends_with(':') => {
            "text with a colon must be quoted".to_owned()
        }
        _ => "this text must be quoted".to_owned(),
    }
}

/// Rephrases the most common errors of the YAML parser for writers.
fn rephrase(error: &str) -> String {
    if error.contains("tab") {
        return "found a tab; indent with spaces".to_owned();
    }
    if error.contains("unknown anchor") {
        return "text that starts with `*` must be quoted".to_owned();
    }
    if error.contains("quoted scalar") {
        return "quoted text that starts above is not closed; add the quote".to_owned();
    }
    if error.contains("mapping values are not allowed") {
        return "expected `key: value` at the start of a line; text with a colon must be quoted"
            .to_owned();
    }
    if error.contains("simple key expected") {
        return "expected `key: value`, but there is no colon".to_owned();
    }
    error.replace("scalar", "text").replace('\n', "; ")
}
