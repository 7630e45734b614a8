//! Where requests leave.

use std::future::Future;

#[cfg(feature = "test-util")]
use futures_util::future::Either;
use futures_util::future::TryFutureExt as _;
use reqwest::{Request, Response};
use url::Url;

use super::failure::{failed, stall_error};
use super::stall::Stalled;
use super::{Error, Operation};

/// What a client sends with.
#[derive(Clone)]
pub(crate) struct Connection {
    pub(crate) client: reqwest::Client,
    /// What names the proxy for HTTPS, where there is one: a variable, or a setting
    /// of the builder.
    pub(crate) proxy: Option<&'static str>,
    /// Whether it is a client of the user's, which may follow redirects.
    is_users: bool,
    #[cfg(feature = "test-util")]
    replay: Option<super::testing::Replay>,
}

impl Connection {
    /// One that this crate made.
    pub(crate) fn own(client: reqwest::Client, proxy: Option<&'static str>) -> Self {
        Self {
            client,
            proxy,
            is_users: false,
            #[cfg(feature = "test-util")]
            replay: None,
        }
    }

    /// One that the user made.
    pub(crate) fn users(client: reqwest::Client) -> Self {
        Self {
            is_users: true,
            ..Self::own(client, None)
        }
    }

    /// Sends nothing: the responses are those of `replay`.
    #[cfg(feature = "test-util")]
    pub(crate) fn replayed(client: reqwest::Client, replay: super::testing::Replay) -> Self {
        Self {
            replay: Some(replay),
            ..Self::own(client, None)
        }
    }

    /// One request, and the head of its response: the one place where something
    /// leaves. [`received`](Self::received) says what the result means.
    #[cfg(not(feature = "test-util"))]
    pub(crate) fn send(
        &self,
        _operation: &'static Operation,
        request: Request,
    ) -> impl Future<Output = Sent> + Send + use<> {
        self.client.execute(request).map_err(SendError::Http)
    }

    /// As above, unless there are recorded responses.
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

    /// The URL that a response has to come from, where the HTTP client may follow
    /// redirects.
    pub(crate) fn expected_url(&self, request: &Request) -> Option<Box<Url>> {
        self.is_users.then(|| Box::new(request.url().clone()))
    }

    /// The response to a request of `operation`.
    pub(crate) fn received(
        &self,
        operation: &'static Operation,
        sent: Result<Sent, Stalled>,
    ) -> Result<Response, Error> {
        match sent {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(SendError::Http(error))) => Err(failed(operation, self.proxy, error)),
            #[cfg(feature = "test-util")]
            Ok(Err(SendError::Replayed(error))) => Err(error),
            Err(stalled) => Err(stall_error(operation, stalled)),
        }
    }
}

/// What became of a request.
pub(crate) type Sent = Result<Response, SendError>;

/// Why there is no response.
pub(crate) enum SendError {
    Http(reqwest::Error),
    /// In a test, as it will be seen.
    #[cfg(feature = "test-util")]
    Replayed(Error),
}
