//! The fields of typify's structs: which one belongs to a property, and its declaration.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit::Visit;
use syn::{Field, ItemStruct, Type};

use crate::emit::{Writer, ident};
use crate::error::{Error, Result};
use crate::lower::{EXTRA, property_field, subschema_field};
use crate::model::{Property, Schema};

/// The fields of a typify struct, by name. `lower/placeholder.rs` names them.
pub(super) struct TypifyFields<'a> {
    pub(super) schema: &'a Schema,
    by_name: HashMap<String, &'a Field>,
}

impl<'a> TypifyFields<'a> {
    pub(super) fn new(schema: &'a Schema, item: &'a ItemStruct) -> Self {
        let named = |field: &'a Field| Some((field.ident.as_ref()?.to_string(), field));
        Self {
            schema,
            by_name: item.fields.iter().filter_map(named).collect(),
        }
    }

    pub(super) fn properties(&self) -> Result<Vec<Member<'a>>> {
        let properties = self.schema.properties().into_iter().enumerate();
        properties
            .map(|(index, property)| self.property(index, property))
            .collect()
    }

    fn property(&self, index: usize, property: &'a Property) -> Result<Member<'a>> {
        let value = self.ty(&property_field(index))?;
        if property.secret && !names_secret(value) {
            let name = &property.json_name;
            return Err(self.internal_error(&format!(
                "property {name:?} is a secret, but not a `Secret`"
            )));
        }
        Ok(Member {
            property,
            value: value.clone(),
            presence: Presence::new(self.schema, property),
        })
    }

    pub(super) fn subschema(&self, index: usize) -> Result<&'a Type> {
        self.ty(&subschema_field(index))
    }

    pub(super) fn extra(&self) -> Result<&'a Type> {
        self.ty(EXTRA)
    }

    /// Returns the type of a field.
    pub(super) fn ty(&self, name: &str) -> Result<&'a Type> {
        let field = self.by_name.get(name).map(|field| &field.ty);
        field.ok_or_else(|| {
            self.internal_error(&format!("field {name} is missing in progenitor's output"))
        })
    }

    pub(super) fn internal_error(&self, what: &str) -> Error {
        let what = format!("{what} in {}", self.schema.rust_name);
        Error::generator(&self.schema.pointer, what)
    }
}

pub(super) struct Member<'a> {
    pub(super) property: &'a Property,
    /// The type of its value, if present.
    pub(super) value: Type,
    pub(super) presence: Presence,
}

/// Says whether a property may be absent or null, which determines its field's type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Always present: `T`.
    Required,
    /// Always present, but may be null: `Option<T>`.
    Nullable,
    /// May be absent: `Option<T>`. Null in a response is read as absent.
    Optional,
    /// May be absent or null, which programs distinguish: `Nullable<T>`.
    OptionalNullable,
}

impl Presence {
    fn new(schema: &Schema, property: &Property) -> Self {
        match (schema.always_has(property), property.nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::Nullable,
            (false, true) if schema.in_request && !property.read_only => Self::OptionalNullable,
            (false, _) => Self::Optional,
        }
    }
}

impl Member<'_> {
    pub(super) fn ty(&self, writer: &mut Writer<'_>) -> TokenStream {
        let value = writer.ty(&self.value);
        let wrapper = match self.presence {
            Presence::Required => return quote!(#value),
            Presence::Nullable | Presence::Optional => writer.name("std::option", "Option"),
            Presence::OptionalNullable => writer.runtime("Nullable"),
        };
        quote!(#wrapper<#value>)
    }

    /// Returns whether the value is any JSON, including null.
    pub(super) fn is_json(&self) -> bool {
        let value = &self.value;
        let last = match value {
            Type::Path(path) => path.path.segments.last(),
            _ => None,
        };
        last.is_some_and(|last| last.ident == "Value" && last.arguments.is_none())
            && quote!(#value).to_string().contains("serde_json")
    }
}

/// Returns whether a type contains the runtime's `Secret`, which has a path, unlike the document's
/// own types.
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

/// Returns the declaration of a property without its type: a constant is filled in, and private.
pub(super) fn declared(property: &Property) -> Result<TokenStream> {
    let name = ident(&property.field)?;
    Ok(if property.constant {
        quote!(pub(crate) #name)
    } else {
        quote!(pub #name)
    })
}

/// Returns the derives of a type that is sent as JSON or as a form.
pub(super) fn derives(writer: &mut Writer<'_>, schema: &Schema) -> TokenStream {
    let [serialize, deserialize] =
        ["Serialize", "Deserialize"].map(|name| writer.name("serde", name));
    let default = default(schema);
    quote!(#[derive(Debug, Clone, #default PartialEq, #serialize, #deserialize)])
}

/// Returns the derive of a type with a default.
pub(super) fn default(schema: &Schema) -> Option<TokenStream> {
    schema.has_default().then(|| quote!(Default,))
}
