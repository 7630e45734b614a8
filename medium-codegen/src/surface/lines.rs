//! Items of a generated file → the lines of its surface.

use std::collections::BTreeSet;

use syn::visit_mut::VisitMut;
use syn::{Expr, Fields, FnArg, ImplItem, Item, ReturnType, Type, Visibility};

use super::macros;
use super::shown::shown;

/// What is public in a file.
pub(super) fn of_file(module: &str, mut items: Vec<Item>, lines: &mut Vec<String>) {
    let own: BTreeSet<String> = items.iter().filter_map(defined).collect();
    for item in &mut items {
        Short.visit_item_mut(item);
        match item {
            Item::Struct(item) if public(&item.vis) => structure(module, item, lines),
            Item::Enum(item) if public(&item.vis) => choice(module, item, lines),
            Item::Impl(block) => implementation(module, &own, block, lines),
            Item::Static(item) if public(&item.vis) => data(item, lines),
            Item::Macro(item) => macros::add(module, &item.mac, lines),
            _ => {}
        }
    }
}

/// The name that an item defines.
fn defined(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Macro(item) => macros::defined(&item.mac).map(|name| name.to_string()),
        _ => None,
    }
}

/// Without lifetimes, bodies and the paths of the standard library.
struct Short;

impl VisitMut for Short {
    fn visit_block_mut(&mut self, _: &mut syn::Block) {}

    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        syn::visit_mut::visit_type_reference_mut(self, reference);
        reference.lifetime = None;
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        syn::visit_mut::visit_path_mut(self, path);
        if path.leading_colon.take().is_some() {
            let last = path.segments.len().saturating_sub(1);
            path.segments = path.segments.iter().skip(last).cloned().collect();
        }
    }
}

fn structure(module: &str, item: &syn::ItemStruct, lines: &mut Vec<String>) {
    lines.push(format!(
        "struct {module}{}{}{}{}",
        item.ident,
        tuple(&item.fields),
        open(&item.attrs),
        derives(&item.attrs)
    ));
    for field in item.fields.iter().filter(|field| public(&field.vis)) {
        if let Some(name) = &field.ident {
            let ty = shown(&field.ty);
            lines.push(format!("field {module}{}::{name}: {ty}", item.ident));
        }
    }
}

fn choice(module: &str, item: &syn::ItemEnum, lines: &mut Vec<String>) {
    let (name, open, derives) = (&item.ident, open(&item.attrs), derives(&item.attrs));
    lines.push(format!("enum {module}{name}{open}{derives}"));
    for variant in &item.variants {
        let held = tuple(&variant.fields);
        lines.push(format!("variant {module}{name}::{}{held}", variant.ident));
    }
}

/// An operation is its data: another path or scope is a change. The list of
/// operations only repeats.
fn data(item: &syn::ItemStatic, lines: &mut Vec<String>) {
    match &*item.expr {
        Expr::Struct(value) => lines.push(operation(&item.ident, value)),
        Expr::Reference(list) => {
            if let Expr::Array(list) = &*list.expr {
                let scopes = list.elems.iter().filter_map(|scope| match scope {
                    Expr::Struct(scope) => Some(format!("scope {}", text(scope, "name"))),
                    _ => None,
                });
                lines.extend(scopes);
            }
        }
        _ => {}
    }
}

fn operation(name: &syn::Ident, value: &syn::ExprStruct) -> String {
    let scopes: Vec<String> = match member(value, "scopes") {
        Some(Expr::Reference(list)) => match &*list.expr {
            Expr::Array(list) => list.elems.iter().filter_map(literal).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    let access = match (flag(value, "authenticated"), scopes.is_empty()) {
        (false, _) => "no credential".to_owned(),
        (true, true) => "any scope".to_owned(),
        (true, false) => format!("scope {}", scopes.join(", ")),
    };
    let repeated = match flag(value, "idempotent") {
        true => "idempotent",
        false => "never repeated",
    };
    format!(
        "operation operations::{name}: {} {}{}, {access}, {repeated}",
        text(value, "method"),
        text(value, "server"),
        text(value, "path"),
    )
}

fn member<'a>(value: &'a syn::ExprStruct, name: &str) -> Option<&'a Expr> {
    let named =
        |field: &&syn::FieldValue| matches!(&field.member, syn::Member::Named(own) if own == name);
    value.fields.iter().find(named).map(|field| &field.expr)
}

fn text(value: &syn::ExprStruct, name: &str) -> String {
    member(value, name).and_then(literal).unwrap_or_default()
}

fn flag(value: &syn::ExprStruct, name: &str) -> bool {
    matches!(member(value, name), Some(Expr::Lit(lit)) if matches!(&lit.lit, syn::Lit::Bool(flag) if flag.value))
}

fn literal(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(lit) => match &lit.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn implementation(
    module: &str,
    own: &BTreeSet<String>,
    block: &syn::ItemImpl,
    lines: &mut Vec<String>,
) {
    let subject = subject(module, own, &block.self_ty);
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
                let value = shown(&constant.expr);
                lines.push(format!("const {subject}::{name}: {ty} = {value}"));
            }
            _ => {}
        }
    }
}

/// The type that a block is for: one of this file stands in its module.
fn subject(module: &str, own: &BTreeSet<String>, ty: &Type) -> String {
    match ty {
        Type::Path(path) if path.path.segments.len() == 1 => {
            let name = path.path.segments[0].ident.to_string();
            match own.contains(&name) {
                true => format!("{module}{name}"),
                false => shown(ty),
            }
        }
        _ => shown(ty),
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
    format!("fn {subject}::{}({}){output}", sig.ident, inputs.join(", "))
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn open(attributes: &[syn::Attribute]) -> &'static str {
    let is_open = |attribute: &syn::Attribute| attribute.path().is_ident("non_exhaustive");
    match attributes.iter().any(is_open) {
        true => " (non-exhaustive)",
        false => "",
    }
}

fn tuple(fields: &Fields) -> String {
    match fields {
        Fields::Unnamed(fields) => {
            let types: Vec<String> = fields.unnamed.iter().map(|f| shown(&f.ty)).collect();
            format!("({})", types.join(", "))
        }
        _ => String::new(),
    }
}

fn derives(attributes: &[syn::Attribute]) -> String {
    let mut names = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("derive")) {
        // What is derived is a list of paths; only their last names are shown.
        let _ = attribute.parse_nested_meta(|meta| {
            let last = meta.path.segments.last();
            names.extend(last.map(|segment| segment.ident.to_string()));
            Ok(())
        });
    }
    names.sort();
    match names.is_empty() {
        true => String::new(),
        false => format!(" derives {}", names.join(", ")),
    }
}
