//! The surface lines of a generated file's items, without values: code does not
//! depend on them, and `wire` lists what is sent and received.

use syn::{Fields, FnArg, ImplItem, Item, ReturnType, Type, Visibility};

use super::macros;
use super::shown::shown;

/// The public parts of an item.
pub(super) fn of_item(module: &str, item: &Item, lines: &mut Vec<String>) {
    match item {
        Item::Struct(item) if public(&item.vis) => structure(module, item, lines),
        Item::Enum(item) if public(&item.vis) => choice(module, item, lines),
        Item::Impl(block) => implementation(module, block, lines),
        Item::Static(item) if public(&item.vis) => {
            lines.push(format!(
                "static {module}{}: {}",
                item.ident,
                shown(&item.ty)
            ));
        }
        Item::Macro(item) => macros::add(module, &item.mac, lines),
        _ => {}
    }
}

fn structure(module: &str, item: &syn::ItemStruct, lines: &mut Vec<String>) {
    let name = format!("{module}{}", item.ident);
    let held = tuple(&item.fields);
    lines.push(format!("struct {name}{held}{}", marks(&item.attrs)));
    for field in item.fields.iter().filter(|field| public(&field.vis)) {
        if let Some(field_name) = &field.ident {
            lines.push(format!("field {name}::{field_name}: {}", shown(&field.ty)));
        }
    }
}

fn choice(module: &str, item: &syn::ItemEnum, lines: &mut Vec<String>) {
    let name = format!("{module}{}", item.ident);
    lines.push(format!("enum {name}{}", marks(&item.attrs)));
    for variant in &item.variants {
        let held = tuple(&variant.fields);
        lines.push(format!("variant {name}::{}{held}", variant.ident));
    }
}

fn implementation(module: &str, block: &syn::ItemImpl, lines: &mut Vec<String>) {
    let subject = format!("{module}{}", type_name(&block.self_ty));
    if let Some((_, path, _)) = &block.trait_ {
        lines.push(format!("impl {} for {subject}", shown(path)));
        return;
    }
    for item in &block.items {
        match item {
            ImplItem::Fn(function) if public(&function.vis) => {
                lines.push(signature(&subject, &function.sig));
            }
            ImplItem::Const(constant) if public(&constant.vis) => {
                let (name, ty) = (&constant.ident, shown(&constant.ty));
                lines.push(format!("const {subject}::{name}: {ty}"));
            }
            _ => {}
        }
    }
}

/// A type of the file, without its parameters.
fn type_name(ty: &Type) -> String {
    let last = match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    };
    last.map_or_else(|| shown(ty), |last| last.ident.to_string())
}

fn signature(subject: &str, sig: &syn::Signature) -> String {
    let input = |input: &FnArg| match input {
        FnArg::Receiver(receiver) if receiver.reference.is_none() => "self".to_owned(),
        other => shown(other),
    };
    let inputs: Vec<String> = sig.inputs.iter().map(input).collect();
    let output = match &sig.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", shown(ty)),
    };
    let (name, generics) = (&sig.ident, shown(&sig.generics));
    format!(
        "fn {subject}::{name}{generics}({}){output}",
        inputs.join(", ")
    )
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn tuple(fields: &Fields) -> String {
    match fields {
        Fields::Unnamed(fields) => shown(fields),
        _ => String::new(),
    }
}

/// The attributes that matter to users: `non_exhaustive` and the derives.
fn marks(attributes: &[syn::Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes {
        match &attribute.meta {
            syn::Meta::Path(path) if path.is_ident("non_exhaustive") => {
                text.insert_str(0, " (non-exhaustive)");
            }
            syn::Meta::List(list) if list.path.is_ident("derive") => {
                text.push_str(&format!(" derives {}", shown(&list.tokens)));
            }
            _ => {}
        }
    }
    text
}
