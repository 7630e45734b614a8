//! Random bytes of the operating system.

use crate::Error;

pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::getrandom(&mut bytes).map_err(|error| Error::Random(error.to_string()))?;
    Ok(bytes)
}
