//! Bodies of JSON. The grammar is serde_json's; long strings, which articles
//! are, are escaped by SIMD, into a buffer that is made for their length.
//! (serde_json goes byte by byte, and doubles its buffer as it goes.)

mod serializer;
mod sink;

use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;

use serializer::Quick;
use sink::Sink;

/// `request` with `body` as JSON. Where `body` has no form in JSON, building
/// the request fails.
pub fn json<T: Serialize + ?Sized>(request: RequestBuilder, body: &T) -> RequestBuilder {
    match to_vec(body) {
        Ok(bytes) => request
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(bytes),
        // It fails there, too, and reqwest keeps the error for later.
        Err(_) => request.json(body),
    }
}

/// What `serde_json::to_vec` gives.
fn to_vec<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Vec<u8>> {
    let sink = Sink::new();
    let mut json = serde_json::Serializer::new(&sink);
    value.serialize(Quick::new(&mut json, &sink))?;
    Ok(sink.into_bytes())
}

#[cfg(test)]
mod tests;
