//! The end of every generated method.

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo, ResponseValue};
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;

use super::answer::{Answer, read};
use super::failure::failed;
use super::request::built;
use super::{Error, Operation, Transport};

/// Sends a request and reads its answer as a `T`.
///
/// # Errors
///
/// Every kind of [`Error`]. After [`Error::OutcomeUnknown`] the call may have
/// been done.
pub async fn send<C, T>(
    client: &C,
    operation: &'static Operation,
    request: RequestBuilder,
) -> Result<ResponseValue<T>, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
    T: DeserializeOwned,
{
    let answer = exchange(client, operation, request).await?;
    let value = answer.decode()?;
    Ok(ResponseValue::new(value, answer.status, answer.headers))
}

/// Sends a request whose good answer has no body.
///
/// # Errors
///
/// As [`send`].
pub async fn send_empty<C>(
    client: &C,
    operation: &'static Operation,
    request: RequestBuilder,
) -> Result<ResponseValue<()>, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    let answer = exchange(client, operation, request).await?;
    answer.empty()?;
    Ok(ResponseValue::new((), answer.status, answer.headers))
}

/// What an envelope holds; status and headers stay beside it.
///
/// # Errors
///
/// Those of the answer.
pub fn unwrap<W, T>(
    answer: Result<ResponseValue<W>, Error>,
    open: impl FnOnce(W) -> T,
) -> Result<ResponseValue<T>, Error> {
    let answer = answer?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    Ok(ResponseValue::new(
        open(answer.into_inner()),
        status,
        headers,
    ))
}

/// Credential, hooks, wire: the one place where a request leaves.
async fn exchange<C>(
    client: &C,
    operation: &'static Operation,
    request: RequestBuilder,
) -> Result<Answer, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    let mut request = built(operation, request)?;
    client.inner().authorize(operation, &mut request)?;
    let info = OperationInfo {
        operation_id: operation.id,
    };
    client
        .pre::<()>(&mut request, &info)
        .await
        .map_err(|error| hook(operation, &error))?;
    let result = client.exec(request, &info).await;
    client
        .post::<()>(&result, &info)
        .await
        .map_err(|error| hook(operation, &error))?;
    match result {
        Ok(response) => read(operation, response).await,
        Err(error) => Err(failed(operation, error)),
    }
}

/// Hooks carry texts only.
fn hook(operation: &'static Operation, error: &progenitor_client::Error<()>) -> Error {
    Error::input(operation.id, "hook", format!("refused it: {error}"))
}
