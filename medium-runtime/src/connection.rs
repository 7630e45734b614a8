//! Where requests leave.

use std::future::Future;

#[cfg(feature = "test-util")]
use futures_util::future::Either;
use futures_util::future::TryFutureExt as _;
use reqwest::{Request, Response};
use url::Url;

use super::failure::{failed, redirected};
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
    pub(crate) fn send(
        &self,
        operation: &'static Operation,
        request: Request,
    ) -> impl Future<Output = Sent> + Send + use<> {
        #[cfg(feature = "test-util")]
        let request = match &self.replay {
            Some(replay) => return Either::Left(replay.respond(operation, request)),
            None => request,
        };
        let _ = operation;
        let exchange = self.client.execute(request).map_err(SendError::Http);
        #[cfg(feature = "test-util")]
        let exchange = Either::Right(exchange);
        exchange
    }

    /// The URL that a response has to come from, where the HTTP client may follow
    /// redirects.
    pub(crate) fn asked(&self, request: &Request) -> Option<Box<Url>> {
        self.is_users.then(|| Box::new(request.url().clone()))
    }

    /// The response to a request of `operation` that `asked` for a URL.
    pub(crate) fn received(
        &self,
        operation: &'static Operation,
        asked: Option<Box<Url>>,
        sent: Sent,
    ) -> Result<Response, Error> {
        match (sent, asked) {
            (Ok(response), Some(asked)) if *asked != *response.url() => {
                Err(redirected(operation, response.status()))
            }
            (Ok(response), _) => Ok(response),
            (Err(SendError::Http(error)), _) => Err(failed(operation, self.proxy, error)),
            #[cfg(feature = "test-util")]
            (Err(SendError::Replayed(error)), _) => Err(error),
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
