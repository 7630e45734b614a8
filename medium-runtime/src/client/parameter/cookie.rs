//! The style `form` in cookies, which need the same percent-encoding as queries.

use super::{Style, Value, query};

/// Returns the pairs of the parameter, joined by `; `.
pub(super) fn serialize(style: Style, name: &str, value: &Value) -> String {
    query::pairs(style, name, value, ",").join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_separators() {
        for (style, json, text) in [
            (Style::FORM, r#""a;b c""#, "theme=a%3Bb%20c"),
            (Style::FORM, r#"["a","b,c"]"#, "theme=a,b%2Cc"),
            (Style::FORM.exploded(), r#"["a","b"]"#, "theme=a; theme=b"),
            (Style::FORM.exploded(), r#"{"R":1,"G":2}"#, "R=1; G=2"),
        ] {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(serialize(style, "theme", &value), text, "{style:?}");
        }
    }
}
