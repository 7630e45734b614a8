//! Secrets that a command is given: in a file, or in its environment.

use std::env;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::StartError;

/// The variable with the demo user's token. Not `MEDIUM_TOKEN`: that one is for the real account.
pub(super) const TOKEN: &str = "MEDIUM_SANDBOX_TOKEN";
/// The variable with the application's secret.
pub(super) const CLIENT_SECRET: &str = "MEDIUM_SANDBOX_CLIENT_SECRET";

/// No secret is as long, in bytes.
const LONGEST: u64 = 4096;

/// What is in `file`, or else in the variable; `None` where neither is given. A variable that is
/// empty counts as not set.
pub(super) fn given(
    file: Option<&Path>,
    variable: &'static str,
) -> Result<Option<String>, StartError> {
    match file {
        Some(path) => read(path).map(Some).map_err(|source| StartError::Secret {
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

/// The first line of a file, which has no other.
fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = File::open(path)?;
    file.take(LONGEST + 1).read_to_string(&mut text)?;
    let secret = text.trim_end_matches(['\r', '\n']);
    let problem = if secret.is_empty() {
        "it is empty"
    } else if text.len() as u64 > LONGEST {
        "it is too long to be a secret"
    } else if secret.contains(['\r', '\n']) {
        "it has more than one line"
    } else {
        return Ok(secret.to_owned());
    };
    Err(io::Error::new(io::ErrorKind::InvalidData, problem))
}
