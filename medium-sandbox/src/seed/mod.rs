//! Seeds: the content of a sandbox as a file.
//!
//! `--seed FILE`, `GET` and `PUT /_sandbox/snapshot` use the same format. A seed may leave
//! out most fields. An exported one contains everything.

mod content;
mod error;
mod export;
mod faults;
mod lines;
mod load;
mod names;
mod parse;
mod parser_messages;
pub(crate) mod records;
mod restore;

pub use error::SeedError;
pub(crate) use export::timestamp;
pub(crate) use faults::unknown_operation;
pub(crate) use names::is_name;
pub use parse::Seed;
pub(crate) use parser_messages::plain;
pub(crate) use records::parse_timestamp;
pub(crate) use restore::RestoreError;
