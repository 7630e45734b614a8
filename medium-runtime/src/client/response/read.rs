//! Reads the body of a response into memory, up to a limit.

use std::pin::pin;

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_LENGTH, HeaderMap};

use super::or_outcome_unknown;
use crate::client::failure::{failed, stall_error};
use crate::client::progress::Progress;
use crate::client::stall::Clock;
use crate::{Error, ErrorBody, Operation};

/// Larger responses are refused: the largest real one is a few hundred KiB.
pub(crate) const LIMIT_BYTES: usize = 8 << 20;
/// Of a response that is an error anyway, more is not read.
const ERROR_BYTES: usize = 64 << 10;

/// Reads a response: all of a successful one, 8 MiB at most; of an error what
/// comes of its first 64 KiB.
///
/// The status is known by now, and an error's decides what it means. So an
/// error whose body breaks off, halts or does not end is judged by what came.
pub(crate) async fn read(
    operation: &'static Operation,
    response: &mut reqwest::Response,
    clock: &Clock,
    progress: &Progress,
) -> Result<Bytes, Error> {
    let mut body = Bytes::new();
    let read = read_into(&mut body, operation, response, clock).await;
    progress.received(body.len());
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
    let too_large = || Error::TooLarge {
        operation: operation.id,
        status,
        what: "the response",
        advice: "the client reads 8 MiB at most; is the address right?",
        body: ErrorBody::default(),
    };
    let limit = if status.is_success() {
        LIMIT_BYTES
    } else {
        ERROR_BYTES
    };
    let content_length = content_length(response.headers());
    if status.is_success() && content_length.is_some_and(|length| length > limit) {
        return Err(or_outcome_unknown(operation, status, too_large()));
    }
    let mut waiting_since = None;
    // What was content_length comes whole, and nothing after it.
    while content_length != Some(body.len()) {
        let chunk = clock
            .piece(&mut waiting_since, pin!(response.chunk()))
            .await;
        match chunk.map_err(|stalled| stall_error(operation, stalled))? {
            Ok(Some(chunk)) => *body = joined(std::mem::take(body), chunk, content_length),
            Ok(None) => break,
            Err(error) => return Err(failed(operation, None, error)),
        }
        if body.len() > limit {
            return Err(or_outcome_unknown(operation, status, too_large()));
        }
    }
    Ok(())
}

/// How long the body is, as the headers say.
pub(crate) fn content_length(headers: &HeaderMap) -> Option<usize> {
    let length = headers.get(CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// Both, without a copy where the second one is all there is.
fn joined(body: Bytes, chunk: Bytes, content_length: Option<usize>) -> Bytes {
    if body.is_empty() {
        return chunk;
    }
    let mut joined = body.try_into_mut().unwrap_or_else(|body| {
        let length = content_length.unwrap_or_default().min(LIMIT_BYTES);
        let length = length.max(body.len() + chunk.len());
        let mut copy = BytesMut::with_capacity(length);
        copy.extend_from_slice(&body);
        copy
    });
    joined.extend_from_slice(&chunk);
    joined.freeze()
}
