//! Bodies of responses that are streamed.

use std::pin::pin;

use bytes::Bytes;

use super::stall::Clock;
use super::transport_error::{from_reqwest, stall_error};
use super::{Error, Operation};

/// The rest of a body. Only the time without progress is limited.
pub(crate) struct StreamingBody {
    operation: &'static Operation,
    response: reqwest::Response,
    clock: Clock,
    /// For errors.
    request_id: Option<String>,
}

impl StreamingBody {
    pub(crate) fn new(
        operation: &'static Operation,
        response: reqwest::Response,
        clock: Clock,
        request_id: Option<String>,
    ) -> Box<Self> {
        Box::new(Self {
            operation,
            response,
            clock,
            request_id,
        })
    }

    /// Sets the longest time without progress.
    pub(crate) fn with_stall_limit(mut self: Box<Self>, limit: std::time::Duration) -> Box<Self> {
        self.clock = self.clock.with_stall_limit(limit);
        self
    }

    /// Returns the next chunk; `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = self.clock.next(pin!(self.response.chunk())).await;
        let error = match chunk {
            Ok(Ok(chunk)) => return Ok(chunk),
            Ok(Err(error)) => from_reqwest(self.operation, None, error),
            Err(stalled) => stall_error(self.operation, stalled),
        };
        Err(error.with_request_id(|| self.request_id.clone()))
    }
}
