//! Replaces the filter in builds without the feature `jq`.

use serde_json::Value;

use super::JqError;

const UNAVAILABLE: &str = "this build has no jq filters: build it with `--features jq`";

/// Rejects every filter, so that `--jq` is reported as a usage error before anything is sent.
pub(crate) fn validate(_filter: &str) -> Result<String, String> {
    Err(UNAVAILABLE.to_owned())
}

/// Never reached, because [`validate`] rejects every filter.
pub(crate) fn text(_filter: &str, _value: &Value) -> Result<String, JqError> {
    Err(JqError(UNAVAILABLE.to_owned()))
}
