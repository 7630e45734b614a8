//! Header parameters: a value that can't stand in a header is an input error
//! that names it, and a secret is marked sensitive.

use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{Expr, parse_quote};

use super::{Context, described};
use crate::client::Code;
use crate::error::Result;
use crate::plan::{Location, Operation};

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    for method in &mut code.methods {
        if let Some(operation) = context.plan.operation(&method.sig.ident.to_string())
            && operation
                .parameters
                .iter()
                .any(|p| p.location == Location::Header)
        {
            let described = described(&operation.method_name)?;
            let mut values = Values {
                context,
                operation,
                described,
            };
            values.visit_block_mut(&mut method.block);
        }
    }
    Ok(())
}

struct Values<'a> {
    context: &'a Context<'a>,
    operation: &'a Operation,
    described: Expr,
}

impl VisitMut for Values<'_> {
    /// `header_map.append("X-A", a.to_string().try_into()?)` →
    /// `header_map.append("X-A", runtime::header(&operations::B, "X-A", a)?)`.
    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        syn::visit_mut::visit_expr_method_call_mut(self, call);
        let is_append =
            call.method == "append" && quote!(#call).to_string().starts_with("header_map");
        let (true, Some(Expr::Lit(name)), Some(value)) = (
            is_append,
            call.args.first().cloned(),
            call.args.get(1).and_then(named),
        ) else {
            return;
        };
        let syn::Lit::Str(wire) = &name.lit else {
            return;
        };
        let secret = self
            .operation
            .parameters
            .iter()
            .any(|p| p.wire == wire.value() && p.secret);
        let runtime = &self.context.runtime;
        // A secret is taken by reference already.
        let (function, value): (syn::Ident, Expr) = if secret {
            (parse_quote!(secret_header), value)
        } else {
            (parse_quote!(header), parse_quote!(&#value))
        };
        if let Some(old) = call.args.get_mut(1) {
            let described = &self.described;
            *old = parse_quote!(#runtime::#function(#described, #wire, #value)?);
        }
    }
}

/// The `a` of `a.to_string().try_into()?`.
fn named(expr: &Expr) -> Option<Expr> {
    let mut inner = expr;
    loop {
        inner = match inner {
            Expr::Try(tried) => &tried.expr,
            Expr::MethodCall(call) => &call.receiver,
            Expr::Path(_) => return Some(inner.clone()),
            _ => return None,
        };
    }
}
