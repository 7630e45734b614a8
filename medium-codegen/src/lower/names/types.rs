//! The names of types: first those of components, which only depend on each other,
//! then those of inline schemas.

use std::collections::{BTreeMap, BTreeSet};

use super::case::NameKind;
use super::unique::{NameRequest, unique_names};
use super::words::hash;
use super::x_rust_name;
use crate::document::Document;
use crate::error::{Problems, join};
use crate::warnings::Warnings;

const COMPONENTS: &str = "/components/schemas";

/// Names of the prelude, and the name that `Self` becomes.
const RESERVED: [&str; 5] = ["Ok", "Err", "Some", "None", "Self_"];

pub(crate) struct TypeNames {
    /// The component's name in the document → the name of its type.
    components: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl TypeNames {
    pub(crate) fn new(document: &Document, problems: &Problems, warnings: &Warnings) -> Self {
        let entries = document.entries_at(COMPONENTS);
        let requests: Vec<NameRequest> = entries
            .iter()
            .map(|(name, schema)| {
                let chosen = x_rust_name(schema, NameKind::Type, &join(COMPONENTS, name));
                NameRequest {
                    x_rust_name: problems.ok_or_record(chosen).flatten(),
                    location: "schema".to_owned(),
                    ..NameRequest::new(name, join(COMPONENTS, name))
                }
            })
            .collect();
        let names = unique_names(NameKind::Type, &requests, &RESERVED, warnings);
        Self {
            taken: names.iter().cloned().collect(),
            components: requests
                .into_iter()
                .map(|request| request.spelling)
                .zip(names)
                .collect(),
        }
    }

    pub(crate) fn component(&self, name: &str) -> String {
        let known = self.components.get(name);
        known.cloned().unwrap_or_else(|| NameKind::Type.name(name))
    }

    /// Returns a free name for the schema at `pointer`, as similar to `hint` as possible.
    pub(crate) fn inline(&mut self, hint: &str, pointer: &str, warnings: &Warnings) -> String {
        let plain = NameKind::Type.name(hint);
        let after_location = || NameKind::Type.name(&format!("{plain} {}", location(pointer)));
        let after_pointer = || NameKind::Type.name(&format!("{plain} {}", hash(pointer)));
        let is_free =
            |name: &String| !self.taken.contains(name) && !RESERVED.contains(&name.as_str());
        let name = Some(plain.clone())
            .filter(is_free)
            .or_else(|| Some(after_location()).filter(is_free))
            .unwrap_or_else(after_pointer);
        if name != plain {
            let message =
                format!("the type name {plain:?} is taken: this schema is named {name:?}");
            warnings.add_derived_name(pointer, message);
        }
        self.taken.insert(name.clone());
        name
    }
}

/// Returns a word for a schema's location.
fn location(pointer: &str) -> &'static str {
    let mut steps = pointer.rsplit('/');
    let (last, above) = (
        steps.next().unwrap_or_default(),
        steps.next().unwrap_or_default(),
    );
    match (above, last) {
        ("properties", _) => "property",
        (_, "items") => "item",
        (_, "additionalProperties") => "value",
        ("oneOf" | "anyOf" | "allOf", _) => "union",
        (_, "schema") if pointer.contains("/parameters/") => "parameter",
        (_, "schema") if pointer.contains("/requestBody") => "body",
        (_, "schema") => "response",
        _ => "inner",
    }
}
