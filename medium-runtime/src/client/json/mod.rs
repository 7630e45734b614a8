//! Serializes JSON like serde_json, but escapes long strings, such as articles, with SIMD into a
//! buffer of the right size.
//!
//! docs/performance.md compares it with bare reqwest, which uses serde_json.

mod buffer;
mod serializer;

use serde::Serialize;

use buffer::JsonBuffer;
use serializer::LongStringSerializer;

/// Returns the same as `serde_json::to_vec`.
pub(crate) fn to_vec<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Vec<u8>> {
    let buffer = JsonBuffer::new();
    let mut json = serde_json::Serializer::new(&buffer);
    value.serialize(LongStringSerializer::new(&mut json, &buffer))?;
    Ok(buffer.into_bytes())
}

#[cfg(test)]
mod tests;
