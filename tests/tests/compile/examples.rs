//! The examples of requests and responses, with their types.

use std::collections::BTreeMap;

use serde_json::Value;
use tests::escape;

/// Returns each example of a JSON body with its type: that of its schema, otherwise the
/// values in it with the types of their schemas.
pub(crate) fn examples(document: &Value, types: &BTreeMap<String, String>) -> Vec<(String, Value)> {
    let by_pointer = types
        .iter()
        .map(|(name, pointer)| (pointer.as_str(), name.as_str()));
    let finder = Finder {
        document,
        types: by_pointer.collect(),
    };
    let mut found = Vec::new();
    finder.bodies(document, "", &mut found);
    found
}

struct Finder<'a> {
    document: &'a Value,
    types: BTreeMap<&'a str, &'a str>,
}

impl Finder<'_> {
    /// Searches `value`, which is at `pointer`, for `content`.
    fn bodies(&self, value: &Value, pointer: &str, found: &mut Vec<(String, Value)>) {
        let entries = value.as_object().into_iter().flatten();
        for (key, inner) in entries {
            let pointer = format!("{pointer}/{}", escape(key));
            if key == "content" {
                for (media_type, media) in inner.as_object().into_iter().flatten() {
                    let pointer = format!("{pointer}/{}/schema", escape(media_type));
                    let is_json = media_type.contains("json");
                    for example in examples_of(self.document, media).filter(|_| is_json) {
                        self.typed(&media["schema"], &pointer, example, found);
                    }
                }
            }
            self.bodies(inner, &pointer, found);
        }
        for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
            self.bodies(inner, &format!("{pointer}/{index}"), found);
        }
    }

    /// `value` with its type, otherwise the values in it.
    fn typed(
        &self,
        schema: &Value,
        pointer: &str,
        value: &Value,
        found: &mut Vec<(String, Value)>,
    ) {
        if let Some(name) = self.types.get(pointer) {
            found.push(((*name).to_owned(), value.clone()));
            return;
        }
        if let Some(reference) = schema["$ref"].as_str() {
            let pointer = reference.trim_start_matches('#');
            if let Some(target) = self.document.pointer(pointer) {
                self.typed(target, pointer, value, found);
            }
            return;
        }
        for item in value.as_array().into_iter().flatten() {
            self.typed(&schema["items"], &format!("{pointer}/items"), item, found);
        }
        for (key, member) in value.as_object().into_iter().flatten() {
            let pointer = format!("{pointer}/properties/{}", escape(key));
            self.typed(&schema["properties"][key], &pointer, member, found);
        }
    }
}

/// `example`, and the values of `examples`.
fn examples_of<'a>(document: &'a Value, media: &'a Value) -> impl Iterator<Item = &'a Value> {
    let several = media["examples"].as_object().into_iter().flatten();
    let several = several.filter_map(|(_, example)| match example["$ref"].as_str() {
        Some(reference) => document
            .pointer(reference.trim_start_matches('#'))?
            .get("value"),
        None => example.get("value"),
    });
    media.get("example").into_iter().chain(several)
}
