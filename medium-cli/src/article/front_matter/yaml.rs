//! YAML front matter, and JSON, which is a subset of YAML.
//!
//! Reads the parser's events instead of using serde: a title `2024` or `yes` stays text as written, and
//! errors need the position of every value.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span, StrInput, options};

use super::entries::Entries;
use super::entry::{Entry, Item, Value, normalize};
use super::keys::{self, Role};
use super::nested::Collector;
use super::yaml_failure::{Failure, problem_at, value_column};

/// Reads the entries. Lines are counted from the first line of `yaml`.
pub(super) fn read(yaml: &str) -> Result<Entries, Failure> {
    Reader::new(yaml).entries()
}

/// Returns the first failure, if the text doesn't parse.
pub(super) fn failure(yaml: &str) -> Option<Failure> {
    Reader::new(yaml).entries().err()
}

const NOT_A_MAPPING: &str =
    "expected lines of `key: value`; for a rule at the start of the text, write `***`";

struct Reader<'a> {
    yaml: &'a str,
    lines: Vec<&'a str>,
    parser: Parser<'a, StrInput<'a>>,
    /// The values that aliases refer to. Shared, so that many aliases stay cheap.
    anchors: HashMap<usize, Rc<Value>>,
    nested: Collector,
}

impl<'a> Reader<'a> {
    fn new(yaml: &'a str) -> Self {
        let options = options! { emit_comments: false };
        Self {
            yaml,
            lines: yaml.lines().collect(),
            parser: Parser::new_from_str_with_options(yaml, options),
            anchors: HashMap::new(),
            nested: Collector::default(),
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Failure> {
        match self.parser.next_event() {
            Some(event) => Ok(event?),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    /// Advances to the first key. Returns whether there is one.
    fn begin(&mut self) -> Result<bool, Failure> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd | Event::DocumentEnd => return Ok(false),
                Event::MappingStart(..) => return Ok(true),
                Event::Scalar(text, ScalarStyle::Plain, ..) if is_null(&text) => return Ok(false),
                _ => return Err(problem_at(span.start, NOT_A_MAPPING).into()),
            }
        }
    }

    fn entries(mut self) -> Result<Entries, Failure> {
        if !self.begin()? {
            return Ok(Entries::default());
        }
        let mut entries = Vec::new();
        let mut seen = HashSet::new();
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd => break,
                Event::StreamEnd => return Err(problem_at(span.start, NOT_A_MAPPING).into()),
                event => self.key(event)?,
            };
            let entry = self.entry(key, span)?;
            if !entry.key.is_empty() && !seen.insert(entry.key.clone()) {
                let message = format!("{}: duplicate key; keep one", entry.key);
                return Err(problem_at(span.start, message).into());
            }
            entries.push(entry);
        }
        match self.next()? {
            (Event::DocumentEnd | Event::StreamEnd, _) => Ok(Entries::new(entries, self.nested)),
            (_, span) => Err(problem_at(span.start, NOT_A_MAPPING).into()),
        }
    }

    /// Reads the key that starts with `event`. A list or a table as a key is ignored.
    fn key(&mut self, event: Event<'a>) -> Result<String, Failure> {
        match &*self.value(event)? {
            Value::Text(text) => Ok(text.clone()),
            Value::Empty | Value::List(_) | Value::Nested => Ok(String::new()),
        }
    }

    fn entry(&mut self, key: String, key_span: Span) -> Result<Entry, Failure> {
        let (event, span) = self.next()?;
        let is_at_top = self.nested.is_at_top();
        if key == "<<" && is_at_top {
            return Err(problem_at(key_span.start, MERGE).into());
        }
        let role = keys::role(&normalize(&key));
        let comment = role.and_then(|_| self.unintended_comment(&event, span));
        let is_tagged = event.tag().is_some_and(|tag| !tag.is_yaml_core_schema());
        let line_text = self.line(key_span.start.line());
        let value = self.value_of(&key, key_span, event)?;
        let value = match (role, comment) {
            // YAML reads `#go` as a comment, but it is a tag.
            (Some(Role::Tags), Some(comment)) => Rc::new(with_comment(&value, &comment)),
            (Some(Role::Title | Role::Subtitle), Some(_)) if is_at_top => {
                return Err(comment_in_text(&key, span, line_text));
            }
            _ if is_tagged => Rc::new(Value::Nested),
            _ => value,
        };
        let key_line = key_span.start.line().max(1);
        let (line, column) = if is_tagged {
            (key_line, value_column(line_text))
        } else {
            (span.start.line().max(1), span.start.col() + 1)
        };
        let is_words = matches!(role, Some(Role::Title | Role::Subtitle | Role::Publication));
        let may_be_text = is_words && matches!(*value, Value::List(_) | Value::Nested);
        Ok(Entry {
            key,
            key_line,
            value,
            line,
            column,
            lines_above: 0,
            source_line: may_be_text.then(|| line_text.to_owned()),
        })
    }

    /// Reads the value of `key`, which starts with `event`.
    fn value_of(
        &mut self,
        key: &str,
        key_span: Span,
        event: Event<'a>,
    ) -> Result<Rc<Value>, Failure> {
        let is_deep = |message| problem_at(key_span.start, message);
        self.nested.enter(key).map_err(is_deep)?;
        let value = self.value(event)?;
        self.nested.leave();
        Ok(value)
    }

    /// Reads the value that starts with `event`, and collects the keys within it.
    fn value(&mut self, event: Event<'a>) -> Result<Rc<Value>, Failure> {
        let (anchor, value) = match event {
            Event::Alias(id) => {
                let known = self.anchors.get(&id).cloned();
                return Ok(known.unwrap_or_else(|| Rc::new(Value::Nested)));
            }
            Event::Scalar(text, style, anchor, _) => (anchor, scalar(&text, style)),
            Event::SequenceStart(_, anchor, _) => {
                self.nested.enter_list();
                let list = self.list()?;
                self.nested.leave_list();
                (anchor, list)
            }
            Event::MappingStart(_, anchor, _) => {
                self.mapping()?;
                (anchor, Value::Nested)
            }
            _ => (0, Value::Nested),
        };
        let value = Rc::new(value);
        if anchor != 0 {
            self.anchors.insert(anchor, Rc::clone(&value));
        }
        Ok(value)
    }

    fn list(&mut self) -> Result<Value, Failure> {
        let mut items = Vec::new();
        let mut is_flat = true;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::SequenceEnd | Event::StreamEnd => break,
                event => {
                    let comment = self.unintended_comment(&event, span);
                    let value = self.value(event)?;
                    let text = match (&*value, comment) {
                        (Value::Empty, None) => continue,
                        (Value::Empty, Some(comment)) => comment,
                        (Value::Text(text), None) => text.clone(),
                        (Value::Text(text), Some(comment)) => format!("{text} {comment}"),
                        (Value::List(_) | Value::Nested, _) => {
                            is_flat = false;
                            continue;
                        }
                    };
                    let (line, column) = (span.start.line().max(1), span.start.col() + 1);
                    items.push(Item { text, line, column });
                }
            }
        }
        Ok(if is_flat {
            Value::List(items)
        } else {
            Value::Nested
        })
    }

    /// Collects the keys of a nested mapping.
    fn mapping(&mut self) -> Result<(), Failure> {
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd | Event::StreamEnd => return Ok(()),
                event => self.key(event)?,
            };
            let entry = self.entry(key, span)?;
            let are_too_many = |message| problem_at(span.start, message);
            self.nested.add(&entry).map_err(are_too_many)?;
        }
    }

    /// Returns a comment after a value that its author probably meant as text: `#` directly before
    /// a word.
    fn unintended_comment(&self, event: &Event<'_>, span: Span) -> Option<String> {
        if !matches!(event, Event::Scalar(_, ScalarStyle::Plain, ..)) {
            return None;
        }
        let rest = self.yaml.get(span.end.byte_offset()?..)?;
        let mut rest = rest.trim_start_matches([' ', '\t', ':', '-']);
        if span.start == span.end && !rest.starts_with('#') {
            // The parser reports an empty list item after its comment.
            rest = self.line(span.end.line()).trim_start().strip_prefix("- ")?;
        }
        if !rest.starts_with('#') {
            return None;
        }
        let comment = rest.lines().next().unwrap_or_default().trim_end();
        let word = comment.strip_prefix('#')?.chars().next()?;
        (!word.is_whitespace() && !matches!(word, '#' | '!')).then(|| comment.to_owned())
    }

    fn line(&self, line: usize) -> &'a str {
        let line = line.checked_sub(1).and_then(|line| self.lines.get(line));
        line.copied().unwrap_or_default()
    }
}

const MERGE: &str = "merge keys `<<` are not supported; write the keys themselves";

fn comment_in_text(key: &str, span: Span, line: &str) -> Failure {
    let message = format!("{key}: YAML reads the text after ` #` as a comment");
    Failure::CommentInText {
        problem: problem_at(span.start, message),
        line: line.to_owned(),
    }
}

fn with_comment(value: &Value, comment: &str) -> Value {
    match value {
        Value::Text(text) => Value::Text(format!("{text} {comment}")),
        Value::Empty => Value::Text(comment.to_owned()),
        Value::List(list) => Value::List(list.clone()),
        Value::Nested => Value::Nested,
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style == ScalarStyle::Plain && is_null(text) {
        return Value::Empty;
    }
    Value::Text(text.to_owned())
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}
