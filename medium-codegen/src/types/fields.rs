//! The fields of typify's structs: which of them a property is, and how it is
//! declared.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit::Visit;
use syn::{Field, ItemStruct, Type};

use crate::emit::{Writer, ident};
use crate::error::{Diagnostic, Result};
use crate::model::{Property, Schema};
use crate::progenitor::argument;

/// The fields of a struct, by their names.
pub(super) struct TypifyFields<'a> {
    schema: &'a Schema,
    by_name: HashMap<String, &'a Field>,
}

impl<'a> TypifyFields<'a> {
    pub(super) fn of(schema: &'a Schema, item: &'a ItemStruct) -> Self {
        let named = |field: &'a Field| Some((field.ident.as_ref()?.to_string(), field));
        Self {
            schema,
            by_name: item.fields.iter().filter_map(named).collect(),
        }
    }

    /// The type of a property.
    pub(super) fn ty(&self, property: &Property) -> Result<Type> {
        let name = &property.json_name;
        let field = self.by_name.get(&property.field).copied();
        let field = field.ok_or_else(|| self.missing(name))?;
        if property.secret && !names_secret(&field.ty) {
            return Err(self.fault(&format!("property {name:?} is a secret, but no `Secret`")));
        }
        Ok(box_inside(&field.ty))
    }

    /// typify's map of what the properties do not name.
    pub(super) fn extra(&self) -> Result<&'a Type> {
        let extra = self.by_name.get("extra").map(|field| &field.ty);
        extra.ok_or_else(|| self.missing("extra"))
    }

    fn missing(&self, name: &str) -> Diagnostic {
        self.fault(&format!("property {name:?} did not come out"))
    }

    pub(super) fn fault(&self, what: &str) -> Diagnostic {
        let what = format!("{what} in {}", self.schema.rust_name);
        Diagnostic::generator(&self.schema.pointer, what)
    }
}

/// `Box<Option<T>>`, which typify writes where a type contains itself, as people
/// write it: `Option<Box<T>>`.
fn box_inside(ty: &Type) -> Type {
    let inner = argument(ty, "Box").and_then(|boxed| argument(boxed, "Option"));
    match inner {
        Some(inner) => syn::parse_quote!(::std::option::Option<::std::boxed::Box<#inner>>),
        None => ty.clone(),
    }
}

/// Whether the runtime's type for secrets is named anywhere in a type: other
/// than the document's own types, it stands behind a path.
fn names_secret(ty: &Type) -> bool {
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

/// How a property is declared, but for its type: a constant is filled in, and
/// there is nothing to be seen.
pub(super) fn declared(property: &Property) -> Result<TokenStream> {
    let name = ident(&property.field)?;
    Ok(match property.constant {
        true => quote!(pub(crate) #name),
        false => quote!(pub #name),
    })
}

/// The derives of what goes over the wire as JSON or as a form.
pub(super) fn derives(writer: &mut Writer<'_>, schema: &Schema) -> TokenStream {
    let [serialize, deserialize] =
        ["Serialize", "Deserialize"].map(|name| writer.name("serde", name));
    let default = default(schema);
    quote!(#[derive(Debug, Clone, #default PartialEq, #serialize, #deserialize)])
}

/// The derive of what has a default.
pub(super) fn default(schema: &Schema) -> Option<TokenStream> {
    schema.has_default().then(|| quote!(Default,))
}
