//! The grammar of OpenAPI 3.0 and 3.1: one table an object, one line a keyword.
//! A keyword that is `Unused` is valid, and a note says that a client has no use
//! for it; one that doesn't stand here is unknown. Extensions (`x-…`) are
//! allowed in every object.

mod document;
mod kind;
mod operation;
mod schema;
mod security;

pub(crate) use document::DOCUMENT;
pub(crate) use kind::{Kind, Object};
pub(crate) use schema::SCHEMA;
