//! Choices: `oneOf` becomes an enum, `anyOf` of objects a struct with all matching
//! branches. Both keep a value that matches none.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::all_of::{Group, Part, Parts};
use super::families::{branch_name, leads_to, tag_of, tags};
use super::merge::fields;
use super::names::{self, NameRequest, text, unique_names};
use super::schema_kind::{SchemaKind, only_describes};
use super::schema_registry::Schemas;
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{Choice, OneOf, Shape};

pub(super) struct Branch {
    pub(super) lowered: Value,
    pub(super) pointer: String,
    /// The name of its variant.
    pub(super) name: String,
    /// The names that a discriminator may use for it.
    pub(super) names: Vec<String>,
    /// The value of the discriminator's property, if it has only one.
    pub(super) constant: Option<String>,
}

impl Schemas<'_> {
    /// Returns the choice between the branches of `group`, which the schema at `owner`
    /// lists.
    pub(super) fn choice(
        &mut self,
        rust_name: &str,
        group: &Group<'_>,
        owner: &str,
    ) -> Result<(Shape, Value)> {
        let discriminator = group.discriminator.as_ref();
        let tag = discriminator.and_then(|(discriminator, _)| tag_of(discriminator));
        let mut branches = self.branches(rust_name, group, owner, tag.as_deref())?;
        // Of two branches that match equally well, the first one is used: broad
        // ones come last.
        branches.sort_by_key(|branch| breadth(&branch.lowered));
        let is_object =
            |part: &Part<'_>| self.kind(part.schema, &part.pointer) == SchemaKind::Object;
        let together =
            group.keyword == "anyOf" && tag.is_none() && group.branches.iter().all(is_object);
        if together {
            return Ok(self.any_of(branches));
        }
        Ok(self.one_of(
            branches,
            discriminator.map(|(value, pointer)| (*value, pointer.as_str())),
        ))
    }

    fn branches(
        &mut self,
        rust_name: &str,
        group: &Group<'_>,
        owner: &str,
        tag: Option<&str>,
    ) -> Result<Vec<Branch>> {
        let mut branches: Vec<Branch> = Vec::new();
        let hints = self.branch_hints(group)?;
        for (part, hint) in group.branches.iter().zip(hints) {
            if self.leads_back(part, owner) {
                self.warn(
                    &part.pointer,
                    "a branch that refers back to its own schema: ignored",
                );
                continue;
            }
            let branch = self.branch(rust_name, &hint, part, tag)?;
            match branches
                .iter_mut()
                .find(|other| other.lowered == branch.lowered)
            {
                Some(twin) => twin.names.extend(branch.names),
                None => branches.push(branch),
            }
        }
        Ok(branches)
    }

    /// Whether a branch leads back to the choice at `owner` through branches only.
    fn leads_back(&self, part: &Part<'_>, owner: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![(part.schema, part.pointer.clone())];
        while let Some((schema, pointer)) = waiting.pop() {
            let (schema, pointer) = refs::resolve(self.document, schema, &pointer);
            if pointer == owner {
                return true;
            }
            if seen.insert(pointer.clone()) && self.kind(schema, &pointer) == SchemaKind::Choice {
                let groups = Parts::of(self.document, schema, &pointer).groups(self.document);
                let branches = groups.into_iter().flat_map(|group| group.branches);
                waiting.extend(branches.map(|branch| (branch.schema, branch.pointer)));
            }
        }
        false
    }

    fn branch(
        &mut self,
        parent: &str,
        hint: &str,
        part: &Part<'_>,
        tag: Option<&str>,
    ) -> Result<Branch> {
        let hint = format!("{parent}{hint}");
        let (lowered, _) = self.lower_with_nullability(part.schema, &hint, &part.pointer)?;
        let constant = match tag {
            Some(tag) => self.constant_of(part, tag)?,
            None => None,
        };
        let name = variant(&lowered);
        // The name of an inline branch starts with the choice's name, which the
        // variant need not repeat.
        let short = match part.schema.get("$ref") {
            None => name.strip_prefix(parent).filter(|rest| !rest.is_empty()),
            Some(_) => None,
        };
        Ok(Branch {
            name: short.map_or(name.clone(), str::to_owned),
            names: branch_name(part.schema),
            pointer: part.pointer.clone(),
            constant,
            lowered,
        })
    }

    /// Returns an enum of branches, selected by a discriminator or by their content.
    pub(super) fn one_of(
        &self,
        branches: Vec<Branch>,
        discriminator: Option<(&Value, &str)>,
    ) -> (Shape, Value) {
        if let Some((discriminator, pointer)) = discriminator {
            self.warn_about_mapping(&branches, discriminator, pointer);
        }
        let names = self.branch_names(names::NameKind::Variant, &branches, "Unknown");
        let mut choices = Vec::new();
        for (branch, name) in branches.iter().zip(names) {
            let tags = match discriminator {
                Some((discriminator, _)) => {
                    tags(discriminator, &branch.names, branch.constant.as_deref())
                }
                None => Vec::new(),
            };
            choices.push(Choice {
                name,
                type_name: refs::schema_name(&branch.lowered),
                tags,
            });
        }
        let lowered: Vec<Value> = branches.into_iter().map(|branch| branch.lowered).collect();
        let lowered = json!({ "oneOf": lowered });
        let shape = OneOf {
            choices,
            tag: discriminator.and_then(|(discriminator, _)| tag_of(discriminator)),
        };
        (Shape::OneOf(shape), lowered)
    }

    /// Warns about a mapping to schemas that are not branches.
    fn warn_about_mapping(&self, branches: &[Branch], discriminator: &Value, pointer: &str) {
        let entries = discriminator["mapping"].as_object().into_iter().flatten();
        for (tag, target) in entries {
            let target = target.as_str().unwrap_or_default();
            let mut names = branches.iter().flat_map(|branch| &branch.names);
            if !names.any(|name| leads_to(target, name)) {
                let message = format!(
                    "the mapping leads to {target:?}, which is not a branch: a value with {tag:?} is kept as JSON"
                );
                self.warn(&join(&join(pointer, "mapping"), tag), message);
            }
        }
    }

    /// Returns a struct with a field per branch, for values that may match several.
    fn any_of(&self, branches: Vec<Branch>) -> (Shape, Value) {
        let names = self.branch_names(names::NameKind::Field, &branches, "unknown");
        let choices = branches.iter().zip(names).map(|(branch, name)| Choice {
            name,
            type_name: refs::schema_name(&branch.lowered),
            tags: Vec::new(),
        });
        let choices = choices.collect();
        let lowered: Vec<Value> = branches.into_iter().map(|branch| branch.lowered).collect();
        (Shape::AnyOf(choices), json!({ "oneOf": lowered }))
    }

    fn branch_names(
        &self,
        kind: names::NameKind,
        branches: &[Branch],
        reserved: &str,
    ) -> Vec<String> {
        let requests: Vec<NameRequest> = branches
            .iter()
            .map(|branch| NameRequest {
                location: "choice".to_owned(),
                ..NameRequest::new(&branch.name, branch.pointer.clone())
            })
            .collect();
        unique_names(kind, &requests, &[reserved], self.warnings)
    }

    /// Returns the only value of an object's property, if it has just one.
    fn constant_of(&self, part: &Part<'_>, property: &str) -> Result<Option<String>> {
        let members = fields(self.document, part.schema, &part.pointer)?.members;
        let field = members.iter().find(|field| field.json_name == property);
        let Some(field) = field else { return Ok(None) };
        let parts = Parts::of(self.document, &field.schema, &field.pointer);
        let values = parts.last("enum").and_then(|(values, _)| values.as_array());
        Ok(match values.map(Vec::as_slice) {
            Some([Value::String(one)]) => Some(one.clone()),
            _ => None,
        })
    }
}

/// Returns the name of a variant: that of its type, or of the JSON type.
fn variant(lowered: &Value) -> String {
    if let Some(name) = refs::schema_name(lowered) {
        return name;
    }
    let format = text(lowered, "format");
    let name = match (text(lowered, "type"), format) {
        ("string", "uri") => "Url",
        ("string", "date-time") => "DateTime",
        ("string", "date") => "Date",
        ("string", "password") => "Secret",
        ("string", _) => "String",
        ("integer", _) => "Integer",
        ("number", _) => "Number",
        ("boolean", _) => "Boolean",
        ("array", _) => "Array",
        ("object", _) => "Object",
        _ => "Any",
    };
    name.to_owned()
}

/// Returns how broad a branch is: a narrower one may accept some of its values.
fn breadth(lowered: &Value) -> u8 {
    match (text(lowered, "type"), lowered.get("enum")) {
        ("string", None) if lowered.get("format").is_none() => 1,
        ("number", None) => 1,
        ("", _) if lowered.get("$ref").is_none() => 2,
        _ => 0,
    }
}

/// Whether a branch only restricts the schema that lists it: it requires properties
/// or sets limits.
pub(super) fn is_constraint(part: &Part<'_>) -> bool {
    part.schema.get("$ref").is_none() && only_describes(part.schema, &["required"])
}
