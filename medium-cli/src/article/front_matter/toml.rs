//! TOML front matter, as Hugo's.

use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::nested::Collector;
use super::{Entries, Entry, Item, Problem, Value, correction};

/// The entries, with lines counted from the text's own first.
pub(super) fn read(toml: &str) -> Result<Entries, Problem> {
    let lines = Lines::of(toml);
    let table = DeTable::parse(toml).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let (line, column) = lines.position(offset);
        let right = correction::toml_line(toml.lines().nth(line - 1).unwrap_or_default());
        Problem {
            line,
            column,
            message: error.message().replace('\n', "; ") + &right,
        }
    })?;
    let (mut entries, mut nested) = (Vec::new(), Collector::default());
    for (name, value) in table.get_ref() {
        let entry = entry(name, value, &lines);
        let keys = collect(name.get_ref(), value, &lines, &mut nested);
        keys.map_err(|message| Problem {
            line: entry.key_line,
            column: 1,
            message: message.to_owned(),
        })?;
        entries.push(entry);
    }
    Ok(Entries::new(entries, nested))
}

/// Collects the keys within the value of `name`.
fn collect(
    name: &str,
    value: &Spanned<DeValue<'_>>,
    lines: &Lines<'_>,
    nested: &mut Collector,
) -> Result<(), &'static str> {
    nested.enter(name)?;
    within(value, lines, nested)?;
    nested.leave();
    Ok(())
}

fn within(
    value: &Spanned<DeValue<'_>>,
    lines: &Lines<'_>,
    nested: &mut Collector,
) -> Result<(), &'static str> {
    match value.get_ref() {
        DeValue::Table(table) => {
            for (name, value) in table {
                nested.add(&entry(name, value, lines))?;
                collect(name.get_ref(), value, lines, nested)?;
            }
        }
        DeValue::Array(items) => {
            nested.enter_list();
            for item in items {
                within(item, lines, nested)?;
            }
            nested.leave_list();
        }
        _ => {}
    }
    Ok(())
}

fn entry(name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>, lines: &Lines<'_>) -> Entry {
    let (line, column) = lines.position(value.span().start);
    Entry {
        key: name.get_ref().to_string(),
        key_line: lines.position(name.span().start).0,
        value: Rc::new(self::value(value, lines)),
        line,
        column,
        lines_above: 0,
        correction: None,
    }
}

fn value(value: &Spanned<DeValue<'_>>, lines: &Lines<'_>) -> Value {
    match value.get_ref() {
        DeValue::Array(list) => {
            let item = |item: &Spanned<DeValue<'_>>| {
                let (line, column) = lines.position(item.span().start);
                text(item).map(|text| Item { text, line, column })
            };
            let items = list.iter().map(item).collect::<Option<_>>();
            items.map_or(Value::Nested, Value::List)
        }
        _ => text(value).map_or(Value::Nested, Value::Text),
    }
}

/// Anything but lists and tables, as it is written.
fn text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        DeValue::Datetime(time) => Some(time.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// Where the lines of a text begin.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// Line and column, each from 1.
    fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts[line - 1];
        let before = self.text.get(start..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}
