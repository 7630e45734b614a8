//! Values of primitive types, by format, and names.

use serde_json::{Value, json};

/// Returns an enum value converted to the schema's type.
pub(crate) fn convert(schema: &Value, value: &Value) -> Value {
    match (schema["type"].as_str(), value) {
        (Some("string"), Value::Number(number)) => json!(number.to_string()),
        (Some("integer"), Value::String(text)) => serde_json::from_str(text).unwrap(),
        _ => value.clone(),
    }
}

pub(crate) fn integers(schema: &Value) -> Vec<Value> {
    match schema["format"].as_str() {
        Some("int8" | "uint8") => vec![json!(7)],
        Some("int16" | "uint16") => vec![json!(700)],
        Some("int32" | "uint32") => vec![json!(7), json!(70_000)],
        Some("uint64") => vec![json!(7), json!(u64::MAX)],
        Some("int64" | "unix-ms") => vec![json!(7), json!(i64::MAX)],
        _ => vec![
            json!(7),
            json!(-1),
            json!(1.0),
            json!(u64::MAX),
            json!(1e20),
        ],
    }
}

pub(crate) fn texts(schema: &Value) -> Vec<Value> {
    let all: &[&str] = match schema["format"].as_str().unwrap_or_default() {
        "date" => &["2026-02-03"],
        "date-time" => &["2026-02-03T04:05:06Z", "2026-02-03T04:05:06.5+01:00"],
        "uri" => &["https://a.example/b?c=d#e"],
        "byte" => &["YmVsbHM=", "no base64!"],
        "unix-ms" => &["7"],
        _ => &["text", "é\n\"", "2026"],
    };
    all.iter().map(|text| json!(text)).collect()
}
