//! TOML front matter, as Hugo's.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Complaint, Kind, Value, Values, keys};

pub(super) fn read(toml: &str) -> Result<Values, Complaint> {
    let table = DeTable::parse(toml).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        complaint(toml, offset, error.message().replace('\n', "; "))
    })?;
    let mut values = Vec::new();
    for (name, value) in table.get_ref() {
        let Some(key) = keys::known(name.get_ref()) else {
            continue;
        };
        let offset = value.span().start;
        let kind =
            kind(value).ok_or_else(|| complaint(toml, offset, format!("{key}: expected text")))?;
        let (line, column) = place(toml, offset);
        values.push((key, Value { kind, line, column }));
    }
    Ok(values)
}

fn kind(value: &Spanned<DeValue<'_>>) -> Option<Kind> {
    match value.get_ref() {
        DeValue::Array(list) => {
            let texts = list.iter().map(text).collect::<Option<_>>();
            texts.map(Kind::List)
        }
        _ => text(value).map(Kind::Text),
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

fn complaint(toml: &str, offset: usize, message: String) -> Complaint {
    let (line, column) = place(toml, offset);
    Complaint {
        line,
        column,
        message,
    }
}

/// Line and column in the file, where the opening `+++` is the first line.
fn place(toml: &str, offset: usize) -> (usize, usize) {
    let before = toml.get(..offset).unwrap_or(toml);
    let line = before.matches('\n').count() + 2;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (line, before[start..].chars().count() + 1)
}
