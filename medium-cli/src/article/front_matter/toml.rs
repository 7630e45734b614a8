//! TOML front matter, as in Hugo.

use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::entries::Entries;
use super::entry::{Entry, Item, Problem, Value};
use super::nested::Collector;
use super::suggested_line::suggest_toml_line;
use crate::article::line_index::LineIndex;

/// Reads the entries. Lines are counted from the first line of `toml`.
pub(super) fn read(toml: &str) -> Result<Entries, Problem> {
    let lines = LineIndex::new(toml);
    let table = DeTable::parse(toml).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let (line, column) = lines.position(offset);
        let correction = suggest_toml_line(toml.lines().nth(line - 1).unwrap_or_default());
        Problem {
            line,
            column,
            message: error.message().replace('\n', "; ") + &correction,
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
    lines: &LineIndex<'_>,
    nested: &mut Collector,
) -> Result<(), &'static str> {
    nested.enter(name)?;
    within(value, lines, nested)?;
    nested.leave();
    Ok(())
}

fn within(
    value: &Spanned<DeValue<'_>>,
    lines: &LineIndex<'_>,
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

fn entry(
    name: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    lines: &LineIndex<'_>,
) -> Entry {
    let (line, column) = lines.position(value.span().start);
    Entry {
        key: name.get_ref().to_string(),
        key_line: lines.position(name.span().start).0,
        value: Rc::new(self::value(value, lines)),
        line,
        column,
        lines_above: 0,
        source_line: None,
    }
}

fn value(value: &Spanned<DeValue<'_>>, lines: &LineIndex<'_>) -> Value {
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

/// Returns a value as written; `None` for lists and tables.
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
