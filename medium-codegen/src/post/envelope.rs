//! Unwraps envelopes: a method answers what the document's `x-envelope` names,
//! and status and headers stay beside it.

use syn::{Item, ReturnType, Stmt, Type, parse_quote};

use super::{Context, argument, ident, wire_name};
use crate::client::Code;
use crate::error::{Refusal, Result};
use crate::plan::Success;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
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
        let (field, inner) = field(&code.types, &wrapped, wire)
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

/// The field behind `wire` of the struct that `ty` names, and its type as seen
/// from outside of `mod types`.
fn field(types: &[Item], ty: &Type, wire: &str) -> Option<(syn::Ident, Type)> {
    let Type::Path(path) = ty else { return None };
    let name = &path.path.segments.last()?.ident;
    types.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == *name => {
            let field = item.fields.iter().find(|field| wire_name(field) == wire)?;
            let mut ty = field.ty.clone();
            outside(&mut ty, types);
            Some((field.ident.clone()?, ty))
        }
        _ => None,
    })
}

/// `Post` → `types::Post`, wherever it stands in `ty`.
fn outside(ty: &mut Type, types: &[Item]) {
    struct Prefix<'a>(&'a [Item]);
    impl syn::visit_mut::VisitMut for Prefix<'_> {
        fn visit_path_mut(&mut self, path: &mut syn::Path) {
            syn::visit_mut::visit_path_mut(self, path);
            let local = path.get_ident().cloned();
            if let Some(name) = local
                && self
                    .0
                    .iter()
                    .any(|item| super::subject(item).is_some_and(|own| name == own))
                && let Ok(module) = ident("types")
            {
                path.segments.insert(0, module.into());
            }
        }
    }
    syn::visit_mut::VisitMut::visit_type_mut(&mut Prefix(types), ty);
}
