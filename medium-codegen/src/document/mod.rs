//! The source document: its values, the order of its keys, and the grammar of OpenAPI.

pub(crate) mod check;
mod grammar;
mod load;
mod merge_keys;
mod normalize;
mod ordered;
mod positions;
pub(crate) mod refs;

pub(crate) use load::load;
use normalize::normalize;
pub(crate) use ordered::{Document, Ordered};
pub use positions::Positions;

use crate::error::{Error, Problems};
use crate::warnings::Warnings;

/// Checks and normalizes the document. Returns the errors so far with it, or as the
/// error if no other step can continue.
pub(crate) fn prepare(
    document: Document,
    warnings: &Warnings,
) -> std::result::Result<(Document, Problems), Vec<Error>> {
    let problems = Problems::default();
    let version = check::version(&document, warnings).map_err(|problem| vec![problem])?;
    let checked = check::check(&document, version, &problems, warnings);
    let document = normalize(document, checked, version, warnings);
    // Later steps would follow a cycle forever.
    match refs::no_cycles(&document) {
        Ok(()) => Ok((document, problems)),
        Err(cycle) => {
            problems.add(cycle);
            let all = problems.into_all().into_iter();
            Err(all
                .map(|problem| problem.with_origin(|pointer| document.origin(pointer)))
                .collect())
        }
    }
}
