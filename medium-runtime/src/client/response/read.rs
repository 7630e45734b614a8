//! Reads bodies of responses into memory, up to a limit.

use std::pin::pin;

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_LENGTH, HeaderMap};

use super::or_outcome_unknown;
use crate::client::progress::Progress;
use crate::client::stall::Clock;
use crate::client::transport_error::{from_reqwest, response_too_large, stall_error};
use crate::{Error, Operation};

/// The limit for successful responses. Real ones have a few hundred KiB.
pub(crate) const MAX_BYTES: usize = 8 << 20;
/// The limit for error responses.
const MAX_ERROR_BYTES: usize = 64 << 10;

/// Reads a body: up to 8 MiB of a success, the first 64 KiB of an error.
///
/// The status alone classifies an error, so its body may break off, stall or not end.
pub(crate) async fn read(
    operation: &'static Operation,
    response: &mut reqwest::Response,
    clock: &Clock,
    progress: &Progress,
) -> Result<Bytes, Error> {
    let mut body = Bytes::new();
    let read = read_into(&mut body, operation, response, clock).await;
    progress.add_received(body.len());
    if response.status().is_success() {
        read?;
    }
    Ok(body)
}

async fn read_into(
    body: &mut Bytes,
    operation: &'static Operation,
    response: &mut reqwest::Response,
    clock: &Clock,
) -> Result<(), Error> {
    let status = response.status();
    let too_large = || {
        let error = response_too_large(
            operation,
            status,
            "the client reads 8 MiB at most; check the URL",
        );
        or_outcome_unknown(operation, status, error)
    };
    let limit = if status.is_success() {
        MAX_BYTES
    } else {
        MAX_ERROR_BYTES
    };
    let content_length = content_length(response.headers());
    if status.is_success() && content_length.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut waiting_since = None;
    // A body ends after its `Content-Length`.
    while content_length != Some(body.len()) {
        let chunk = clock
            .next_chunk(&mut waiting_since, pin!(response.chunk()))
            .await;
        match chunk.map_err(|stalled| stall_error(operation, stalled))? {
            Ok(Some(chunk)) => *body = append(std::mem::take(body), chunk, content_length),
            Ok(None) => break,
            Err(error) => return Err(from_reqwest(operation, None, error)),
        }
        if body.len() > limit {
            return Err(too_large());
        }
    }
    Ok(())
}

/// Returns the value of `Content-Length`.
pub(crate) fn content_length(headers: &HeaderMap) -> Option<usize> {
    let length = headers.get(CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// Appends a chunk, without a copy if it is the first.
fn append(body: Bytes, chunk: Bytes, content_length: Option<usize>) -> Bytes {
    if body.is_empty() {
        return chunk;
    }
    let mut joined = body.try_into_mut().unwrap_or_else(|body| {
        let length = content_length.unwrap_or_default().min(MAX_BYTES);
        let length = length.max(body.len() + chunk.len());
        let mut copy = BytesMut::with_capacity(length);
        copy.extend_from_slice(&body);
        copy
    });
    joined.extend_from_slice(&chunk);
    joined.freeze()
}
