//! Operations that only redirect a browser become builders of their URL: the
//! program has nothing to send and nothing to read.

use syn::{Stmt, parse_quote};

use super::send::binding;
use super::{Context, described};
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
        let described = described(&method.sig.ident.to_string())?;
        let mut statements = method.block.stmts.iter_mut().rev();
        if let (Some(Stmt::Expr(tail, None)), Some(request)) =
            (statements.next(), statements.next())
        {
            let request = binding(Some(request));
            *tail = parse_quote!(#runtime::url(#described, #request));
        }
    }
    Ok(())
}
