//! Bodies of JSON, through the runtime, which is faster at long ones:
//!
//! ```text
//! let request = runtime::json(self.client.post(url), body);
//! ```

use syn::visit_mut::VisitMut;
use syn::{Expr, parse_quote};

use super::Context;
use crate::client::Code;
use crate::error::Result;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    for method in &mut code.methods {
        Bodies(context).visit_block_mut(&mut method.block);
    }
    Ok(())
}

struct Bodies<'a>(&'a Context<'a>);

impl VisitMut for Bodies<'_> {
    /// `request.json(body)` → `runtime::json(request, body)`.
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(call) = expr
            && call.method == "json"
        {
            let runtime = &self.0.runtime;
            let (request, body) = (&call.receiver, &call.args);
            *expr = parse_quote!(#runtime::json(#request, #body));
        }
    }
}
