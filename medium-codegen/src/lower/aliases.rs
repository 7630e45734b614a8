//! Aliases: `allOf` with one meaningful member (the usual way to describe a
//! reference), and unions with one subschema.

use serde_json::Value;

use super::all_of::{Parts, is_null};
use super::names::text;
use super::schema_kind::only_describes;
use super::schema_registry::Schemas;
use crate::document::refs;
use crate::error::{join, join_index};

impl Schemas<'_> {
    /// Returns the schema that `schema` is an alias of, and its location.
    pub(super) fn alias_target<'v>(
        &self,
        schema: &'v Value,
        pointer: &str,
    ) -> Option<(&'v Value, String)> {
        for keyword in ["allOf", "oneOf", "anyOf"] {
            let Some(Value::Array(members)) = schema.get(keyword) else {
                continue;
            };
            let only = only(self.document, keyword, members)?;
            let pointer = join_index(&join(pointer, keyword), only);
            let fits = |schema: &Value, inner: &Value| {
                let kind = text(schema, "type");
                kind.is_empty()
                    || Parts::new(self.document, inner, &pointer).json_type() == Some(kind)
            };
            let inner = &members[only];
            let is_alias = only_describes(schema, &[keyword, "type"]) && fits(schema, inner);
            return is_alias.then_some((inner, pointer));
        }
        None
    }

    pub(super) fn is_alias(&self, schema: &Value, pointer: &str) -> bool {
        if schema.get("$ref").is_some() {
            return true;
        }
        match self.alias_target(schema, pointer) {
            // A schema that extends a discriminated base has its own type, even if it adds nothing.
            Some((inner, inner_pointer)) => {
                let (_, target) = refs::resolve(self.document, inner, &inner_pointer);
                inner.get("$ref").is_some() && !self.is_discriminated_base(&target)
            }
            None => false,
        }
    }
}

/// Returns the location of the only meaningful member.
fn only(document: &Value, keyword: &str, members: &[Value]) -> Option<usize> {
    let counts = |member: &Value| match keyword {
        "allOf" => !only_describes(member, &[]),
        _ => !is_null(document, member),
    };
    let mut found = members
        .iter()
        .enumerate()
        .filter(|(_, member)| counts(member));
    let (index, first) = found.next()?;
    found.all(|(_, other)| other == first).then_some(index)
}
