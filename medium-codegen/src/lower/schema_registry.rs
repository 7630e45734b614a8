//! All schemas so far, for progenitor and for the model.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::discriminated_bases::subtypes;
use super::names::TypeNames;
use crate::document::{Document, refs};
use crate::error::{Problems, Result, bail};
use crate::model::{Docs, Shape};
use crate::warnings::Warnings;

pub(super) const COMPONENTS: &str = "/components/schemas";

/// A schema with a separate type.
pub(super) struct Named {
    pub(super) pointer: String,
    pub(super) docs: Docs,
    pub(super) shape: Shape,
    /// The schema for progenitor.
    pub(super) lowered: Value,
}

/// The state of the lowering.
pub(super) struct Schemas<'a> {
    pub(super) document: &'a Document,
    pub(super) warnings: &'a Warnings,
    /// The errors: other items are still lowered.
    pub(super) problems: &'a Problems,
    pub(super) names: TypeNames,
    /// Rust name → component.
    pub(super) by_rust: BTreeMap<String, &'a Value>,
    /// By Rust name.
    pub(super) named: BTreeMap<String, Named>,
    /// Rust names in order of discovery.
    pub(super) order: Vec<String>,
    /// Document names of the multipart forms.
    pub(super) forms: BTreeSet<String>,
    /// Rust name → the property in `x-envelope`.
    pub(super) envelopes: BTreeMap<String, String>,
    /// Shared error bodies: pointer → lowered schema.
    pub(super) shared_errors: BTreeMap<String, Value>,
    /// Rust names without a type: unwrapped envelopes, and constants that calls fill in.
    pub(super) absorbed: BTreeSet<String>,
    /// Pointer in the document → Rust name.
    pub(super) names_by_pointer: BTreeMap<String, String>,
    /// Component → the components that extend it with `allOf`, selected by its discriminator.
    pub(super) subtypes: BTreeMap<&'a str, Vec<&'a str>>,
    /// Pointers of the schemas being visited, to find cycles.
    pub(super) open: Vec<String>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(
        document: &'a Document,
        forms: BTreeSet<String>,
        warnings: &'a Warnings,
        problems: &'a Problems,
    ) -> Self {
        let components = document.pointer(COMPONENTS).and_then(Value::as_object);
        let components = components.into_iter().flatten();
        let names = TypeNames::new(document, problems, warnings);
        Self {
            document,
            warnings,
            problems,
            by_rust: components
                .map(|(name, entry)| (names.component(name), entry))
                .collect(),
            names,
            named: BTreeMap::new(),
            order: Vec::new(),
            forms,
            envelopes: BTreeMap::new(),
            shared_errors: BTreeMap::new(),
            absorbed: BTreeSet::new(),
            names_by_pointer: BTreeMap::new(),
            subtypes: subtypes(document),
            open: Vec::new(),
        }
    }

    /// Returns the name of a schema that already has one. A merged schema has no location.
    pub(super) fn existing_name(&self, schema: &Value, pointer: &str) -> Option<&String> {
        let is_there = |value: &Value| std::ptr::eq(value, schema);
        let name = self.names_by_pointer.get(pointer)?;
        refs::value_at(self.document, pointer)
            .is_some_and(is_there)
            .then_some(name)
    }

    /// Returns a free name for the schema at `pointer`, as similar to `hint` as possible.
    pub(super) fn new_name(&mut self, hint: &str, pointer: &str) -> String {
        self.names.inline(hint, pointer, self.warnings)
    }

    /// Warns that something is represented with less detail.
    pub(super) fn warn(&self, pointer: &str, message: impl AsRef<str>) {
        self.warnings.add_simplified(pointer, message);
    }

    /// Returns the lowered form of the type that `lowered` refers to, or `lowered` itself.
    pub(super) fn resolve<'v>(&'v self, lowered: &'v Value) -> &'v Value {
        let bare = lowered.pointer("/allOf/0").unwrap_or(lowered);
        refs::schema_name(bare)
            .and_then(|name| self.named.get(&name))
            .map_or(bare, |named| &named.lowered)
    }

    /// Returns the shape of the type that `lowered` refers to.
    pub(super) fn shape(&self, lowered: &Value) -> Option<&Shape> {
        let name = refs::schema_name(lowered)?;
        self.named.get(&name).map(|named| &named.shape)
    }

    /// Adds a type for the schema at `pointer` that the document does not name.
    pub(super) fn add_unnamed(
        &mut self,
        rust_name: &str,
        pointer: String,
        description: String,
        (shape, lowered): (Shape, Value),
    ) {
        let named = Named {
            pointer,
            docs: Docs {
                description: Some(description),
                ..Docs::default()
            },
            shape,
            lowered,
        };
        self.order.push(rust_name.to_owned());
        self.named.insert(rust_name.to_owned(), named);
    }

    /// Adds a form. Two operations may share it if it is the same.
    pub(super) fn add_form(&mut self, rust_name: &str, form: Named, pointer: &str) -> Result<()> {
        match self.named.get(rust_name) {
            Some(other) if other.lowered != form.lowered => {
                bail!(pointer, "two forms have the name {rust_name}: rename one")
            }
            Some(_) => Ok(()),
            None => {
                self.order.push(rust_name.to_owned());
                self.named.insert(rust_name.to_owned(), form);
                Ok(())
            }
        }
    }
}

/// Returns `#/components/schemas/Name` for a named type.
pub(super) fn reference(rust_name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{rust_name}") })
}

/// Returns a lowered schema that also allows null.
pub(super) fn with_null(mut bare: Value) -> Value {
    if bare.get("$ref").is_some() {
        return json!({ "nullable": true, "allOf": [bare] });
    }
    // Any JSON includes null.
    if bare != json!({}) {
        bare["nullable"] = json!(true);
    }
    bare
}

/// Returns a lowered schema without null.
pub(super) fn without_null(mut lowered: Value) -> Value {
    if let Some(bare) = lowered.pointer("/allOf/0") {
        return bare.clone();
    }
    if let Some(members) = lowered.as_object_mut() {
        members.remove("nullable");
    }
    lowered
}
