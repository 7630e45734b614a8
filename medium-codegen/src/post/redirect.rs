//! Operations that only redirect a browser become builders of their URL: the
//! program has nothing to send and nothing to read.

use syn::{Stmt, parse_quote};

use super::Context;
use crate::client::Code;
use crate::error::Result;
use crate::plan::Success;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    let runtime = &context.runtime;
    for method in &mut code.methods {
        let operation = context.plan.operation(&method.sig.ident.to_string());
        if !operation.is_some_and(|operation| matches!(operation.success, Success::Redirect)) {
            continue;
        }
        method.sig.asyncness = None;
        method.sig.output = parse_quote!(-> ::std::result::Result<::url::Url, #runtime::Error>);
        if let Some(Stmt::Expr(tail, None)) = method.block.stmts.last_mut() {
            *tail = parse_quote!(#runtime::url(operation, request));
        }
    }
    Ok(())
}
