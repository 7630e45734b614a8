//! Where requests leave.

use std::future::Future;

#[cfg(feature = "test-util")]
use futures_util::future::Either;
use reqwest::{Request, Response};

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
    /// leaves.
    pub(crate) fn send(
        &self,
        operation: &'static Operation,
        request: Request,
    ) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        #[cfg(feature = "test-util")]
        let request = match &self.replay {
            Some(replay) => return Either::Left(replay.respond(operation, request)),
            None => request,
        };
        let proxy = self.proxy;
        let asked = self.is_users.then(|| Box::new(request.url().clone()));
        let exchange = self.client.execute(request);
        let exchange = async move {
            let response = exchange.await;
            let response = response.map_err(|error| failed(operation, proxy, error))?;
            match asked {
                Some(asked) if asked.as_ref() != response.url() => {
                    Err(redirected(operation, response.status()))
                }
                _ => Ok(response),
            }
        };
        #[cfg(feature = "test-util")]
        let exchange = Either::Right(exchange);
        exchange
    }
}
