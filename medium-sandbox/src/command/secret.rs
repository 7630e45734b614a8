//! Secrets from a file or from the environment.

use std::env;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::StartError;

/// The variable with the first user's token. `MEDIUM_TOKEN` is for the real account.
pub(super) const TOKEN: &str = "MEDIUM_SANDBOX_TOKEN";
/// The variable with the application's secret.
pub(super) const CLIENT_SECRET: &str = "MEDIUM_SANDBOX_CLIENT_SECRET";

/// The maximum length of a secret, in bytes.
const MAX_BYTES: u64 = 4096;

/// Reads a secret from `file`, otherwise from the variable. An empty variable is treated as unset.
pub(super) fn read(
    file: Option<&Path>,
    variable: &'static str,
) -> Result<Option<String>, StartError> {
    match file {
        Some(path) => read_file(path)
            .map(Some)
            .map_err(|source| StartError::SecretFile {
                path: path.to_owned(),
                source,
            }),
        None => match env::var(variable) {
            Ok(secret) => Ok(Some(secret).filter(|secret| !secret.is_empty())),
            Err(env::VarError::NotPresent) => Ok(None),
            Err(env::VarError::NotUnicode(_)) => Err(StartError::SecretVariable(variable)),
        },
    }
}

/// Reads a file of one line.
fn read_file(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = File::open(path)?;
    file.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    let secret = text.trim_end_matches(['\r', '\n']);
    let problem = if secret.is_empty() {
        "it is empty"
    } else if text.len() as u64 > MAX_BYTES {
        "it is too long to be a secret"
    } else if secret.contains(['\r', '\n']) {
        "it has more than one line"
    } else {
        return Ok(secret.to_owned());
    };
    Err(io::Error::new(io::ErrorKind::InvalidData, problem))
}
