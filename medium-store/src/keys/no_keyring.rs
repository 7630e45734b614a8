//! The keyring in builds without the feature `keyring`: reading and writing a key fails.

use super::Key;
use crate::Error;

pub(super) async fn read(_id: &str) -> Result<Key, Error> {
    Err(unsupported())
}

pub(super) async fn write(_id: &str, _key: &Key) -> Result<(), Error> {
    Err(unsupported())
}

pub(super) async fn remove(_id: &str) {}

fn unsupported() -> Error {
    let problem = "is in the operating system's keyring, which this build doesn't support";
    Error::Key(problem.to_owned())
}
