//! The grammar of OpenAPI 3.0.3 as far as it can be expressed: one table an
//! object, one line a keyword. A keyword that stands here as `Refused` is known
//! and can't be expressed; one that doesn't stand here is unknown, most likely
//! misspelt. Extensions (`x-…`) are allowed in every object.

mod document;
mod kind;
mod operation;
mod schema;
mod security;

pub(crate) use document::DOCUMENT;
pub(crate) use kind::{Kind, Object};
pub(crate) use schema::SCHEMA;
