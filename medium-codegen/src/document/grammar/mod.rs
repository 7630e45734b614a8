//! The grammar of OpenAPI 3.0 and 3.1 (3.2 is read as 3.1): a table per object, a line per keyword. An
//! `Unused` keyword is valid, but gives a warning; a keyword that is not listed is
//! unknown. Extensions (`x-…`) are allowed in every object.

mod document;
mod keyword_type;
mod operation;
mod schema;
mod security;

pub(crate) use document::DOCUMENT;
pub(crate) use keyword_type::{KeywordType, Object};
pub(crate) use schema::SCHEMA;
