//! The library of the `medium` command: reads articles as the command does, and lists its error
//! kinds.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod article;
pub mod diagnostic;
