//! The context of the code generation, and the names of items in a generated file:
//! imported, or with their full path if the document has a type of the same name.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::visit_mut::VisitMut;
use syn::{Attribute, Type};

use crate::Options;
use crate::error::{Error, Result};
use crate::model::{Model, Names};
use crate::progenitor::ChosenTypes;

/// The input of the code generation.
pub(crate) struct Context<'a> {
    pub(crate) model: &'a Model,
    pub(crate) chosen_types: &'a ChosenTypes,
    pub(crate) options: &'a Options,
}

#[rustfmt::skip]
const PRELUDE: [&str; 9] = [
    "Box", "Default", "From", "Into", "IntoIterator", "Option", "Result", "String", "Vec",
];

pub(crate) struct Writer<'a> {
    pub(crate) context: &'a Context<'a>,
    /// Names that the file defines.
    reserved_names: Names,
    /// Imports: module → names.
    used: BTreeMap<String, BTreeSet<String>>,
    types: bool,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(context: &'a Context<'a>, reserved_names: Names) -> Self {
        Self {
            context,
            reserved_names,
            used: BTreeMap::new(),
            types: false,
        }
    }

    /// Returns `types::Name`, a type of the document.
    pub(crate) fn document_type(&mut self, name: &syn::Ident) -> TokenStream {
        self.types = true;
        quote!(types::#name)
    }

    /// Returns the item `name` of `module`, a path such as `std::collections`.
    pub(crate) fn name(&mut self, module: &str, name: &str) -> TokenStream {
        let ident = format_ident!("{name}");
        if !self.imports(module, name) {
            let segments = module.split("::").map(|part| format_ident!("{part}"));
            let leading = is_absolute(module).then(|| quote!(::));
            return quote!(#leading #(#segments)::*::#ident);
        }
        quote!(#ident)
    }

    /// Imports `name` of `module`, unless the file defines that name.
    fn imports(&mut self, module: &str, name: &str) -> bool {
        let is_free = !self.reserved_names.contains(name);
        if is_free && !(module.starts_with("std::") && PRELUDE.contains(&name)) {
            let names = self.used.entry(module.to_owned()).or_default();
            names.insert(name.to_owned());
        }
        is_free
    }

    pub(crate) fn runtime(&mut self, name: &str) -> TokenStream {
        self.name(&self.context.options.runtime_crate, name)
    }

    /// Returns the path of an item as text, for a serde attribute.
    pub(crate) fn text(&mut self, module: &str, name: &str) -> String {
        if self.reserved_names.contains(name) {
            format!("{module}::{name}")
        } else {
            self.name(module, name);
            name.to_owned()
        }
    }

    /// Returns a type from progenitor as this file names it: `::url::Url` → `Url`.
    pub(crate) fn ty(&mut self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        self.visit_type_mut(&mut ty);
        ty
    }

    pub(crate) fn crate_uses(&self) -> TokenStream {
        let uses = self
            .used
            .iter()
            .map(|(module, names)| import(module, names));
        quote!(#(#uses)*)
    }

    /// Returns the imports that `other` does not have, for a part of the file behind a feature.
    pub(crate) fn crate_uses_beyond(&self, other: &Self, attribute: &Attribute) -> TokenStream {
        let none = BTreeSet::new();
        let uses = self.used.iter().filter_map(|(module, names)| {
            let known = other.used.get(module).unwrap_or(&none);
            let more: Vec<_> = names.difference(known).collect();
            let import = (!more.is_empty()).then(|| import(module, more))?;
            Some(quote!(#attribute #import))
        });
        quote!(#(#uses)*)
    }

    /// Returns all imports: from other crates, and of `modules` next to the file.
    pub(crate) fn items(&self, modules: &[&str]) -> TokenStream {
        let crate_uses = self.crate_uses();
        let types = self.types.then_some("types");
        let modules: Vec<_> = modules
            .iter()
            .copied()
            .chain(types)
            .map(|name| format_ident!("{name}"))
            .collect();
        let modules = (!modules.is_empty()).then(|| quote!(use super::{#(#modules),*};));
        quote!(#crate_uses #modules)
    }

    pub(crate) fn uses_types(&self) -> bool {
        self.types
    }
}

impl VisitMut for Writer<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        syn::visit_mut::visit_path_mut(self, path);
        // The document's own types, with or without `types::`.
        let first = path.segments.first();
        let in_types = path.segments.len() == 2 && first.is_some_and(|s| s.ident == "types");
        self.types |= in_types;
        let is_own = path.leading_colon.is_none() && (path.segments.len() < 2 || in_types);
        // Usually written as `serde_json::Value`.
        let is_json = first.is_some_and(|s| s.ident == "serde_json");
        if is_json {
            path.leading_colon = None;
        }
        if is_own || is_json {
            return;
        }
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let (Some(last), [module @ .., name]) = (path.segments.last().cloned(), names.as_slice())
        else {
            return;
        };
        let module = module.join("::");
        if self.imports(&module, name) {
            *path = last.into()
        } else {
            path.leading_colon = is_absolute(&module).then(Default::default)
        }
    }
}

/// Returns whether a module is in another crate.
fn is_absolute(module: &str) -> bool {
    !module.starts_with("crate")
}

/// Returns `use module::{names};`
fn import(module: &str, names: impl IntoIterator<Item = impl AsRef<str>>) -> TokenStream {
    let segments = module.split("::").map(|part| format_ident!("{part}"));
    let names = names
        .into_iter()
        .map(|name| format_ident!("{}", name.as_ref()));
    quote!(use #(#segments)::*::{#(#names),*};)
}

/// Returns an identifier, which the lowering has made valid.
pub(crate) fn ident(name: &str) -> Result<syn::Ident> {
    syn::parse_str(name)
        .map_err(|_| Error::generator("", format!("{name:?} is not a Rust identifier")))
}

pub(super) fn path(text: &str) -> Result<syn::Path> {
    syn::parse_str(text).map_err(|_| {
        let problem =
            format!("{text:?} is not a Rust path: write it like `bells` or `my_crate::bells`");
        Error::document("", problem)
    })
}

pub(super) fn constant(method_name: &str) -> Result<syn::Ident> {
    ident(&method_name.to_uppercase())
}
