//! What the `medium` command is made of.
//!
//! A library beside the command, so that tests and other tools can read articles as it does.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod article;
