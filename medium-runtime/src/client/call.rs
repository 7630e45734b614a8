//! A call of an operation, from its arguments to its result.

mod arguments;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use serde::de::DeserializeOwned;
use url::Url;

use super::decode::Decode;
use super::prepared_call::PreparedCall;
use super::send::send_call;
use super::{Error, Items, Operation, Paging, Response, Retry, Transport};

/// A boxed future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The future of an awaited call.
pub type CallFuture<T> = BoxFuture<'static, Result<T, Error>>;

/// A call of an operation. It is sent when it is awaited.
///
/// Methods of a generated client return one, wrapped in a type of the operation. Until
/// it is awaited it accepts options for this call:
///
/// ```no_run
/// # use std::time::Duration;
/// # use medium_runtime::{Call, Error, Retry};
/// # async fn example(call: Call<String>) -> Result<(), Error> {
/// let value = call
///     .timeout(Duration::from_secs(5))
///     .header("X-Trace", "7d1f")
///     .retry(Retry::off())
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// Arguments are encoded immediately, so a call borrows nothing and can be moved into a
/// task. Invalid arguments are reported as [`Error::Input`] when the call is awaited.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    transport: Transport,
    prepared: PreparedCall,
    decode: Decode<T>,
}

/// Options of a call.
impl<T> Call<T> {
    /// Limits the time of the call, including all attempts and the waits between them. Default:
    /// [`Builder::timeout`](super::Builder::timeout), which is unlimited unless set.
    ///
    /// A call that is not idempotent ends in [`Error::OutcomeUnknown`] if the limit is
    /// reached after the request may have arrived.
    ///
    /// For a streamed response, the limit covers the time to its headers.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.prepared.timeout = Some(limit);
        self
    }

    /// Sets a header of this call, replacing one of the same name.
    ///
    /// Headers that the client sets itself are rejected as [`Error::Input`]: `Authorization`,
    /// `Content-Type`, `Content-Length`, `Host` and `Transfer-Encoding`.
    pub fn header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        self.prepared.user_header(name.try_into(), value.try_into());
        self
    }

    /// Sets when this call is retried, instead of the client's policy.
    /// [`Retry::off`] also disables resuming of [`Events`](super::Events).
    pub fn retry(mut self, retry: Retry) -> Self {
        self.prepared.retry = Some(retry);
        self
    }

    /// Sends the call and reads its response.
    ///
    /// # Errors
    ///
    /// Any [`Error`]. After [`Error::OutcomeUnknown`] the service may have executed the call.
    #[expect(
        clippy::manual_async_fn,
        reason = "an async fn stores its arguments twice"
    )]
    pub fn send(mut self) -> impl Future<Output = Result<T, Error>> + Send {
        async move {
            let mut received = send_call(&self.transport, &mut self.prepared).await?;
            self.decode
                .decode(&mut received, &self.transport, &mut self.prepared)
        }
    }

    /// Sends the call. Returns the response's status and headers as well as its value.
    ///
    /// # Errors
    ///
    /// See [`send`](Self::send).
    #[expect(
        clippy::manual_async_fn,
        reason = "an async fn stores its arguments twice"
    )]
    pub fn response(mut self) -> impl Future<Output = Result<Response<T>, Error>> + Send {
        async move {
            let mut received = send_call(&self.transport, &mut self.prepared).await?;
            let body = self
                .decode
                .decode(&mut received, &self.transport, &mut self.prepared)?;
            Ok(received.into_response(body, &self.transport.0.service))
        }
    }

    /// Returns a stream of the items of all pages. For generated code.
    pub fn items<I: DeserializeOwned + Send + 'static>(self, paging: Paging) -> Items<I> {
        Items::new(self.transport, self.prepared, paging)
    }

    /// Returns the URL of an operation that is a page for a browser. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if an argument is invalid, or if only one of the API and the page was
    /// replaced: a user of a sandbox would log in at the real service, or vice versa.
    pub fn url(mut self) -> Result<Url, Error> {
        self.prepared.take_error()?;
        let server = self.transport.0.servers.page_url(self.prepared.operation)?;
        Ok(self.prepared.request_url.url(&server))
    }
}

#[cfg(feature = "blocking")]
#[doc(hidden)]
impl<T> Call<T> {
    /// Marks a call of the blocking client, so that its streams can block.
    pub fn with_runner(mut self, runner: &super::Runner) -> Self {
        self.prepared.runner = Some(runner.clone());
        self
    }
}

impl<T> Call<T> {
    pub(crate) fn new(
        transport: Transport,
        operation: &'static Operation,
        decode: Decode<T>,
    ) -> Self {
        Self {
            transport,
            prepared: PreparedCall::new(operation, decode.accept, decode.reading),
            decode,
        }
    }
}

/// Awaiting a call sends it, like [`Call::send`].
impl<T: 'static> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        Box::pin(self.send())
    }
}

/// Shows the operation only: arguments may be secrets.
impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.prepared.operation.id)
            .finish_non_exhaustive()
    }
}
