//! The project's tasks as a library, which tests use as well.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod difference;
pub mod git;
pub mod regen;
pub mod release;
mod rustfmt;
pub mod warnings;
pub mod workspace;
