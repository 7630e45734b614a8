//! Hooks of a generated client: what one refuses before a request leaves was not done, and after it
//! nobody knows.

use medium_api::runtime::{Operation, Transport, send_empty};
use medium_api::{Client, Error, operations};
use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};

use crate::support::impatient;
use crate::support::server::{Answer, Server};

/// A client whose hooks refuse.
struct Hooked {
    client: Client,
    before: bool,
}

impl ClientInfo<Transport> for Hooked {
    fn api_version() -> &'static str {
        Client::api_version()
    }

    fn baseurl(&self) -> &str {
        self.client.baseurl()
    }

    fn client(&self) -> &reqwest::Client {
        self.client.client()
    }

    fn inner(&self) -> &Transport {
        self.client.inner()
    }
}

impl ClientHooks<Transport> for Hooked {
    async fn pre<E>(
        &self,
        _request: &mut reqwest::Request,
        _info: &OperationInfo,
    ) -> Result<(), progenitor_client::Error<E>> {
        match self.before {
            true => Err(progenitor_client::Error::Custom("not today".to_owned())),
            false => Ok(()),
        }
    }

    async fn post<E>(
        &self,
        _result: &reqwest::Result<reqwest::Response>,
        _info: &OperationInfo,
    ) -> Result<(), progenitor_client::Error<E>> {
        Err(progenitor_client::Error::Custom("not like this".to_owned()))
    }
}

async fn called(before: bool, operation: &'static Operation) -> (Error, usize) {
    let server = Server::start(async |_| Answer::text(201, "text/plain", "")).await;
    let client = impatient(&server.url()).token("token").build();
    let client = client.expect("a client");
    let request = match operation.method {
        "GET" => client.client().get(server.url()),
        _ => client.client().post(server.url()),
    };
    let hooked = Hooked { client, before };
    let error = send_empty(&hooked, operation, request).await;
    (error.expect_err("a hook refuses"), server.seen().len())
}

#[tokio::test]
async fn a_hook_that_refuses_what_came_back_leaves_the_outcome_of_a_change_unknown() {
    let (error, sent) = called(false, &operations::CREATE_POST).await;
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    assert!(error.to_string().contains("not like this"), "{error}");
    assert_eq!(sent, 1);
    let (error, sent) = called(false, &operations::ME).await;
    assert!(matches!(error, Error::Input { .. }), "{error}");
    assert_eq!(sent, 1);
}

#[tokio::test]
async fn a_hook_that_refuses_a_request_has_sent_nothing() {
    let (error, sent) = called(true, &operations::CREATE_POST).await;
    assert!(error.proves_not_done(), "{error}");
    assert!(error.to_string().contains("not today"), "{error}");
    assert_eq!(sent, 0);
}
