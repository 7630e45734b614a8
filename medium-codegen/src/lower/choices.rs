//! Choices: `oneOf`, as an untagged enum. A discriminator must tell what the
//! choices' own constants tell, or it would be lost.

use serde_json::{Value, json};

use super::merge::fields;
use super::names::{text, type_name};
use super::registry::Schemas;
use crate::document::refs;
use crate::error::{Diagnostic, Result, bail, join};
use crate::model::Shape;

impl Schemas<'_> {
    pub(super) fn one_of(
        &mut self,
        rust_name: &str,
        schema: &Value,
        at: &str,
    ) -> Result<(Shape, Value)> {
        let pointer = join(at, "oneOf");
        let parts = schema["oneOf"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        if parts.len() < 2 {
            bail!(
                pointer,
                "a choice needs at least two schemas: add one, or write the one itself"
            );
        }
        let mut lowered = Vec::new();
        let mut names = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let here = join(&pointer, &index.to_string());
            let hint = match text(part, "title") {
                "" => format!("{rust_name}Choice{}", index + 1),
                title => format!("{rust_name}{}", type_name(title)),
            };
            let choice = self.choice(part, &hint, &lowered, &here)?;
            names.push(refs::schema_name(&choice).unwrap_or(hint));
            lowered.push(choice);
        }
        if let Some(discriminator) = schema.get("discriminator") {
            let at = join(at, "discriminator");
            parts
                .iter()
                .try_for_each(|part| self.check_discriminator(discriminator, part, &at))?;
        }
        Ok((Shape::OneOf(names), json!({ "oneOf": lowered })))
    }

    /// One choice, which is none of those `before`.
    fn choice(&mut self, part: &Value, hint: &str, before: &[Value], at: &str) -> Result<Value> {
        if self.is_nullable(part) {
            bail!(
                at,
                "a nullable choice is not supported: say nullable beside oneOf"
            );
        }
        let choice = self.lower(part, hint, at)?;
        if before.contains(&choice) {
            bail!(
                at,
                "this choice can't be told from an earlier one: keep one"
            );
        }
        Ok(choice)
    }

    fn check_discriminator(&self, discriminator: &Value, part: &Value, at: &str) -> Result<()> {
        let property = text(discriminator, "propertyName");
        let name = refs::schema_name(part).ok_or_else(|| {
            Diagnostic::at(at, "a discriminator needs choices that are references: name them under components/schemas")
        })?;
        let constant = self.constant_of(part, property, at)?.ok_or_else(|| {
            Diagnostic::at(
                at,
                format!("{name} does not tell itself from the others: require {property:?} there, as an enum with one value"),
            )
        })?;
        let mapped = discriminator
            .get("mapping")
            .and_then(|mapping| mapping.get(&constant))
            .and_then(Value::as_str)
            .unwrap_or(&constant);
        if mapped.rsplit('/').next() == Some(name.as_str()) {
            return Ok(());
        }
        bail!(
            at,
            "{property:?} is {constant:?} in {name}, but the mapping does not lead from there to it: correct the mapping"
        )
    }

    /// The one value that a required property of an object can have.
    fn constant_of(&self, object: &Value, property: &str, at: &str) -> Result<Option<String>> {
        let (object, _) = refs::resolve(self.document, object, at);
        let members = fields(self.document, object, at)?.members;
        let field = members
            .iter()
            .find(|field| field.json_name == property && field.required);
        let values = field
            .and_then(|field| refs::follow(self.document, field.schema).get("enum"))
            .and_then(Value::as_array);
        Ok(match values.map(Vec::as_slice) {
            Some([Value::String(one)]) => Some(one.clone()),
            _ => None,
        })
    }
}
