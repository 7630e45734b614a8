//! Compares two JSON values.

use serde_json::Value;

/// Fields that differ from call to call. Only their type is compared.
const VARYING: [&str; 8] = [
    "id",
    "url",
    "imageUrl",
    "md5",
    "publishedAt",
    "expires_at",
    "access_token",
    "refresh_token",
];

/// Shown for a missing value.
pub(super) const ABSENT: &str = "absent";

/// A difference between an expected and an observed value.
pub(super) struct Difference {
    /// A JSON pointer.
    pub(super) pointer: String,
    pub(super) expected: String,
    pub(super) observed: String,
}

/// Returns all differences.
pub(super) fn differences(expected: &Value, observed: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    walk("", Some(expected), Some(observed), &mut found);
    found
}

/// Adds the differences of two values to `found`. `left` is expected, `right` was observed.
fn walk(pointer: &str, left: Option<&Value>, right: Option<&Value>, found: &mut Vec<Difference>) {
    match (left, right) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            let new_keys = right.keys().filter(|key| !left.contains_key(*key));
            for key in left.keys().chain(new_keys) {
                let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                walk(&pointer, left.get(key), right.get(key), found);
            }
        }
        (Some(Value::Array(left)), Some(Value::Array(right))) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                let pointer = format!("{pointer}/{index}");
                walk(&pointer, Some(left), Some(right), found);
            }
        }
        (Some(left), Some(right)) if is_varying(pointer) && type_name(left) == type_name(right) => {
        }
        (left, right) if left == right => {}
        (left, right) => found.push(Difference {
            pointer: pointer.to_owned(),
            expected: describe(left),
            observed: describe(right),
        }),
    }
}

fn is_varying(pointer: &str) -> bool {
    let name = pointer.rsplit('/').next().unwrap_or_default();
    VARYING.contains(&name)
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Returns a short description of a value.
fn describe(value: Option<&Value>) -> String {
    match value {
        None => ABSENT.to_owned(),
        Some(Value::Array(items)) => {
            let text = Value::Array(items.clone()).to_string();
            if text.len() <= 80 {
                format!("`{text}`")
            } else {
                format!("a list of {}", items.len())
            }
        }
        Some(Value::Object(_)) => "an object".to_owned(),
        Some(value) => {
            let text: String = value.to_string().chars().take(120).collect();
            format!("`{text}`")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn finds_exactly_the_differences() {
        let expected = json!({ "data": { "id": "1", "tags": ["a"], "license": "", "n": 1 } });
        let observed =
            json!({ "data": { "id": "2", "tags": ["A"], "license": "x", "extra": true } });
        let found = differences(&expected, &observed);
        let found: Vec<_> = found
            .iter()
            .map(|difference| {
                let Difference {
                    pointer,
                    expected,
                    observed,
                } = difference;
                (pointer.as_str(), expected.as_str(), observed.as_str())
            })
            .collect();
        assert_eq!(
            found,
            [
                ("/data/license", "`\"\"`", "`\"x\"`"),
                ("/data/n", "`1`", "absent"),
                ("/data/tags/0", "`\"a\"`", "`\"A\"`"),
                ("/data/extra", "absent", "`true`"),
            ]
        );
        assert_eq!(
            differences(&json!({ "id": 1 }), &json!({ "id": "1" })).len(),
            1,
            "its type counts"
        );
    }
}
