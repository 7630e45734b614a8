//! The names of types: first those of components, which only depend on each other,
//! then those of inline schemas.

use std::collections::{BTreeMap, BTreeSet};

use super::case::Kind;
use super::distinct::{Wanted, distinct};
use super::given;
use super::spelled::hash;
use crate::document::Document;
use crate::error::{Problems, join};
use crate::warnings::{WarningKind, Warnings};

const COMPONENTS: &str = "/components/schemas";

/// Names of the prelude.
const RESERVED: [&str; 5] = ["Ok", "Err", "Some", "None", "Self_"];

/// The names of schemas' types.
pub(in crate::lower) struct TypeNames {
    /// The component's name in the document → the name of its type.
    components: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl TypeNames {
    pub(in crate::lower) fn new(
        document: &Document,
        problems: &Problems,
        warnings: &Warnings,
    ) -> Self {
        let entries = document.entries_at(COMPONENTS);
        let wanted: Vec<Wanted> = entries
            .iter()
            .map(|(name, schema)| {
                let given = given(schema, Kind::Type, &join(COMPONENTS, name));
                Wanted {
                    given: problems.caught(given).flatten(),
                    place: "schema".to_owned(),
                    ..Wanted::new(name, join(COMPONENTS, name))
                }
            })
            .collect();
        let names = distinct(Kind::Type, &wanted, &RESERVED, warnings);
        Self {
            taken: names.iter().cloned().collect(),
            components: wanted
                .into_iter()
                .map(|one| one.spelling)
                .zip(names)
                .collect(),
        }
    }

    /// The name of a component's type.
    pub(in crate::lower) fn component(&self, name: &str) -> String {
        let known = self.components.get(name);
        known.cloned().unwrap_or_else(|| Kind::Type.name(name))
    }

    /// A free name for the schema at `at`, as similar to `hint` as possible.
    pub(in crate::lower) fn inline(&mut self, hint: &str, at: &str, warnings: &Warnings) -> String {
        let plain = Kind::Type.name(hint);
        let after_place = || Kind::Type.name(&format!("{plain} {}", place(at)));
        let after_pointer = || Kind::Type.name(&format!("{plain} {}", hash(at)));
        let is_free =
            |name: &String| !self.taken.contains(name) && !RESERVED.contains(&name.as_str());
        let name = Some(plain.clone())
            .filter(is_free)
            .or_else(|| Some(after_place()).filter(is_free))
            .unwrap_or_else(after_pointer);
        if name != plain {
            let message =
                format!("the type name {plain:?} is taken: this schema is named {name:?}");
            warnings.add(WarningKind::DerivedName, at, message);
        }
        self.taken.insert(name.clone());
        name
    }
}

/// A word for a schema's location.
fn place(at: &str) -> &'static str {
    let mut steps = at.rsplit('/');
    let (last, above) = (
        steps.next().unwrap_or_default(),
        steps.next().unwrap_or_default(),
    );
    match (above, last) {
        ("properties", _) => "property",
        (_, "items") => "item",
        (_, "additionalProperties") => "value",
        ("oneOf" | "anyOf" | "allOf", _) => "choice",
        (_, "schema") if at.contains("/parameters/") => "parameter",
        (_, "schema") if at.contains("/requestBody") => "body",
        (_, "schema") => "response",
        _ => "inner",
    }
}
