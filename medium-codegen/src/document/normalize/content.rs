//! Encoded strings: `contentEncoding` and `contentMediaType` become the formats
//! `byte` and `binary` in OpenAPI 3.0.

use serde_json::{Map, Value};

use super::{Normalizer, remove_members};
use crate::error::join;

impl Normalizer<'_> {
    pub(super) fn convert_content(&mut self, members: &mut Map<String, Value>, pointer: &str) {
        let removed = remove_members(
            members,
            &["contentEncoding", "contentMediaType", "contentSchema"],
        );
        let text = |key: &str| removed.get(key).and_then(Value::as_str);
        let format = match (text("contentEncoding"), text("contentMediaType")) {
            (Some("base64" | "base64url"), _) => Some("byte"),
            (Some("binary"), _) => Some("binary"),
            (None, Some(media_type)) if !is_text(media_type) => Some("binary"),
            _ => None,
        };
        match format {
            Some(format) if !members.contains_key("format") => {
                members.insert("type".to_owned(), Value::String("string".to_owned()));
                members.insert("format".to_owned(), Value::String(format.to_owned()));
            }
            _ => {
                for key in removed.keys() {
                    let message = format!("{key} is ignored: the value is the string as sent");
                    self.warnings.add_simplified(&join(pointer, key), message);
                }
            }
        }
    }
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/") || media_type.contains("json") || media_type.contains("xml")
}
