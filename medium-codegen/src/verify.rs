//! Checks that progenitor's output has every operation and schema of the document,
//! and no other operation. `emit` and `types` walk the model and fail if something is
//! missing, so all of it is written.

use crate::error::{Error, Result};
use crate::model::Model;
use crate::progenitor::ChosenTypes;

pub(crate) fn verify(model: &Model, chosen_types: &ChosenTypes) -> Result<()> {
    let (operations, methods) = (model.operations.len(), chosen_types.method_count());
    if operations != methods {
        let what = format!("{operations} operations became {methods} methods");
        return Err(Error::generator("/paths", what));
    }
    for operation in &model.operations {
        chosen_types.method(&operation.method_name, &operation.pointer)?;
    }
    for schema in &model.schemas.all {
        chosen_types.item(&schema.rust_name, &schema.pointer)?;
    }
    Ok(())
}
