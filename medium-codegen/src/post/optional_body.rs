//! Bodies that may be left out, which progenitor takes for required:
//!
//! ```text
//! let request = self.client.post(url);
//! let request = match body {
//!     Some(body) => request.json(body),
//!     None => request,
//! };
//! ```

use syn::visit_mut::VisitMut;
use syn::{Expr, FnArg, Stmt, parse_quote};

use super::Context;
use super::send::binding;
use crate::client::Code;
use crate::error::Result;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    for method in &mut code.methods {
        let operation = context.plan.operation(&method.sig.ident.to_string());
        if operation.is_none_or(|operation| operation.body.is_none() || operation.body_required) {
            continue;
        }
        for input in &mut method.sig.inputs {
            if let FnArg::Typed(input) = input
                && matches!(&*input.pat, syn::Pat::Ident(name) if name.ident == "body")
            {
                let ty = &input.ty;
                *input.ty = parse_quote!(::std::option::Option<#ty>);
            }
        }
        let Some(at) = method.block.stmts.len().checked_sub(2) else {
            continue;
        };
        let mut taken = BodyAway(None);
        taken.visit_stmt_mut(&mut method.block.stmts[at]);
        let Some(call) = taken.0 else { continue };
        let request = binding(method.block.stmts.get(at));
        let (put, value) = (&call.method, &call.args);
        let statement: Stmt = parse_quote! {
            let #request = match body {
                ::std::option::Option::Some(body) => #request.#put(#value),
                ::std::option::Option::None => #request,
            };
        };
        method.block.stmts.insert(at + 1, statement);
    }
    Ok(())
}

/// Takes `.json(…)`, `.form(…)` or `.multipart(…)` out of a chain.
struct BodyAway(Option<syn::ExprMethodCall>);

impl VisitMut for BodyAway {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(call) = expr
            && ["json", "form", "multipart"]
                .iter()
                .any(|name| call.method == name)
        {
            let receiver = (*call.receiver).clone();
            self.0 = Some(call.clone());
            *expr = receiver;
        }
    }
}
