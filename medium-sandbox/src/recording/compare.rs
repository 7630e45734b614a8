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
    pub(super) instance: String,
    pub(super) expected: String,
    pub(super) seen: String,
}

/// Returns all differences.
pub(super) fn differences(expected: &Value, seen: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    walk("", Some(expected), Some(seen), &mut found);
    found
}

fn walk(
    instance: &str,
    expected: Option<&Value>,
    seen: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    match (expected, seen) {
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let new_keys = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(new_keys) {
                let instance = format!("{instance}/{}", key.replace('~', "~0").replace('/', "~1"));
                walk(&instance, one.get(key), other.get(key), found);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                walk(&format!("{instance}/{at}"), Some(one), Some(other), found);
            }
        }
        (Some(one), Some(other)) if is_varying(instance) && type_name(one) == type_name(other) => {}
        (one, other) if one == other => {}
        (one, other) => found.push(Difference {
            instance: instance.to_owned(),
            expected: describe(one),
            seen: describe(other),
        }),
    }
}

fn is_varying(instance: &str) -> bool {
    let name = instance.rsplit('/').next().unwrap_or_default();
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

/// A short description of a value.
fn describe(value: Option<&Value>) -> String {
    match value {
        None => ABSENT.to_owned(),
        Some(Value::Array(items)) => {
            let text = Value::Array(items.clone()).to_string();
            match text.len() <= 80 {
                true => format!("`{text}`"),
                false => format!("a list of {}", items.len()),
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
        let seen = json!({ "data": { "id": "2", "tags": ["A"], "license": "x", "extra": true } });
        let found = differences(&expected, &seen);
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    one.instance.as_str(),
                    one.expected.as_str(),
                    one.seen.as_str(),
                )
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
