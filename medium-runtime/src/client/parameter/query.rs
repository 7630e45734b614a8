//! The styles `form`, `spaceDelimited`, `pipeDelimited` and `deepObject` in queries.

use super::encode::{component, reserved};
use super::{Style, StyleName, Value, path};

/// Returns the pairs of the parameter, joined by `&`.
pub(super) fn serialize(style: Style, name: &str, value: &Value) -> Result<String, &'static str> {
    let pairs = match style.name {
        StyleName::Deep => {
            deep_object_pairs(&|text| encode_value(style, text), component(name), value)
        }
        _ => pairs(style, name, value, separator(style, value)?),
    };
    Ok(pairs.join("&"))
}

/// Returns the separator of the values of a parameter.
fn separator(style: Style, value: &Value) -> Result<&'static str, &'static str> {
    let (encoded, plain) = match style.name {
        StyleName::Space => ("%20", ' '),
        StyleName::Pipe => ("%7C", '|'),
        _ => return Ok(","),
    };
    let is_split = !style.explode && matches!(value, Value::List(_) | Value::Object(_));
    if is_split && value.texts().iter().any(|text| text.contains(plain)) {
        Err("contains the separator of its values: remove it")
    } else {
        Ok(encoded)
    }
}

/// Returns the encoded pairs of a parameter, for queries and cookies.
pub(super) fn pairs(style: Style, name: &str, value: &Value, separator: &str) -> Vec<String> {
    let text = |value: &Value| encode_value(style, &value.text());
    let pair = |name: &str, value: &Value| format!("{}={}", component(name), text(value));
    match (value, style.explode) {
        (Value::Null, _) => Vec::new(),
        (Value::List(_), true) => value.items().map(|item| pair(name, item)).collect(),
        (Value::Object(_), true) => value
            .members()
            .flat_map(|(key, value)| match value {
                Value::List(_) => value.items().map(|item| pair(key, item)).collect(),
                _ => vec![pair(key, value)],
            })
            .collect(),
        (Value::List(_) | Value::Object(_), false) => {
            // A comma in a value would be a separator.
            let encode = |text: &str| encode_value(style, text).replace(',', "%2C");
            let parts = path::encode_parts(false, value, encode);
            if parts.is_empty() {
                Vec::new()
            } else {
                vec![format!("{}={}", component(name), parts.join(separator))]
            }
        }
        (single, _) => vec![pair(name, single)],
    }
}

fn encode_value(style: Style, text: &str) -> String {
    if style.allow_reserved {
        reserved(text)
    } else {
        component(text)
    }
}

/// Returns `name[key]=value`, nested as the value is.
fn deep_object_pairs(encode: &impl Fn(&str) -> String, name: String, value: &Value) -> Vec<String> {
    let is_single = |item: &Value| !matches!(item, Value::List(_) | Value::Object(_));
    match value {
        Value::Null => Vec::new(),
        Value::Object(_) => {
            let members = value.members();
            let inner = |key| format!("{name}%5B{}%5D", component(key));
            members
                .flat_map(|(key, value)| deep_object_pairs(encode, inner(key), value))
                .collect()
        }
        Value::List(_) if value.items().all(is_single) => {
            let items = value.items();
            items
                .flat_map(|item| deep_object_pairs(encode, format!("{name}%5B%5D"), item))
                .collect()
        }
        Value::List(_) => {
            let items = value.items().enumerate();
            let inner = |index| format!("{name}%5B{index}%5D");
            items
                .flat_map(|(index, item)| deep_object_pairs(encode, inner(index), item))
                .collect()
        }
        single => vec![format!("{name}={}", encode(&single.text()))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Value {
        serde_json::from_str(json).unwrap()
    }

    const LIST: &str = r#"["blue","a&b,c",null]"#;
    const OBJECT: &str = r#"{"R":100,"G":"a=b&c","none":null}"#;

    /// The examples of the specification, and values that contain separators.
    #[test]
    fn serializes_each_style_of_queries() {
        for (style, json, text) in [
            (Style::FORM, r#""a b/é""#, "color=a%20b%2F%C3%A9"),
            (Style::FORM, "\"\"", "color="),
            (Style::FORM, "null", ""),
            (Style::FORM, "[]", ""),
            (Style::FORM, LIST, "color=blue,a%26b%2Cc"),
            (Style::FORM.exploded(), LIST, "color=blue&color=a%26b%2Cc"),
            (Style::FORM, OBJECT, "color=R,100,G,a%3Db%26c"),
            (Style::FORM.exploded(), OBJECT, "R=100&G=a%3Db%26c"),
            (Style::FORM.exploded(), r#"{"a":[1,2]}"#, "a=1&a=2"),
            (Style::SPACE_DELIMITED, LIST, "color=blue%20a%26b%2Cc"),
            (
                Style::SPACE_DELIMITED,
                OBJECT,
                "color=R%20100%20G%20a%3Db%26c",
            ),
            (Style::PIPE_DELIMITED, LIST, "color=blue%7Ca%26b%2Cc"),
            (
                Style::PIPE_DELIMITED.exploded(),
                r#"["a|b"]"#,
                "color=a%7Cb",
            ),
            (
                Style::DEEP_OBJECT,
                OBJECT,
                "color%5BR%5D=100&color%5BG%5D=a%3Db%26c",
            ),
            (Style::DEEP_OBJECT, r#"{"]":1}"#, "color%5B%5D%5D=1"),
            (Style::DEEP_OBJECT, "7", "color=7"),
        ] {
            let query = serialize(style, "color", &value(json)).unwrap();
            assert_eq!(query, text, "{style:?}");
        }
    }

    #[test]
    fn deep_objects_nest_brackets() {
        let nested = value(r#"{"a":{"x":1},"b":[1,2],"c":[{"d":3},{"d":4}]}"#);
        let query = serialize(Style::DEEP_OBJECT, "f", &nested).unwrap();
        let query = query.replace("%5B", "[").replace("%5D", "]");
        assert_eq!(
            query,
            "f[a][x]=1&f[b][]=1&f[b][]=2&f[c][0][d]=3&f[c][1][d]=4"
        );
    }

    #[test]
    fn keeps_reserved_characters_if_allowed() {
        let sent = |style: Style, json| serialize(style.reserved(), "q", &value(json));
        let path = sent(Style::FORM, r#""/a?b:c=d%2F%zé""#);
        assert_eq!(path.as_deref(), Ok("q=/a?b:c=d%2F%25z%C3%A9"));
        let ends = sent(Style::FORM, r##""a&b#c+d[e]""##);
        assert_eq!(ends.as_deref(), Ok("q=a%26b%23c%2Bd%5Be%5D"));
        let list = sent(Style::FORM, r#"["a,b","/c"]"#);
        assert_eq!(list.as_deref(), Ok("q=a%2Cb,/c"));
    }

    #[test]
    fn rejects_values_that_contain_the_separator() {
        let is_rejected = |style, json| serialize(style, "q", &value(json)).is_err();
        assert!(is_rejected(Style::SPACE_DELIMITED, r#"["a b"]"#));
        assert!(is_rejected(Style::PIPE_DELIMITED, r#"{"a":"b|c"}"#));
        assert!(!is_rejected(Style::PIPE_DELIMITED, r#""b|c""#));
    }
}
