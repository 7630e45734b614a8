//! The public surface of a client, one line an item: what a reviewer reads
//! first, and what tells a breaking change from an addition.

use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{Fields, FnArg, ImplItem, Item, ReturnType, Visibility};

use crate::print::File;

/// The surface of `files`: sorted, one line an item. A file that is no Rust
/// has none.
#[must_use]
pub fn surface(files: &[File]) -> Vec<String> {
    let mut lines = Vec::new();
    for file in files {
        let module = file.path.trim_end_matches(".rs").replace('/', "::");
        let module = if module == "client" || module == "mod" {
            String::new()
        } else {
            format!("{module}::")
        };
        if let Ok(parsed) = syn::parse_file(&file.text) {
            for mut item in parsed.items {
                Short.visit_item_mut(&mut item);
                add(&module, &item, &mut lines);
            }
        }
    }
    lines.sort();
    lines
}

/// What a change of the surface means for those who use the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Nothing that is public changed.
    None,
    /// There is more than before, and what there was is the same.
    Addition,
    /// Something that a program may use is gone or different.
    Breaking,
}

/// Compares two surfaces: `+`, `-` and `~` (before → after) lines, and what
/// they mean.
#[must_use]
pub fn compare(before: &[String], after: &[String]) -> (Vec<String>, Impact) {
    let path = |line: &str| {
        let (head, rest) = line.split_once(' ').unwrap_or(("", line));
        format!(
            "{head} {}",
            rest.replace("::", "/")
                .split([':', '(', '=', '{'])
                .next()
                .unwrap_or_default()
                .trim()
        )
    };
    let gone: Vec<&String> = before.iter().filter(|line| !after.contains(line)).collect();
    let mut come: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
    let mut lines = Vec::new();
    let mut impact = Impact::None;
    for old in gone {
        impact = Impact::Breaking;
        match come.iter().position(|new| path(new) == path(old)) {
            Some(at) => lines.push(format!("~ {old}  →  {}", come.remove(at))),
            None => lines.push(format!("- {old}")),
        }
    }
    if !come.is_empty() {
        impact = impact.max(Impact::Addition);
    }
    lines.extend(come.into_iter().map(|line| format!("+ {line}")));
    lines.sort_by_key(|line| line.chars().skip(2).collect::<String>());
    (lines, impact)
}

/// Without lifetimes and the long names of the standard library.
struct Short;

impl VisitMut for Short {
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
        path.segments = path.segments.iter().skip(skip).cloned().collect();
    }
}

fn add(module: &str, item: &Item, lines: &mut Vec<String>) {
    match item {
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
        Item::Static(item) if public(&item.vis) => {
            lines.push(format!(
                "static {module}{}: {}",
                item.ident,
                described(&item.expr)
            ));
        }
        _ => {}
    }
}

/// An operation is its data: a changed scope is a change.
fn described(expr: &syn::Expr) -> String {
    let syn::Expr::Struct(value) = expr else {
        return shown(expr);
    };
    let fields = value
        .fields
        .iter()
        .map(|field| format!("{} {}", shown(&field.member), shown(&field.expr)));
    fields.collect::<Vec<_>>().join(", ")
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
                lines.push(format!(
                    "const {module}{subject}::{}: {} = {}",
                    constant.ident,
                    shown(&constant.ty),
                    shown(&constant.expr)
                ));
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
        (" ;", ";"),
        (":: ", "::"),
    ] {
        text = text.replace(from, to);
    }
    text
}
