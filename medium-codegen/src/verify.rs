//! Counts in and out: what the document has is among what progenitor decided,
//! or the run fails, and no secret is a plain text. That all of it is written
//! follows: `emit` and `types` go through the model, and stop where something
//! is not there.

use syn::visit::Visit;
use syn::{Item, Type};

use crate::error::{Diagnostic, Result};
use crate::model::{Model, Property, Schema};
use crate::progenitor::Decided;

pub(crate) fn verify(model: &Model, decided: &Decided) -> Result<()> {
    let (operations, methods) = (model.operations.len(), decided.method_count());
    if operations != methods {
        return Err(Diagnostic::generator(
            "/paths",
            format!("{operations} operations became {methods} methods"),
        ));
    }
    for operation in &model.operations {
        decided.method(&operation.method_name, &operation.pointer)?;
    }
    for schema in &model.schemas.all {
        let item = decided.item(&schema.rust_name, &schema.pointer)?;
        let secrets = schema.properties().into_iter().filter(|p| p.secret);
        secrets
            .into_iter()
            .try_for_each(|property| secret(schema, property, item))?;
    }
    Ok(())
}

/// Refuses a secret whose field is of another type.
fn secret(schema: &Schema, property: &Property, item: &Item) -> Result<()> {
    let field = match item {
        Item::Struct(item) => item.fields.iter().find(|field| {
            field
                .ident
                .as_ref()
                .is_some_and(|name| *name == property.field)
        }),
        _ => None,
    };
    match field {
        Some(field) if is_secret(&field.ty) => Ok(()),
        _ => Err(Diagnostic::generator(
            &schema.pointer,
            format!(
                "property {:?} of {} is a secret, but did not come out as one",
                property.json_name, schema.rust_name
            ),
        )),
    }
}

/// Whether the runtime's type for secrets is named anywhere in a type: other
/// than the document's own types, it stands behind a path.
fn is_secret(ty: &Type) -> bool {
    struct Secret(bool);
    impl Visit<'_> for Secret {
        fn visit_path(&mut self, path: &syn::Path) {
            let last = path.segments.last();
            self.0 |= path.segments.len() > 1 && last.is_some_and(|last| last.ident == "Secret");
            syn::visit::visit_path(self, path);
        }
    }
    let mut secret = Secret(false);
    secret.visit_type(ty);
    secret.0
}
