//! Seeds: the content of a sandbox as a file.
//!
//! `--seed FILE`, `GET` and `PUT /_sandbox/snapshot` use the same format. Most fields of a
//! seed are optional. An exported one contains everything.

mod content;
pub(crate) mod entries;
mod error;
mod export;
mod faults;
mod lines;
mod load;
mod names;
mod parse;
mod parser_messages;
mod restore;

pub use error::SeedError;
pub(crate) use faults::unknown_operation;
pub(crate) use names::is_name;
pub use parse::Seed;
pub(crate) use parser_messages::simplify_message;
pub(crate) use restore::RestoreError;
