//! The body of a response that is read while it comes.

use std::pin::pin;

use bytes::Bytes;

use super::failure::{failed, stalled_by};
use super::stall::Clock;
use super::{Error, Operation};

/// What is still to come of a body. Nothing of it is kept, and it may take as
/// long as it takes; only standing still is limited.
pub(crate) struct Open {
    operation: &'static Operation,
    response: reqwest::Response,
    clock: Clock,
}

impl Open {
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

    /// How long nothing may come.
    pub(crate) fn patient(mut self: Box<Self>, limit: std::time::Duration) -> Box<Self> {
        self.clock = self.clock.patient(limit);
        self
    }

    /// The next piece; `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = self.clock.next(pin!(self.response.chunk())).await;
        chunk
            .map_err(|stalled| stalled_by(self.operation, stalled))?
            .map_err(|error| failed(self.operation, None, error))
    }
}
