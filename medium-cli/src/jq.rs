//! `--jq`: filters the output of `--json`.

#[cfg(feature = "jq")]
mod filter;
#[cfg(not(feature = "jq"))]
#[path = "jq/unavailable.rs"]
mod filter;

use thiserror::Error;

pub(crate) use filter::{text, validate};

/// The filter is invalid, or fails on the data.
#[derive(Debug, Error)]
#[error("{0}")]
pub(crate) struct JqError(String);
