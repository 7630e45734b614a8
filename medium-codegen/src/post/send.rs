//! Routes the end of every method into one function of the runtime, so that
//! answers are limited in size and errors are of one type:
//!
//! ```text
//! let request = self.client.get(url);
//! runtime::send(self, &operations::ME, request).await
//! ```

use syn::{Expr, ExprMethodCall, ExprTry, FnArg, ReturnType, Signature, Stmt, Type, parse_quote};

use super::{Context, argument, described};
use crate::client::Code;
use crate::error::{Refusal, Result};
use crate::plan::Success;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    let runtime = &context.runtime;
    for method in &mut code.methods {
        let name = method.sig.ident.to_string();
        let described = described(&name)?;
        let request = method
            .block
            .stmts
            .iter()
            .position(is_request)
            .ok_or_else(|| Refusal::generator("", format!("method {name} builds no request")))?;
        method.block.stmts.truncate(request + 1);
        if let Some(Stmt::Local(local)) = method.block.stmts.last_mut() {
            local.attrs.clear();
            if let syn::Pat::Ident(binding) = &mut local.pat {
                binding.mutability = None;
            }
            if let Some(init) = &mut local.init {
                unbuilt(&mut init.expr, &body(&method.sig));
            }
        }
        let request = binding(method.block.stmts.last());
        let empty = context
            .plan
            .operation(&name)
            .is_some_and(|op| matches!(op.success, Success::Empty));
        let send: syn::Ident = if empty {
            parse_quote!(send_empty)
        } else {
            parse_quote!(send)
        };
        let tail: Expr = parse_quote!(#runtime::#send(self, #described, #request).await);
        method.block.stmts.push(Stmt::Expr(tail, None));

        let answer = answer(&method.sig.output).ok_or_else(|| {
            Refusal::generator("", format!("method {name} returns no ResponseValue"))
        })?;
        method.sig.output =
            parse_quote!(-> ::std::result::Result<ResponseValue<#answer>, #runtime::Error>);
    }
    Ok(())
}

/// `let mut request = ….build()?;`, by whatever name.
fn is_request(statement: &Stmt) -> bool {
    let Stmt::Local(local) = statement else {
        return false;
    };
    let Some(init) = &local.init else {
        return false;
    };
    matches!(&*init.expr, Expr::Try(tried) if matches!(&*tried.expr, Expr::MethodCall(call) if call.method == "build"))
}

/// The chain without `.build()?`: the runtime builds, and says what is wrong
/// in its own words. A form is handed over by reqwest for the same reason.
fn unbuilt(expr: &mut Expr, body: &Expr) {
    if let Expr::Try(ExprTry { expr: built, .. }) = expr
        && let Expr::MethodCall(ExprMethodCall { receiver, .. }) = &mut **built
    {
        let mut chain = (**receiver).clone();
        plain_form(&mut chain, body);
        *expr = chain;
    }
}

/// `.form_urlencoded(&body)?` → `.form(body)`, `.json(&body)` → `.json(body)`.
fn plain_form(chain: &mut Expr, body: &Expr) {
    match chain {
        Expr::MethodCall(call) => {
            plain_form(&mut call.receiver, body);
            if call.method == "json" {
                call.args = parse_quote!(#body);
            }
        }
        Expr::Try(ExprTry { expr, .. }) => {
            if let Expr::MethodCall(call) = &mut **expr {
                plain_form(&mut call.receiver, body);
                let receiver = &call.receiver;
                *chain = parse_quote!(#receiver.form(#body));
            }
        }
        _ => {}
    }
}

/// The body as a reference, which it is already unless it is a small value.
fn body(sig: &Signature) -> Expr {
    let by_reference = sig.inputs.iter().any(|input| {
        matches!(input, FnArg::Typed(input)
            if matches!(&*input.pat, syn::Pat::Ident(name) if name.ident == "body")
                && matches!(&*input.ty, Type::Reference(_)))
    });
    if by_reference {
        parse_quote!(body)
    } else {
        parse_quote!(&body)
    }
}

/// The name that a statement gives to the request.
pub(super) fn binding(statement: Option<&Stmt>) -> syn::Ident {
    match statement {
        Some(Stmt::Local(syn::Local {
            pat: syn::Pat::Ident(name),
            ..
        })) => name.ident.clone(),
        _ => parse_quote!(request),
    }
}

fn answer(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, ty) = output else {
        return None;
    };
    argument(argument(ty, "Result")?, "ResponseValue").cloned()
}
