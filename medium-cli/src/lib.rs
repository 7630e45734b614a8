//! What the `medium` command is made of.
//!
//! A library beside the command, so that tests and other tools can read articles as it does.

pub mod article;
