//! The lowered document → progenitor → the items of a Rust file, sorted into
//! the rooms that the passes work in.

use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TypeImpl};
use quote::quote;
use schemars::schema::{InstanceType, SchemaObject};
use syn::{ImplItem, ImplItemFn, Item, ItemImpl, Type};

use crate::Options;
use crate::error::{Refusal, Result};
use crate::lower;

/// What is being built: progenitor's output at first, the client's at last.
#[derive(Clone)]
pub(crate) struct Code {
    /// `mod types`.
    pub(crate) types: Vec<Item>,
    /// The client itself and what stands beside it.
    pub(crate) client: Vec<Item>,
    /// One method an operation, in `impl Client`.
    pub(crate) methods: Vec<ImplItemFn>,
    /// `mod operations`.
    pub(crate) operations: Vec<Item>,
    /// `mod blocking`, empty where none is wanted.
    pub(crate) blocking: Vec<Item>,
}

/// Runs progenitor.
pub(crate) fn generate(document: &OpenAPI, options: &Options) -> Result<Code> {
    let tokens = Generator::new(&settings(&options.runtime)?)
        .generate_tokens(document)
        .map_err(|error| Refusal::generator("", format!("progenitor refused it: {error}")))?;
    let file = syn::parse2::<syn::File>(tokens)
        .map_err(|error| Refusal::generator("", format!("progenitor wrote no Rust: {error}")))?;
    Ok(sort(file))
}

fn settings(runtime: &str) -> Result<GenerationSettings> {
    let runtime_path = runtime_path(runtime)?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_hooks(HooksMode::Expected)
        .with_inner_type(quote!(#runtime_path::Transport));
    let text = InstanceType::String;
    for (instance, format, path) in [
        (text, "password", format!("{runtime}::Secret")),
        (text, "uri", "::url::Url".to_owned()),
        (text, "date-time", "::jiff::Timestamp".to_owned()),
        (text, "date", "::jiff::civil::Date".to_owned()),
        (text, lower::FILE, format!("{runtime}::File")),
        (
            InstanceType::Integer,
            lower::UNIX_MS,
            format!("{runtime}::UnixMillis"),
        ),
    ] {
        let schema = SchemaObject {
            instance_type: Some(instance.into()),
            format: Some(format.to_owned()),
            ..Default::default()
        };
        settings.with_conversion(schema, path, std::iter::empty::<TypeImpl>());
    }
    Ok(settings)
}

/// The runtime's module as a path.
pub(crate) fn runtime_path(runtime: &str) -> Result<syn::Path> {
    syn::parse_str(runtime)
        .map_err(|_| Refusal::generator("", format!("{runtime:?} is no path in Rust")))
}

fn sort(file: syn::File) -> Code {
    let mut code = Code {
        types: Vec::new(),
        client: Vec::new(),
        methods: Vec::new(),
        operations: Vec::new(),
        blocking: Vec::new(),
    };
    for item in file.items {
        match item {
            Item::Mod(module) if module.ident == "types" => {
                code.types
                    .extend(module.content.into_iter().flat_map(|(_, items)| items));
            }
            Item::Impl(block) if is_methods(&block) => {
                code.methods
                    .extend(block.items.into_iter().filter_map(|item| match item {
                        ImplItem::Fn(method) => Some(method),
                        _ => None,
                    }));
            }
            other => code.client.push(other),
        }
    }
    code
}

/// The `impl Client` that holds the operations: all its functions are async.
fn is_methods(block: &ItemImpl) -> bool {
    block.trait_.is_none()
        && matches!(&*block.self_ty, Type::Path(path) if path.path.is_ident("Client"))
        && block
            .items
            .iter()
            .all(|item| matches!(item, ImplItem::Fn(f) if f.sig.asyncness.is_some()))
}
