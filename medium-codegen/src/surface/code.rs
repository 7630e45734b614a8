//! The surface lines of a generated file's items, without values: code does not
//! depend on them, and `wire` lists what is sent and received.

use syn::{Fields, FnArg, ImplItem, Item, ReturnType, Type, Visibility};

use super::format_tokens::format_tokens;
use super::macros;

/// Adds the lines of an item to `lines`.
pub(super) fn add_item(module: &str, item: &Item, lines: &mut Vec<String>) {
    match item {
        Item::Struct(item) if is_public(&item.vis) => structure(module, item, lines),
        Item::Enum(item) if is_public(&item.vis) => enumeration(module, item, lines),
        Item::Impl(block) => implementation(module, block, lines),
        Item::Static(item) if is_public(&item.vis) => {
            lines.push(format!(
                "static {module}{}: {}",
                item.ident,
                format_tokens(&item.ty)
            ));
        }
        Item::Macro(item) => macros::add(module, &item.mac, lines),
        _ => {}
    }
}

fn structure(module: &str, item: &syn::ItemStruct, lines: &mut Vec<String>) {
    let name = format!("{module}{}", item.ident);
    let payload = tuple(&item.fields);
    lines.push(format!("struct {name}{payload}{}", attributes(&item.attrs)));
    for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
        if let Some(field_name) = &field.ident {
            lines.push(format!(
                "field {name}::{field_name}: {}",
                format_tokens(&field.ty)
            ));
        }
    }
}

fn enumeration(module: &str, item: &syn::ItemEnum, lines: &mut Vec<String>) {
    let name = format!("{module}{}", item.ident);
    lines.push(format!("enum {name}{}", attributes(&item.attrs)));
    for variant in &item.variants {
        let payload = tuple(&variant.fields);
        lines.push(format!("variant {name}::{}{payload}", variant.ident));
    }
}

fn implementation(module: &str, block: &syn::ItemImpl, lines: &mut Vec<String>) {
    let subject = format!("{module}{}", type_name(&block.self_ty));
    if let Some((_, path, _)) = &block.trait_ {
        lines.push(format!("impl {} for {subject}", format_tokens(path)));
        return;
    }
    for item in &block.items {
        match item {
            ImplItem::Fn(function) if is_public(&function.vis) => {
                lines.push(signature(&subject, &function.sig));
            }
            ImplItem::Const(constant) if is_public(&constant.vis) => {
                let (name, ty) = (&constant.ident, format_tokens(&constant.ty));
                lines.push(format!("const {subject}::{name}: {ty}"));
            }
            _ => {}
        }
    }
}

/// Returns the name of a type of the file, without its parameters.
fn type_name(ty: &Type) -> String {
    let last = match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    };
    last.map_or_else(|| format_tokens(ty), |last| last.ident.to_string())
}

fn signature(subject: &str, sig: &syn::Signature) -> String {
    let input = |input: &FnArg| match input {
        FnArg::Receiver(receiver) if receiver.reference.is_none() => "self".to_owned(),
        other => format_tokens(other),
    };
    let inputs: Vec<String> = sig.inputs.iter().map(input).collect();
    let output = match &sig.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", format_tokens(ty)),
    };
    let (name, generics) = (&sig.ident, format_tokens(&sig.generics));
    format!(
        "fn {subject}::{name}{generics}({}){output}",
        inputs.join(", ")
    )
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn tuple(fields: &Fields) -> String {
    match fields {
        Fields::Unnamed(fields) => format_tokens(fields),
        _ => String::new(),
    }
}

/// Returns the attributes that matter to users: `non_exhaustive` and the derives.
fn attributes(all: &[syn::Attribute]) -> String {
    let mut text = String::new();
    for attribute in all {
        match &attribute.meta {
            syn::Meta::Path(path) if path.is_ident("non_exhaustive") => {
                text.insert_str(0, " (non-exhaustive)");
            }
            syn::Meta::List(list) if list.path.is_ident("derive") => {
                text.push_str(&format!(" derives {}", format_tokens(&list.tokens)));
            }
            _ => {}
        }
    }
    text
}
