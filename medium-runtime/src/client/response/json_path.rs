//! Finds the path of a JSON value that serde could not read.
//!
//! serde_json reports a line and a column, which mean nothing to a caller. The
//! text up to there shows which keys and indices led to the value.

/// An object or array that is still open.
enum Level {
    /// The key whose value is being read.
    Object(Option<String>),
    /// The index of the element that is being read.
    Array(usize),
}

/// Returns the path of the value at which `error` occurred, such as `data.bells[1]`, or `.`.
pub(super) fn find(error: &serde_json::Error, json: &[u8]) -> String {
    let mut levels = Vec::new();
    let mut rest = consumed(json, error.line(), error.column());
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'{' => levels.push(Level::Object(None)),
            b'[' => levels.push(Level::Array(0)),
            b'}' | b']' => drop(levels.pop()),
            b',' => match levels.last_mut() {
                Some(Level::Object(key)) => *key = None,
                Some(Level::Array(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                let (text, behind) = behind.split_at(string_length(behind));
                rest = behind.get(1..).unwrap_or_default();
                if let Some(Level::Object(key @ None)) = levels.last_mut() {
                    *key = Some(String::from_utf8_lossy(text).into_owned());
                }
            }
            _ => {}
        }
    }
    to_text(&levels)
}

/// Returns the bytes before a position as serde_json counts it: lines from 1, columns in bytes.
fn consumed(json: &[u8], line: usize, column: usize) -> &[u8] {
    let lines = json.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    &json[..json.len().min(before + column)]
}

/// Returns the length of a string's content, up to its closing quote.
fn string_length(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text.iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    });
    end.unwrap_or(text.len())
}

fn to_text(levels: &[Level]) -> String {
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Object(Some(key)) if path.is_empty() => path.push_str(key),
            Level::Object(Some(key)) => path.push_str(&format!(".{key}")),
            Level::Object(None) => {}
            Level::Array(index) => path.push_str(&format!("[{index}]")),
        }
    }
    if path.is_empty() {
        path.push('.');
    }
    path
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Tower {
        #[serde(rename = "na\"me")]
        _name: String,
        #[serde(default, rename = "bells")]
        _bells: Vec<Bell>,
        #[serde(default, rename = "flag")]
        _flag: Option<bool>,
    }

    #[derive(Debug, Deserialize)]
    struct Bell {
        #[serde(rename = "tone")]
        _tone: u8,
    }

    #[test]
    fn the_path_leads_to_the_value_that_could_not_be_read() {
        for (json, path) in [
            (r#"7"#, "."),
            (r#"[]"#, "."),
            (r#"{"bells": []}"#, "."),
            (r#"{"na\"me": null}"#, r#"na\"me"#),
            (r#"{"na\"me": {"a": [1]}}"#, r#"na\"me"#),
            (r#"{"na\"me": "a}\\", "bells": {}}"#, "bells"),
            (r#"{"na\"me": "]", "bells": [{"tone": 1}, 2]}"#, "bells[1]"),
            (r#"{"na\"me": "", "bells": [{"tone": 1}, {}]}"#, "bells[1]"),
            (
                "{\"na\\\"me\": \"é\",\n \"bells\": [\n{\"tone\": 1},\n{\"tone\": \"x\"}]}",
                "bells[1].tone",
            ),
            (
                r#"{"na\"me": "", "other": [[{"x": 1}]], "bells": [{"tone": 300}]}"#,
                "bells[0].tone",
            ),
            (r#"{"na\"me": "", "flag": "yes"}"#, "flag"),
        ] {
            let error = serde_json::from_str::<Tower>(json).expect_err(json);
            assert_eq!(
                super::find(&error, json.as_bytes()),
                path,
                "{json}: {error}"
            );
        }
    }
}
