//! The styles `simple`, `label` and `matrix` in paths.

use super::encode::{component, segment};
use super::{Style, StyleName, Value};

/// Returns the text that replaces `{name}`.
pub(super) fn serialize(style: Style, name: &str, value: &Value) -> String {
    match style.name {
        StyleName::Label => label(style.explode, value),
        StyleName::Matrix => matrix(style.explode, name, value),
        _ => match value {
            Value::List(_) | Value::Object(_) => {
                encode_parts(style.explode, value, component).join(",")
            }
            single => segment(&single.text()),
        },
    }
}

fn label(explode: bool, value: &Value) -> String {
    // The dot separates exploded values.
    let encode = |text: &str| component(text).replace('.', "%2E");
    match (value, explode) {
        (Value::List(_) | Value::Object(_), true) => {
            let parts = encode_parts(true, value, encode);
            parts.iter().map(|part| format!(".{part}")).collect()
        }
        (Value::List(_) | Value::Object(_), false) => {
            format!(".{}", encode_parts(false, value, component).join(","))
        }
        (single, _) => format!(".{}", component(&single.text())),
    }
}

fn matrix(explode: bool, name: &str, value: &Value) -> String {
    let name = component(name);
    let pair = |name: &str, text: String| match text.as_str() {
        "" => format!(";{name}"),
        text => format!(";{name}={text}"),
    };
    let text = |value: &Value| component(&value.text());
    match (value, explode) {
        (Value::List(_), true) => value.items().map(|item| pair(&name, text(item))).collect(),
        (Value::Object(_), true) => {
            let members = value.members();
            members
                .map(|(key, value)| pair(&component(key), text(value)))
                .collect()
        }
        (Value::List(_) | Value::Object(_), false) => {
            pair(&name, encode_parts(false, value, component).join(","))
        }
        (single, _) => pair(&name, text(single)),
    }
}

/// Encodes a list's items, or an object's members: as `key`, `value`, or as `key=value` if
/// exploded.
pub(super) fn encode_parts(
    explode: bool,
    value: &Value,
    encode: impl Fn(&str) -> String,
) -> Vec<String> {
    let items = value.items().map(|item| encode(&item.text()));
    let members = value.members().flat_map(|(key, value)| {
        let (key, value) = (encode(key), encode(&value.text()));
        if explode {
            vec![format!("{key}={value}")]
        } else {
            vec![key, value]
        }
    });
    items.chain(members).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#""blue""#;
    const LIST: &str = r#"["blue","bl,a/ck","b.;="]"#;
    const OBJECT: &str = r#"{"R":100,"G":"a=b,c"}"#;

    /// The examples of the specification, and values that contain separators.
    #[test]
    fn serializes_each_style_of_paths() {
        for (style, json, text) in [
            (Style::SIMPLE, ONE, "blue"),
            (Style::SIMPLE, LIST, "blue,bl%2Ca%2Fck,b.%3B%3D"),
            (Style::SIMPLE, OBJECT, "R,100,G,a%3Db%2Cc"),
            (Style::SIMPLE.exploded(), OBJECT, "R=100,G=a%3Db%2Cc"),
            (Style::LABEL, ONE, ".blue"),
            (Style::LABEL, LIST, ".blue,bl%2Ca%2Fck,b.%3B%3D"),
            (
                Style::LABEL.exploded(),
                LIST,
                ".blue.bl%2Ca%2Fck.b%2E%3B%3D",
            ),
            (Style::LABEL, OBJECT, ".R,100,G,a%3Db%2Cc"),
            (Style::LABEL.exploded(), OBJECT, ".R=100.G=a%3Db%2Cc"),
            (Style::MATRIX, ONE, ";color=blue"),
            (Style::MATRIX, r#""""#, ";color"),
            (Style::MATRIX, LIST, ";color=blue,bl%2Ca%2Fck,b.%3B%3D"),
            (
                Style::MATRIX.exploded(),
                LIST,
                ";color=blue;color=bl%2Ca%2Fck;color=b.%3B%3D",
            ),
            (Style::MATRIX, OBJECT, ";color=R,100,G,a%3Db%2Cc"),
            (Style::MATRIX.exploded(), OBJECT, ";R=100;G=a%3Db%2Cc"),
        ] {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(serialize(style, "color", &value), text, "{style:?}");
        }
    }

    #[test]
    fn encodes_json_as_one_segment() {
        let value = Style::JSON.value(&["/"]).unwrap();
        assert_eq!(serialize(Style::JSON, "a", &value), "%5B%22%2F%22%5D");
    }
}
