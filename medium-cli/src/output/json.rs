//! `--json`: objects as Medium has them, all of their fields or those that are asked for.

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
    fn named_fields_are_there_even_where_medium_left_them_out() {
        let value = json!([{"id": "1", "url": "u"}, {"id": "2"}]);
        assert_eq!(
            chosen(&value, &fields(&["url", " id"])),
            json!([{"url": "u", "id": "1"}, {"url": null, "id": "2"}])
        );
    }
}
