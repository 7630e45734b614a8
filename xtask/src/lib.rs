//! The project's own tasks, as a library: what `cargo xtask` does, a test can
//! ask for, too.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod fresh;
pub mod git;
pub mod regen;
pub mod release;
mod rustfmt;
pub mod warnings;
