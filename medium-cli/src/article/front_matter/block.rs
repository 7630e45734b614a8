//! Finds the start and end of the front matter.

use super::entry::{Problem, key_of, normalize};
use super::{Body, keys, unsupported};

/// The front matter, without its delimiting lines.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) syntax: Syntax,
    pub(super) text: &'a str,
    /// The number of lines of the file above it.
    pub(super) lines_above: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
    Json,
}

/// Splits the text into front matter and body. Formatters and editors may insert blank lines, HTML comments
/// and byte order marks above the front matter.
pub(super) fn split(text: &str) -> Result<(Option<Block<'_>>, Body<'_>), Problem> {
    let start = start(text)?;
    let rest = &text[start..];
    let first = rest.split_inclusive('\n').next().unwrap_or_default();
    let (syntax, closings): (_, &[&str]) = match first.trim_end() {
        "+++" => (Syntax::Toml, &["+++"]),
        "---" => (Syntax::Yaml, &["---", "..."]),
        ";;;" => (Syntax::Json, &[";;;"]),
        line => match line.strip_prefix("---").map(syntax_of) {
            Some(Some(syntax)) => (syntax, &["---"]),
            Some(None) if is_language(line) && closing(rest, first.len(), &["---"]).is_some() => {
                return Err(problem(text, start, UNKNOWN_LANGUAGE));
            }
            _ if is_json(rest) => return json(text, start),
            _ => return Ok((None, Body::from(text, 0))),
        },
    };
    let Some((end, below)) = closing(rest, first.len(), closings) else {
        if is_front_matter(&rest[first.len()..], syntax) {
            let message = format!(
                "the front matter starts here and is never closed; add a line `{}` below it",
                closings[0]
            );
            return Err(problem(text, start, message));
        }
        // `---` above text is a thematic break.
        return Ok((None, Body::from(text, 0)));
    };
    let block = Block {
        syntax,
        text: &rest[first.len()..end],
        lines_above: text[..start].matches('\n').count() + 1,
    };
    Ok((Some(block), Body::from(text, start + below)))
}

const UNKNOWN_LANGUAGE: &str = "unsupported language; use YAML between `---` lines, TOML or JSON";

/// Returns the start of the text, after blank lines, comments and byte order marks.
fn start(text: &str) -> Result<usize, Problem> {
    let mut start = 0;
    loop {
        let line = text[start..]
            .split_inclusive('\n')
            .next()
            .unwrap_or_default();
        let visible = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !line.is_empty() && visible.is_empty() {
            start += line.len();
            continue;
        }
        let indent = line.len() - line.trim_start_matches('\u{feff}').len();
        let rest = &text[start + indent..];
        let Some(end) = rest.starts_with("<!--").then(|| rest.find("-->")).flatten() else {
            return Ok(start + indent);
        };
        unsupported::reject_comment(&rest[..end], text[..start].matches('\n').count())?;
        start += indent + end + "-->".len();
    }
}

/// Returns the syntax named after the opening dashes, as in `---toml`.
fn syntax_of(language: &str) -> Option<Syntax> {
    match language.trim().to_ascii_lowercase().as_str() {
        "yaml" | "yml" => Some(Syntax::Yaml),
        "toml" => Some(Syntax::Toml),
        "json" => Some(Syntax::Json),
        _ => None,
    }
}

/// Returns whether a line is `---` followed by a word, such as `---js`.
fn is_language(line: &str) -> bool {
    let word = line.trim_start_matches('-').trim();
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Returns the start and the end of the closing line.
fn closing(rest: &str, from: usize, closings: &[&str]) -> Option<(usize, usize)> {
    let mut end = from;
    for line in rest[from..].split_inclusive('\n') {
        if closings.contains(&line.trim_end()) {
            return Some((end, end + line.len()));
        }
        end += line.len();
    }
    None
}

/// Returns whether an unclosed block was meant as front matter: its first line is `key: value`, or
/// the first line after blank lines has a known key.
fn is_front_matter(rest: &str, syntax: Syntax) -> bool {
    let separator = match syntax {
        Syntax::Toml => '=',
        Syntax::Yaml => ':',
        Syntax::Json => return true,
    };
    let mut lines = rest.lines().enumerate();
    let first = lines.find(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    first.is_some_and(|(number, line)| match key_of(line, separator) {
        Some(key) => number == 0 || keys::is_known(&normalize(key)),
        None => false,
    })
}

/// Returns whether the text starts like a JSON object, not like a shortcode `{{< … >}}` or `{% … %}`.
fn is_json(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('{') else {
        return false;
    };
    let next = inside.trim_start().chars().next();
    matches!(next, Some('"' | '\'' | '}')) || inside.starts_with('\n')
}

/// Splits off a JSON object without delimiting lines.
fn json(text: &str, start: usize) -> Result<(Option<Block<'_>>, Body<'_>), Problem> {
    let rest = &text[start..];
    let mut objects = serde_json::Deserializer::from_str(rest).into_iter::<serde::de::IgnoredAny>();
    let lines_above = text[..start].matches('\n').count();
    if let Some(Err(error)) = objects.next() {
        return Err(json_problem(&error, lines_above));
    }
    let end = objects.byte_offset();
    let block = Block {
        syntax: Syntax::Json,
        text: &rest[..end],
        lines_above,
    };
    Ok((Some(block), Body::from(text, start + end)))
}

fn json_problem(error: &serde_json::Error, lines_above: usize) -> Problem {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let reason = match message.trim_end_matches(&position) {
        "key must be a string" | "trailing comma" => {
            r#"expected a key in quotes, such as `"title"`; remove a comma after the last value"#
        }
        reason => reason,
    };
    // serde_json reports an error at a line break as column 0 of the next line.
    let line = error.line() - usize::from(error.column() == 0 && error.line() > 1);
    Problem {
        line: lines_above + line.max(1),
        column: error.column().max(1),
        message: format!("invalid JSON: {reason}"),
    }
}

fn problem(text: &str, offset: usize, message: impl Into<String>) -> Problem {
    Problem {
        line: text[..offset].matches('\n').count() + 1,
        column: 1,
        message: message.into(),
    }
}
