//! Where the front matter of a text begins and ends.

use super::{Body, Problem, keys, normalized, unsupported};

/// The front matter as it is written, without the lines that delimit it.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) syntax: Syntax,
    pub(super) text: &'a str,
    /// How many lines of the file stand above it.
    pub(super) lines_above: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
    Json,
}

/// The front matter, and the text below it. Blank lines, HTML comments and byte order marks may
/// stand above it: formatters and editors put them there.
pub(super) fn split(text: &str) -> Result<(Option<Block<'_>>, Body<'_>), Problem> {
    let start = start(text)?;
    let rest = &text[start..];
    let first = rest.split_inclusive('\n').next().unwrap_or_default();
    let (syntax, closings): (_, &[&str]) = match first.trim_end() {
        "+++" => (Syntax::Toml, &["+++"]),
        "---" => (Syntax::Yaml, &["---", "..."]),
        ";;;" => (Syntax::Json, &[";;;"]),
        line => match line.strip_prefix("---").map(named) {
            Some(Some(syntax)) => (syntax, &["---"]),
            Some(None) if is_language(line) && closing(rest, first.len(), &["---"]).is_some() => {
                return Err(problem(text, start, UNKNOWN_LANGUAGE));
            }
            _ if is_json(rest) => return json(text, start),
            _ => return Ok((None, Body::from(text, 0))),
        },
    };
    let Some((end, below)) = closing(rest, first.len(), closings) else {
        if is_meant(&rest[first.len()..], syntax) {
            let message = format!(
                "opened here and never closed; add a line `{}` below it",
                closings[0]
            );
            return Err(problem(text, start, message));
        }
        // A rule, as in `---` above a text.
        return Ok((None, Body::from(text, 0)));
    };
    let block = Block {
        syntax,
        text: &rest[first.len()..end],
        lines_above: text[..start].matches('\n').count() + 1,
    };
    Ok((Some(block), Body::from(text, start + below)))
}

const UNKNOWN_LANGUAGE: &str =
    "in a language that is not read; write it in YAML between `---` lines, TOML or JSON";

/// Where the text begins, behind what does not count.
fn start(text: &str) -> Result<usize, Problem> {
    let mut start = 0;
    loop {
        let line = text[start..]
            .split_inclusive('\n')
            .next()
            .unwrap_or_default();
        let shown = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !line.is_empty() && shown.is_empty() {
            start += line.len();
            continue;
        }
        let indent = line.len() - line.trim_start_matches('\u{feff}').len();
        let rest = &text[start + indent..];
        let Some(end) = rest.starts_with("<!--").then(|| rest.find("-->")).flatten() else {
            return Ok(start + indent);
        };
        unsupported::refuse_comment(&rest[..end], text[..start].matches('\n').count())?;
        start += indent + end + "-->".len();
    }
}

/// The syntax that stands behind the opening dashes.
fn named(language: &str) -> Option<Syntax> {
    match language.trim().to_ascii_lowercase().as_str() {
        "yaml" | "yml" => Some(Syntax::Yaml),
        "toml" => Some(Syntax::Toml),
        "json" => Some(Syntax::Json),
        _ => None,
    }
}

/// Whether a line is `---` and a word, such as `---js`.
fn is_language(line: &str) -> bool {
    let word = line.trim_start_matches('-').trim();
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Where the closing line begins, and where it ends.
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

/// Whether front matter was meant that is never closed: its first line is an entry, or the first
/// after blank lines is one of ours.
fn is_meant(rest: &str, syntax: Syntax) -> bool {
    let separator = match syntax {
        Syntax::Toml => '=',
        Syntax::Yaml => ':',
        Syntax::Json => return true,
    };
    let mut lines = rest.lines().enumerate();
    let first = lines.find(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    first.is_some_and(|(number, line)| match key_of(line, separator) {
        Some(key) => number == 0 || keys::is_known(&normalized(key)),
        None => false,
    })
}

/// The key of a line that looks like `key: value`.
pub(super) fn key_of(line: &str, separator: char) -> Option<&str> {
    let (key, _) = line.split_once(separator)?;
    let key = key.trim_end();
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    is_key.then_some(key)
}

/// Whether a text begins as a JSON object does, and not as a shortcode `{{< … >}}` or `{% … %}`.
fn is_json(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('{') else {
        return false;
    };
    let next = inside.trim_start().chars().next();
    matches!(next, Some('"' | '\'' | '}')) || inside.starts_with('\n')
}

/// A JSON object without lines that delimit it.
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
    let said = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    // At the line break before, where it says column 0.
    let line = error.line() - usize::from(error.column() == 0 && error.line() > 1);
    Problem {
        line: lines_above + line.max(1),
        column: error.column().max(1),
        message: format!(
            "this JSON does not parse: {}",
            said.trim_end_matches(&position)
        ),
    }
}

fn problem(text: &str, at: usize, message: impl Into<String>) -> Problem {
    Problem {
        line: text[..at].matches('\n').count() + 1,
        column: 1,
        message: message.into(),
    }
}
