//! The style `simple` in headers.

use super::encode::header_part;
use super::{Style, Value, path};

/// Returns the value of the header. Separators are encoded only in lists and objects.
pub(super) fn serialize(style: Style, value: &Value) -> String {
    match value {
        Value::List(_) | Value::Object(_) => {
            path::encode_parts(style.explode, value, header_part).join(",")
        }
        single => single.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_separators_of_lists_and_objects() {
        for (style, json, text) in [
            (Style::SIMPLE, r#""a, b=c""#, "a, b=c"),
            (Style::SIMPLE, r#"["a b","c,d","5%"]"#, "a b,c%2Cd,5%25"),
            (Style::SIMPLE, r#"{"R":100,"G":"a=b"}"#, "R,100,G,a%3Db"),
            (
                Style::SIMPLE.exploded(),
                r#"{"R":100,"G":"a=b"}"#,
                "R=100,G=a%3Db",
            ),
            (Style::SIMPLE, "[]", ""),
        ] {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(serialize(style, &value), text, "{style:?}");
        }
    }
}
