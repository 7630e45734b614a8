//! Unwraps envelopes: a method answers what the document's `x-envelope` names,
//! and status and headers stay beside it.

use std::collections::{HashMap, HashSet};

use syn::{Item, ItemStruct, ReturnType, Stmt, Type, parse_quote};

use super::{Context, argument, ident, subject, wire_name};
use crate::client::Code;
use crate::error::{Refusal, Result};
use crate::plan::Success;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    let types = Types::of(&code.types);
    for method in &mut code.methods {
        let operation = context.plan.operation(&method.sig.ident.to_string());
        let Some(Success::Json {
            envelope: Some(wire),
        }) = operation.map(|operation| &operation.success)
        else {
            continue;
        };
        let ReturnType::Type(_, output) = &mut method.sig.output else {
            continue;
        };
        let Some(wrapped) = argument(output, "Result")
            .and_then(|ok| argument(ok, "ResponseValue"))
            .cloned()
        else {
            continue;
        };
        let (field, inner) = types
            .field(&wrapped, wire)
            .ok_or_else(|| Refusal::generator("", format!("no field {wire:?} to unwrap")))?;
        let runtime = &context.runtime;
        **output = parse_quote!(::std::result::Result<ResponseValue<#inner>, #runtime::Error>);
        if let Some(Stmt::Expr(tail, None)) = method.block.stmts.last_mut() {
            let sent = tail.clone();
            *tail = parse_quote!(#runtime::unwrap(#sent, |envelope: #wrapped| envelope.#field));
        }
    }
    Ok(())
}

/// What `mod types` defines.
struct Types<'a> {
    structs: HashMap<String, &'a ItemStruct>,
    names: HashSet<String>,
}

impl<'a> Types<'a> {
    fn of(items: &'a [Item]) -> Self {
        let structs = items.iter().filter_map(|item| match item {
            Item::Struct(item) => Some((item.ident.to_string(), item)),
            _ => None,
        });
        Self {
            structs: structs.collect(),
            names: items.iter().filter_map(subject).collect(),
        }
    }

    /// The field behind `wire` of the struct that `ty` names, and its type as
    /// seen from outside of `mod types`.
    fn field(&self, ty: &Type, wire: &str) -> Option<(syn::Ident, Type)> {
        let Type::Path(path) = ty else { return None };
        let name = &path.path.segments.last()?.ident;
        let fields = &self.structs.get(&name.to_string())?.fields;
        let field = fields.iter().find(|field| wire_name(field) == wire)?;
        let mut ty = field.ty.clone();
        outside(&mut ty, &self.names);
        Some((field.ident.clone()?, ty))
    }
}

/// `Post` → `types::Post`, wherever it stands in `ty`.
fn outside(ty: &mut Type, names: &HashSet<String>) {
    struct Prefix<'a>(&'a HashSet<String>);
    impl syn::visit_mut::VisitMut for Prefix<'_> {
        fn visit_path_mut(&mut self, path: &mut syn::Path) {
            syn::visit_mut::visit_path_mut(self, path);
            if let Some(name) = path.get_ident()
                && self.0.contains(&name.to_string())
                && let Ok(module) = ident("types")
            {
                path.segments.insert(0, module.into());
            }
        }
    }
    syn::visit_mut::VisitMut::visit_type_mut(&mut Prefix(names), ty);
}
