//! Sends requests with an HTTP client, or returns recorded responses.

use std::future::Future;
use std::time::Duration;

#[cfg(feature = "test-util")]
use futures_util::future::Either;
use futures_util::future::TryFutureExt as _;
use reqwest::{Request, Response};
use url::Url;

use super::stall::Stalled;
use super::transport_error::{from_reqwest, stall_error};
use super::{Error, Operation};

/// The default limit on the time to connect.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The reqwest client, and how it was configured.
#[derive(Clone)]
pub(crate) struct HttpSender {
    pub(crate) client: reqwest::Client,
    /// The variable or setting that configures the HTTPS proxy, if any.
    pub(crate) proxy: Option<&'static str>,
    /// Whether the user passed the HTTP client, which may follow redirects.
    is_from_user: bool,
    #[cfg(feature = "test-util")]
    replay: Option<super::testing::Replay>,
}

impl HttpSender {
    /// Uses an HTTP client that this crate configured.
    pub(crate) fn new(client: reqwest::Client, proxy: Option<&'static str>) -> Self {
        Self {
            client,
            proxy,
            is_from_user: false,
            #[cfg(feature = "test-util")]
            replay: None,
        }
    }

    /// Uses an HTTP client that the user passed.
    pub(crate) fn from_user(client: reqwest::Client) -> Self {
        Self {
            is_from_user: true,
            ..Self::new(client, None)
        }
    }

    /// Sends nothing, and returns the responses of `replay`.
    #[cfg(feature = "test-util")]
    pub(crate) fn from_replay(client: reqwest::Client, replay: super::testing::Replay) -> Self {
        Self {
            replay: Some(replay),
            ..Self::new(client, None)
        }
    }

    /// Sends a request and returns the head of its response. Every request leaves here.
    /// [`to_result`](Self::to_result) interprets the result.
    #[cfg(not(feature = "test-util"))]
    pub(crate) fn send(
        &self,
        _operation: &'static Operation,
        request: Request,
    ) -> impl Future<Output = Sent> + Send + use<> {
        self.client.execute(request).map_err(SendError::Http)
    }

    /// Like the other `send`, or returns a recorded response.
    #[cfg(feature = "test-util")]
    pub(crate) fn send(
        &self,
        operation: &'static Operation,
        request: Request,
    ) -> impl Future<Output = Sent> + Send + use<> {
        match &self.replay {
            Some(replay) => Either::Left(replay.respond(operation, request)),
            None => Either::Right(self.client.execute(request).map_err(SendError::Http)),
        }
    }

    /// Returns the URL that the response must have, if the HTTP client may follow redirects.
    pub(crate) fn expected_url(&self, request: &Request) -> Option<Box<Url>> {
        self.is_from_user.then(|| Box::new(request.url().clone()))
    }

    /// Turns the result of `send` into the response or an error.
    pub(crate) fn to_result(
        &self,
        operation: &'static Operation,
        sent: Result<Sent, Stalled>,
    ) -> Result<Response, Error> {
        match sent {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(SendError::Http(error))) => Err(from_reqwest(operation, self.proxy, error)),
            #[cfg(feature = "test-util")]
            Ok(Err(SendError::Replayed(error))) => Err(error),
            Err(stalled) => Err(stall_error(operation, stalled)),
        }
    }
}

/// Returns the error of settings for which reqwest can't create a client.
pub(crate) fn build_error(error: reqwest::Error) -> Error {
    let problem = format!("can't be used to create an HTTP client: {error}");
    Error::input("client", "settings", problem)
}

/// The result of sending a request.
pub(crate) type Sent = Result<Response, SendError>;

/// Why there is no response.
pub(crate) enum SendError {
    Http(reqwest::Error),
    /// From a test's `Replay`, already in its final form.
    #[cfg(feature = "test-util")]
    Replayed(Error),
}
