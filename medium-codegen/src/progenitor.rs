//! Runs progenitor on the lowered document, and reads the types that it chose, by the names of
//! `lower/names/`. Only method signatures and type definitions are parsed; a missing one is an
//! error.

use std::collections::HashMap;

use openapiv3::OpenAPI;
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use schemars::schema::{InstanceType, SchemaObject};
use syn::{FnArg, GenericArgument, ImplItem, Item, ItemStruct, PathArguments, ReturnType, Type};

use crate::error::{Error, Result};
use crate::lower;

/// The types that progenitor chose, by the names of the model.
pub(crate) struct ChosenTypes {
    methods: HashMap<String, Method>,
    types: HashMap<String, ItemStruct>,
}

/// The types in the signature of a method.
pub(crate) struct Method {
    arguments: HashMap<String, Type>,
    /// The type of a successful response's body.
    pub(crate) output: Type,
}

impl ChosenTypes {
    pub(crate) fn method(&self, name: &str, pointer: &str) -> Result<&Method> {
        let method = self.methods.get(name);
        method.ok_or_else(|| missing(pointer, &format!("method {name}")))
    }

    /// Returns the type of a method's argument, without reference and `Option`.
    pub(crate) fn argument(&self, method: &str, name: &str, pointer: &str) -> Result<&Type> {
        let argument = self.method(method, pointer)?.arguments.get(name);
        argument.ok_or_else(|| missing(pointer, &format!("argument {name} of {method}")))
    }

    pub(crate) fn item(&self, name: &str, pointer: &str) -> Result<&ItemStruct> {
        let item = self.types.get(name);
        item.ok_or_else(|| missing(pointer, &format!("type {name}")))
    }

    pub(crate) fn method_count(&self) -> usize {
        self.methods.len()
    }
}

fn missing(pointer: &str, what: &str) -> Error {
    Error::generator(pointer, format!("progenitor has no {what}"))
}

/// Returns progenitor's code for a document.
pub(crate) fn generate(document: &OpenAPI, runtime: &str) -> Result<TokenStream> {
    Generator::new(&settings(runtime))
        .generate_tokens(document)
        .map_err(|error| Error::generator("", format!("progenitor failed: {error}")))
}

fn settings(runtime: &str) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Positional);
    let (text, integer) = (InstanceType::String, InstanceType::Integer);
    for (instance, format, path) in [
        (text, "password", format!("{runtime}::Secret")),
        (text, "uri", "::url::Url".to_owned()),
        (text, "date-time", format!("{runtime}::DateTime")),
        (text, "date", "::jiff::civil::Date".to_owned()),
        (text, "byte", format!("{runtime}::Base64")),
        (text, lower::FILE, format!("{runtime}::File")),
        (text, lower::DOWNLOAD, format!("{runtime}::Download")),
        (integer, lower::UNIX_MS, format!("{runtime}::UnixMillis")),
        (integer, lower::INTEGER, format!("{runtime}::Integer")),
    ] {
        let schema = SchemaObject {
            instance_type: Some(instance.into()),
            format: Some(format.to_owned()),
            ..Default::default()
        };
        settings.with_conversion(schema, path, std::iter::empty::<TypeImpl>());
    }
    settings
}

/// Reads the types from progenitor's code.
pub(crate) fn read(code: TokenStream) -> Result<ChosenTypes> {
    let file: syn::File = syn::parse2(code)
        .map_err(|error| Error::generator("", format!("progenitor wrote invalid Rust: {error}")))?;
    let mut chosen_types = ChosenTypes {
        methods: HashMap::new(),
        types: HashMap::new(),
    };
    for item in file.items {
        match item {
            Item::Mod(module) if module.ident == "types" => {
                let items = module.content.into_iter().flat_map(|(_, items)| items);
                chosen_types.types.extend(items.filter_map(named_struct));
            }
            Item::Impl(block) if block.trait_.is_none() && is_client(&block.self_ty) => {
                for item in block.items {
                    // Only operations are asynchronous.
                    if let ImplItem::Fn(function) = item
                        && function.sig.asyncness.is_some()
                    {
                        let name = function.sig.ident.to_string();
                        chosen_types.methods.insert(name, method(function.sig)?);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(chosen_types)
}

fn is_client(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("Client"))
}

fn named_struct(item: Item) -> Option<(String, ItemStruct)> {
    match item {
        Item::Struct(item) => Some((item.ident.to_string(), item)),
        _ => None,
    }
}

fn method(sig: syn::Signature) -> Result<Method> {
    let arguments = sig.inputs.into_iter().filter_map(|input| match input {
        FnArg::Typed(input) => match *input.pat {
            syn::Pat::Ident(name) => Some((name.ident.to_string(), without_wrappers(*input.ty))),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    let output = match &sig.output {
        ReturnType::Type(_, ty) => {
            type_argument(ty, "Result").and_then(|ok| type_argument(ok, "ResponseValue"))
        }
        ReturnType::Default => None,
    };
    let output = output.cloned().ok_or_else(|| {
        let what = format!("method {} does not return a ResponseValue", sig.ident);
        Error::generator("", what)
    })?;
    Ok(Method {
        arguments: arguments.collect(),
        output,
    })
}

/// Returns the value type: `&'a T` → `T`, `Option<&'a T>` → `T`.
fn without_wrappers(ty: Type) -> Type {
    match ty {
        Type::Reference(reference) => without_wrappers(*reference.elem),
        ty => match type_argument(&ty, "Option") {
            Some(inner) => without_wrappers(inner.clone()),
            None => ty,
        },
    }
}

/// Returns `T` of `Outer<T>`, if `ty` is one.
pub(crate) fn type_argument<'a>(ty: &'a Type, outer: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) if last.ident == outer => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(inner) => Some(inner),
                _ => None,
            })
        }
        _ => None,
    }
}
