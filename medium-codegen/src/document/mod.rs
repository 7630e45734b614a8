//! The document as it was written: its values, the order of its keys, and what
//! OpenAPI allows to stand where.

pub(crate) mod check;
mod grammar;
mod load;
mod ordered;
pub(crate) mod refs;

pub(crate) use load::load;
pub(crate) use ordered::{Document, Ordered};
