//! One call of an operation, from its arguments to its result.

mod arguments;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use serde::de::DeserializeOwned;
use url::Url;

use super::decode::Decode;
use super::exchange::exchange;
use super::template::Template;
use super::{Error, Items, Operation, Paging, Response, Retry, Transport};

/// A future that can be moved between threads and kept in a struct.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The future of a call that is awaited directly.
pub type CallFuture<T> = BoxFuture<'static, Result<T, Error>>;

/// One call of an operation, which is sent when it is awaited.
///
/// A method of a generated client returns one, inside of a small type of the
/// operation's own. Until it is awaited nothing is sent, and it can be given
/// options that hold for this call only:
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
/// Arguments are encoded when they are given, so a call borrows nothing and can
/// be moved into a task. An argument that can't be sent is reported when the
/// call is awaited, as [`Error::Input`].
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    transport: Transport,
    template: Template,
    decode: Decode<T>,
}

/// Options of one call, for users.
impl<T> Call<T> {
    /// How long the whole call may take, every attempt and the waits between
    /// them included. Default: that of
    /// [`Builder::timeout`](super::Builder::timeout), which is no limit unless it
    /// was set.
    ///
    /// A call that changes something ends in [`Error::OutcomeUnknown`] where
    /// the limit is reached after the request may have arrived.
    ///
    /// Of a response that is read while it comes, the limit ends with its
    /// headers.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.template.timeout = Some(limit);
        self
    }

    /// A header of this call, in place of one with the same name.
    ///
    /// Headers that the client sets itself are refused, as [`Error::Input`]:
    /// `Authorization`, `Content-Type`, `Content-Length`, `Host` and
    /// `Transfer-Encoding`.
    pub fn header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        self.template.user_header(name.try_into(), value.try_into());
        self
    }

    /// When this call is sent again, in place of the client's policy.
    /// [`Events`](super::Events) are not resumed where it says never.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.template.retry = Some(retry);
        self
    }

    /// Sends the call and reads its response.
    ///
    /// # Errors
    ///
    /// Every kind of [`Error`]. After [`Error::OutcomeUnknown`] the service may
    /// have done what was asked.
    #[expect(clippy::manual_async_fn, reason = "those keep their arguments twice")]
    pub fn send(mut self) -> impl Future<Output = Result<T, Error>> + Send {
        async move {
            let mut received = exchange(&self.transport, &mut self.template).await?;
            self.decode
                .decode(&mut received, &self.transport, &mut self.template)
        }
    }

    /// As [`send`](Self::send), with the response's status and headers.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    #[expect(clippy::manual_async_fn, reason = "those keep their arguments twice")]
    pub fn response(mut self) -> impl Future<Output = Result<Response<T>, Error>> + Send {
        async move {
            let mut received = exchange(&self.transport, &mut self.template).await?;
            let body = self
                .decode
                .decode(&mut received, &self.transport, &mut self.template)?;
            Ok(received.into_response(body, &self.transport.0.service))
        }
    }

    /// The items of all pages, for an operation that comes in pages: each page
    /// is a call like this one. For generated code.
    pub fn items<I: DeserializeOwned + Send + 'static>(self, paging: Paging) -> Items<I> {
        Items::new(self.transport, self.template, paging)
    }

    /// The URL of the call, for an operation that is a page for a browser.
    /// Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where an argument can't stand in a URL, and where the page
    /// is not of the API's own environment: a user would log in at the real
    /// service for a client of a stand-in, or the other way round.
    pub fn url(mut self) -> Result<Url, Error> {
        self.template.check()?;
        let server = self.transport.0.servers.page_url(self.template.operation)?;
        Ok(self.template.address.url(&server))
    }
}

#[cfg(feature = "blocking")]
#[doc(hidden)]
impl<T> Call<T> {
    /// A call of the blocking client: what streams can be waited for.
    pub fn on(mut self, runner: &super::Runner) -> Self {
        self.template.runner = Some(runner.clone());
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
            template: Template::new(operation, decode.accept, decode.reading),
            decode,
        }
    }
}

/// Awaiting a call sends it: the same as [`Call::send`], in a box.
impl<T: 'static> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        Box::pin(self.send())
    }
}

/// The operation alone: arguments may be secrets.
impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.template.operation.id)
            .finish_non_exhaustive()
    }
}
