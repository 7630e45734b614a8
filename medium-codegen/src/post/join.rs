//! Lists in the query: taken as slices, and joined by commas where the document
//! says `explode: false`, which progenitor overlooks.

use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{Expr, FnArg, Type, parse_quote};

use super::{Context, argument};
use crate::client::Code;
use crate::error::Result;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    for method in &mut code.methods {
        for input in &mut method.sig.inputs {
            if let FnArg::Typed(input) = input {
                slices(&mut input.ty);
            }
        }
        let Some(operation) = context.plan.operation(&method.sig.ident.to_string()) else {
            continue;
        };
        let joined = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.joined);
        let names = joined
            .map(|parameter| (parameter.wire.clone(), parameter.required))
            .collect();
        Joined { context, names }.visit_block_mut(&mut method.block);
    }
    Ok(())
}

/// `&'a Vec<T>` → `&'a [T]`, inside `Option` too.
fn slices(ty: &mut Type) {
    match ty {
        Type::Reference(reference) => {
            if let Some(item) = argument(&reference.elem, "Vec").cloned() {
                *reference.elem = parse_quote!([#item]);
            }
        }
        Type::Path(path) => {
            for segment in &mut path.path.segments {
                if let syn::PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                    for argument in &mut arguments.args {
                        if let syn::GenericArgument::Type(inner) = argument {
                            slices(inner);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

struct Joined<'a> {
    context: &'a Context<'a>,
    names: Vec<(String, bool)>,
}

impl VisitMut for Joined<'_> {
    /// `.query(&progenitor_client::QueryParam::new("scope", &scope))` →
    /// `.query(&runtime::comma_separated("scope", Some(scope)))`.
    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        syn::visit_mut::visit_expr_method_call_mut(self, call);
        if call.method != "query" {
            return;
        }
        let Some(Expr::Reference(reference)) = call.args.first() else {
            return;
        };
        let Expr::Call(constructor) = &*reference.expr else {
            return;
        };
        let (Some(Expr::Lit(name)), Some(Expr::Reference(value))) =
            (constructor.args.first(), constructor.args.get(1))
        else {
            return;
        };
        let syn::Lit::Str(wire) = &name.lit else {
            return;
        };
        let Some((_, required)) = self.names.iter().find(|(name, _)| *name == wire.value()) else {
            return;
        };
        let runtime = &self.context.runtime;
        let list = &value.expr;
        let list = if *required {
            quote!(::std::option::Option::Some(#list))
        } else {
            quote!(#list)
        };
        call.args = parse_quote!(&#runtime::comma_separated(#wire, #list));
    }
}
