//! The project's tasks as a library, which tests use as well.

pub mod difference;
pub mod git;
pub mod regen;
pub mod release;
mod rustfmt;
pub mod warnings;
pub mod workspace;
