//! The address of every request: on the operation's own server, with checked
//! path segments instead of progenitor's `encode_path`, which lets `..` through.
//!
//! ```text
//! let url = self.inner.address(&operations::CREATE_POST, &["/v1/users/",
//!     &runtime::segment(&operations::CREATE_POST, "authorId", &author_id)?, "/posts"])?;
//! ```

use quote::quote;
use syn::{Stmt, parse_quote};

use super::{Context, described, ident};
use crate::client::Code;
use crate::error::Result;
use crate::plan::Operation;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    for method in &mut code.methods {
        let Some(operation) = context.plan.operation(&method.sig.ident.to_string()) else {
            continue;
        };
        for statement in &mut method.block.stmts {
            if let Stmt::Local(local) = statement
                && let Some(init) = &mut local.init
                && is_format(&init.expr)
            {
                *init.expr = address(context, operation)?;
            }
        }
    }
    Ok(())
}

fn is_format(expr: &syn::Expr) -> bool {
    matches!(expr, syn::Expr::Macro(call) if call.mac.path.is_ident("format"))
}

fn address(context: &Context<'_>, operation: &Operation) -> Result<syn::Expr> {
    let runtime = &context.runtime;
    let described = described(&operation.method_name)?;
    let mut pieces = Vec::new();
    let mut rest = operation.path.as_str();
    while let Some((before, (wire, behind))) = rest
        .split_once('{')
        .and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        pieces.push(quote!(#before));
        if let Some(parameter) = operation.parameters.iter().find(|p| p.wire == wire) {
            let argument = ident(&parameter.name)?;
            pieces.push(quote!(&#runtime::segment(#described, #wire, &#argument)?));
        }
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(quote!(#rest));
    }
    Ok(parse_quote!(self.inner.address(#described, &[#(#pieces),*])?))
}
