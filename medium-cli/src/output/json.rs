//! `--json`: objects of the API, with all or only the selected fields.

use medium_api::runtime::is_unsafe_for_terminal;
use serde_json::{Map, Value};

/// Selects `fields` of an object, or of each object in a list. Without fields, returns all.
pub(super) fn select(value: &Value, fields: &[String]) -> Value {
    let fields: Vec<_> = fields
        .iter()
        .map(|field| field.trim())
        .filter(|field| !field.is_empty())
        .collect();
    if fields.is_empty() {
        value.clone()
    } else {
        choose(value, &fields)
    }
}

/// Like [`select`], but returns indented JSON.
pub(super) fn text(value: &Value, fields: &[String]) -> String {
    escape(&format!("{:#}", select(value, fields)))
}

/// Escapes characters of JSON that a terminal would interpret, as `\uXXXX`. Programs read the same
/// value.
pub(crate) fn escape(json: &str) -> String {
    let mut text = String::new();
    for c in json.chars() {
        // Line breaks between values stay; those in strings are escaped already.
        if is_unsafe_for_terminal(c) && c != '\n' {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

fn choose(value: &Value, fields: &[&str]) -> Value {
    match value {
        Value::Array(list) => list.iter().map(|value| choose(value, fields)).collect(),
        Value::Object(object) => {
            let field = |name: &&str| {
                let value = object.get(*name).cloned().unwrap_or_default();
                ((*name).to_owned(), value)
            };
            Value::Object(fields.iter().map(field).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn keeps_all_fields_unless_some_are_named() {
        let value = json!({"id": "1", "url": "u"});
        assert_eq!(select(&value, &fields(&[""])), value);
    }

    #[test]
    fn escapes_terminal_controls_without_changing_the_value() {
        let value = json!({"title": "a\u{1b}b\u{9b}c\u{202e}d\ne\u{7f}"});
        let escaped = text(&value, &[]);
        assert!(
            !escaped.contains(|c| is_unsafe_for_terminal(c) && c != '\n'),
            "{escaped:?}"
        );
        assert_eq!(serde_json::from_str::<Value>(&escaped).unwrap(), value);
    }

    #[test]
    fn named_fields_are_null_where_medium_omits_them() {
        let value = json!([{"id": "1", "url": "u"}, {"id": "2"}]);
        assert_eq!(
            select(&value, &fields(&["url", " id"])),
            json!([{"url": "u", "id": "1"}, {"url": null, "id": "2"}])
        );
    }
}
