//! Components that are only used as multipart forms.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::media::{self, Encoding};
use crate::document::{Document, refs};
use crate::error::join;
use crate::warnings::Warnings;

/// Returns the components that are only used as bodies of multipart requests:
/// `multipart` lowers them, not as schemas.
pub(super) fn form_names(document: &Document) -> BTreeSet<String> {
    // Where each one is used as a form.
    let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, item) in document.entries_at("/paths") {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let Some(body) = operation.get("requestBody") else {
                continue;
            };
            let pointer = join(&join(&join("/paths", path), method), "requestBody");
            let (body, pointer) = refs::resolve(document, body, &pointer);
            // The lowering of the body warns.
            let ignored = Warnings::default();
            let content = &body["content"];
            let chosen =
                media::choose_media_type(document, &ignored, content, &join(&pointer, "content"));
            let form = chosen.filter(|chosen| chosen.media.encoding == Encoding::Multipart);
            if let Some(chosen) = form
                && let Some(name) = refs::schema_name(chosen.media.schema())
            {
                forms.entry(name).or_default().insert(chosen.media.pointer);
            }
        }
    }
    if forms.is_empty() {
        return BTreeSet::new();
    }
    let mut uses = BTreeMap::new();
    count(document, &mut uses);
    forms.retain(|name, locations| uses.get(name).is_none_or(|uses| *uses <= locations.len()));
    forms.into_keys().collect()
}

/// Counts the references to each component.
fn count(value: &Value, uses: &mut BTreeMap<String, usize>) {
    if let Some(name) = refs::schema_name(value) {
        *uses.entry(name).or_default() += 1;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| count(item, uses)),
        Value::Object(members) => members.values().for_each(|item| count(item, uses)),
        _ => {}
    }
}
