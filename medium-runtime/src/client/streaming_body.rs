//! Bodies of responses that are streamed.

use std::pin::pin;

use bytes::Bytes;

use super::failure::{failed, stall_error};
use super::stall::Clock;
use super::{Error, Operation};

/// The rest of a body. Only the time without progress is limited.
pub(crate) struct StreamingBody {
    operation: &'static Operation,
    response: reqwest::Response,
    clock: Clock,
}

impl StreamingBody {
    pub(crate) fn new(
        operation: &'static Operation,
        response: reqwest::Response,
        clock: Clock,
    ) -> Box<Self> {
        Box::new(Self {
            operation,
            response,
            clock,
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
        chunk
            .map_err(|stalled| stall_error(self.operation, stalled))?
            .map_err(|error| failed(self.operation, None, error))
    }
}
