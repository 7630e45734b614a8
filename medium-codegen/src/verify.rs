//! Counts in and out: every operation and schema of the document is among what
//! progenitor decided, and nothing else, or the run fails. That all of it is
//! written follows: `emit` and `types` go through the model, and stop where
//! something is not there.

use crate::error::{Diagnostic, Result};
use crate::model::Model;
use crate::progenitor::Decided;

pub(crate) fn verify(model: &Model, decided: &Decided) -> Result<()> {
    let (operations, methods) = (model.operations.len(), decided.method_count());
    if operations != methods {
        let what = format!("{operations} operations became {methods} methods");
        return Err(Diagnostic::generator("/paths", what));
    }
    for operation in &model.operations {
        decided.method(&operation.method_name, &operation.pointer)?;
    }
    for schema in &model.schemas.all {
        decided.item(&schema.rust_name, &schema.pointer)?;
    }
    Ok(())
}
