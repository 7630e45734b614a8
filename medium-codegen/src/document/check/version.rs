//! The version of OpenAPI. It is checked first: for another version, all other
//! errors would be misleading.

use serde_json::Value;

use crate::error::{Result, bail};
use crate::warnings::Warnings;

/// The version whose rules apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    V3_0,
    /// 3.1, or 3.2, which is treated as 3.1.
    V3_1,
}

pub(crate) fn version(document: &Value, warnings: &Warnings) -> Result<Version> {
    match document.get("openapi") {
        Some(Value::String(version)) => match minor(version) {
            Some("0") => Ok(Version::V3_0),
            Some("1") => Ok(Version::V3_1),
            Some("2") => {
                let message = "OpenAPI 3.2 is read as 3.1: additions of 3.2 are ignored";
                warnings.add_simplified("/openapi", message);
                Ok(Version::V3_1)
            }
            _ => bail!(
                "/openapi",
                "OpenAPI {version} is not supported: use 3.0, 3.1 or 3.2"
            ),
        },
        Some(_) => bail!(
            "/openapi",
            "the version must be a string: write openapi: \"3.1.0\""
        ),
        None if document.get("swagger").is_some() => bail!(
            "/swagger",
            "Swagger 2 is not supported: convert the document to OpenAPI 3, for example with `npx swagger2openapi FILE`"
        ),
        None => bail!(
            "",
            "`openapi` is missing in the document: add openapi: \"3.1.0\""
        ),
    }
}

/// Returns `0` of `3.0.3`.
fn minor(version: &str) -> Option<&str> {
    let rest = version.strip_prefix("3.")?;
    rest.split(['.', '-']).next()
}
