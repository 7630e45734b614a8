//! `--json`: objects as Medium has them, all of their fields or those that are asked for.

use medium_api::runtime::is_harmful;
use serde_json::{Map, Value};

/// Of objects, and of objects in a list, `fields` alone, unless there are none.
pub(super) fn chosen(value: &Value, fields: &[String]) -> Value {
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

/// The same as JSON, in lines.
pub(super) fn text(value: &Value, fields: &[String]) -> String {
    escaped(&format!("{:#}", chosen(value, fields)))
}

/// JSON in which characters that would steer a terminal, or reorder a line, are written as `\uXXXX`:
/// programs read the same from it.
pub(crate) fn escaped(json: &str) -> String {
    let mut text = String::new();
    for c in json.chars() {
        // The line breaks between the values; those in texts are escaped already.
        if is_harmful(c) && c != '\n' {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

fn choose(value: &Value, fields: &[&str]) -> Value {
    match value {
        Value::Array(list) => list.iter().map(|one| choose(one, fields)).collect(),
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
    fn everything_is_shown_unless_fields_are_named() {
        let value = json!({"id": "1", "url": "u"});
        assert_eq!(chosen(&value, &fields(&[""])), value);
    }

    #[test]
    fn what_would_steer_a_terminal_is_escaped_and_means_the_same() {
        let value = json!({"title": "a\u{1b}b\u{9b}c\u{202e}d\ne\u{7f}"});
        let shown = text(&value, &[]);
        assert!(!shown.contains(|c| is_harmful(c) && c != '\n'), "{shown:?}");
        assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), value);
    }

    #[test]
    fn named_fields_are_there_even_where_medium_left_them_out() {
        let value = json!([{"id": "1", "url": "u"}, {"id": "2"}]);
        assert_eq!(
            chosen(&value, &fields(&["url", " id"])),
            json!([{"url": "u", "id": "1"}, {"url": null, "id": "2"}])
        );
    }
}
