//! Items of a generated file → the lines of its surface.

use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{Fields, FnArg, ImplItem, Item, ReturnType, Visibility};

/// Without lifetimes and the long names of the standard library.
struct Short;

impl VisitMut for Short {
    // What a function does is not shown.
    fn visit_block_mut(&mut self, _: &mut syn::Block) {}

    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        syn::visit_mut::visit_type_reference_mut(self, reference);
        reference.lifetime = None;
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        syn::visit_mut::visit_path_mut(self, path);
        let first = path
            .segments
            .first()
            .map(|segment| segment.ident.to_string());
        let skip = match first.as_deref() {
            Some("std" | "serde" | "url" | "jiff") => path.segments.len() - 1,
            Some("crate") if path.segments.len() > 2 => path.segments.len() - 1,
            _ => 0,
        };
        path.leading_colon = None;
        if skip > 0 {
            path.segments = path.segments.iter().skip(skip).cloned().collect();
        }
    }
}

/// Adds the lines of one item of `module`.
pub(super) fn add(module: &str, mut item: Item, lines: &mut Vec<String>) {
    Short.visit_item_mut(&mut item);
    match &item {
        Item::Struct(item) if public(&item.vis) => {
            let open = if non_exhaustive(&item.attrs) {
                " (non-exhaustive)"
            } else {
                ""
            };
            lines.push(format!(
                "struct {module}{}{}{open}{}",
                item.ident,
                tuple(&item.fields),
                derives(&item.attrs)
            ));
            for field in &item.fields {
                if let (true, Some(name)) = (public(&field.vis), &field.ident) {
                    lines.push(format!(
                        "field {module}{}::{name}: {}",
                        item.ident,
                        shown(&field.ty)
                    ));
                }
            }
        }
        Item::Enum(item) => {
            let open = if non_exhaustive(&item.attrs) {
                " (non-exhaustive)"
            } else {
                ""
            };
            lines.push(format!(
                "enum {module}{}{open}{}",
                item.ident,
                derives(&item.attrs)
            ));
            for variant in &item.variants {
                lines.push(format!(
                    "variant {module}{}::{}{}",
                    item.ident,
                    variant.ident,
                    tuple(&variant.fields)
                ));
            }
        }
        Item::Impl(block) => implementation(module, block, lines),
        Item::Static(item) if public(&item.vis) => constant(item, lines),
        _ => {}
    }
}

/// An operation or a scope is its data: another path or scope is a change. The
/// lists of them are not shown, as they only repeat.
fn constant(item: &syn::ItemStatic, lines: &mut Vec<String>) {
    if let syn::Expr::Struct(value) = &*item.expr {
        let field = |name: &str| {
            let named = |field: &&syn::FieldValue| matches!(&field.member, syn::Member::Named(own) if own == name);
            value
                .fields
                .iter()
                .find(named)
                .map(|field| shown(&field.expr))
                .unwrap_or_default()
        };
        let text = |name: &str| field(name).replace('"', "");
        let scopes = field("scopes").replace(['&', '[', ']', '"'], "");
        let access = match (field("authenticated").as_str(), scopes.as_str()) {
            ("false", _) => "no credential".to_owned(),
            (_, "") => "any scope".to_owned(),
            (_, scopes) => format!("scope {scopes}"),
        };
        lines.push(format!(
            "operation operations::{}: {} {}{}, {access}",
            item.ident,
            text("method"),
            text("server"),
            text("path"),
        ));
    } else if item.ident == "SCOPES" {
        let names = shown(&item.expr);
        let names = names
            .split("name: \"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        lines.extend(names.map(|name| format!("scope {name}")));
    }
}

fn implementation(module: &str, block: &syn::ItemImpl, lines: &mut Vec<String>) {
    let subject = shown(&block.self_ty);
    if let Some((_, path, _)) = &block.trait_ {
        lines.push(format!("impl {} for {module}{subject}", shown(path)));
        return;
    }
    for item in &block.items {
        match item {
            ImplItem::Fn(function) if public(&function.vis) => {
                lines.push(signature(&format!("{module}{subject}"), &function.sig));
            }
            ImplItem::Const(constant) if public(&constant.vis) => {
                // A list of values says what the variants say already.
                let value = match &constant.expr {
                    syn::Expr::Lit(value) => format!(" = {}", shown(value)),
                    _ => String::new(),
                };
                let name = &constant.ident;
                let ty = shown(&constant.ty);
                lines.push(format!("const {module}{subject}::{name}: {ty}{value}"));
            }
            _ => {}
        }
    }
}

fn signature(subject: &str, sig: &syn::Signature) -> String {
    let inputs: Vec<String> = sig
        .inputs
        .iter()
        .map(|input| match input {
            FnArg::Receiver(receiver) if receiver.reference.is_some() => "&self".to_owned(),
            FnArg::Receiver(_) => "self".to_owned(),
            FnArg::Typed(input) => format!("{}: {}", shown(&input.pat), shown(&input.ty)),
        })
        .collect();
    let output = match &sig.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", shown(ty)),
    };
    let asynchronous = if sig.asyncness.is_some() {
        "async fn"
    } else {
        "fn"
    };
    format!(
        "{asynchronous} {subject}::{}({}){output}",
        sig.ident,
        inputs.join(", ")
    )
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn non_exhaustive(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

fn tuple(fields: &Fields) -> String {
    match fields {
        Fields::Unnamed(fields) => {
            let types: Vec<String> = fields
                .unnamed
                .iter()
                .map(|field| shown(&field.ty))
                .collect();
            format!("({})", types.join(", "))
        }
        _ => String::new(),
    }
}

fn derives(attributes: &[syn::Attribute]) -> String {
    let mut names = Vec::new();
    for attribute in attributes {
        if attribute.path().is_ident("derive") {
            // What is derived is a list of paths; only their last names are shown.
            let _ = attribute.parse_nested_meta(|meta| {
                names.extend(
                    meta.path
                        .segments
                        .last()
                        .map(|segment| segment.ident.to_string()),
                );
                Ok(())
            });
        }
    }
    names.sort();
    if names.is_empty() {
        String::new()
    } else {
        format!(" derives {}", names.join(", "))
    }
}

/// Tokens as a person writes them.
fn shown(tokens: &impl ToTokens) -> String {
    let mut text = quote!(#tokens).to_string();
    for (from, to) in [
        (" :: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
        ("[ ", "["),
        (" ]", "]"),
        ("< ", "<"),
        (" : ", ": "),
        (",>", ">"),
        (",)", ")"),
        (" ;", ";"),
        (":: ", "::"),
    ] {
        // Most have nothing to replace, and a copy of each adds up.
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    text
}
