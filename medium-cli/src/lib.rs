//! What the `medium` command is made of.
//!
//! A library beside the command, so that tests and other tools can read articles as it does, and
//! know the kinds of its errors.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod article;
pub mod diagnostic;
