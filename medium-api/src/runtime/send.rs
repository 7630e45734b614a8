//! The end of every generated method.

use std::fmt::Debug;
use std::pin::pin;

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo, ResponseValue};
use reqwest::header::AUTHORIZATION;
use reqwest::{Request, RequestBuilder};
use serde::de::DeserializeOwned;

use super::answer::{Answer, read};
use super::credential::Bearer;
use super::failure::{failed, stalled};
use super::request::built;
use super::stall::Clock;
use super::veil::Veil;
use super::{Error, Operation, Transport, spans};

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
    Ok(ResponseValue::new((), answer.status, answer.headers))
}

/// What an envelope holds; status and headers stay beside it.
///
/// # Errors
///
/// Those of the answer.
pub fn unwrap<W, T: Debug>(
    answer: Result<ResponseValue<W>, Error>,
    open: impl FnOnce(W) -> T,
) -> Result<ResponseValue<T>, Error> {
    // Taken apart and put together, the headers would be copied.
    answer?.map(open)
}

/// A good answer, after as many attempts as the policy allows.
async fn exchange<C>(
    client: &C,
    operation: &'static Operation,
    request: RequestBuilder,
) -> Result<Answer, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    let request = built(operation, request)?;
    let span = spans::call(operation, &request);
    let work = pin!(attempts(client, operation, request));
    let result = spans::within(&span, work).await;
    spans::record(&span, &result);
    result
}

async fn attempts<C>(
    client: &C,
    operation: &'static Operation,
    request: Request,
) -> Result<Answer, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    let transport = client.inner();
    let shared = &transport.0;
    shared.budget.call();
    let mut bearer = transport.bearer(operation, &request).await?;
    let mut renewed = false;
    let mut number = 1;
    let mut next = Some(request);
    while let Some(mut request) = next.take() {
        // A body that streams has no copy: this is its only attempt.
        let copy = copied(&request);
        if let Some(bearer) = &bearer {
            request
                .headers_mut()
                .insert(AUTHORIZATION, bearer.header.clone());
        }
        let span = spans::attempt(operation, number);
        let work = pin!(attempt(client, operation, request));
        let result = spans::within(&span, work).await;
        spans::record(&span, &result);
        let Err(error) = result else { return result };
        let Some(copy) = copy else { return Err(error) };
        if let (Some(refused), false, true) = (&bearer, renewed, error.is_bad_token()) {
            renewed = true;
            bearer = Some(newer(transport, operation, refused.clone(), error).await?);
        } else {
            match shared.retry.wait(operation, &error, number) {
                Some(wait) if shared.budget.spend() => tokio::time::sleep(wait).await,
                _ => return Err(error),
            }
        }
        number += 1;
        next = Some(copy);
    }
    // Not reached: every round returns or leaves a copy.
    Err(Error::input(operation.id, "request", "was not sent"))
}

/// The same request once more; none where its body streams.
fn copied(request: &Request) -> Option<Request> {
    if request.body().is_some() {
        return request.try_clone();
    }
    // Half of what reqwest's copy costs: it makes room for a timeout, too.
    let mut copy = Request::new(request.method().clone(), request.url().clone());
    *copy.headers_mut() = request.headers().clone();
    Some(copy)
}

/// A newer token, or the service's refusal of the old one.
async fn newer(
    transport: &Transport,
    operation: &'static Operation,
    refused: Bearer,
    error: Error,
) -> Result<Bearer, Error> {
    transport.renew(operation, refused).await?.ok_or(error)
}

/// One request, one answer: the one place where something leaves.
async fn attempt<C>(
    client: &C,
    operation: &'static Operation,
    mut request: Request,
) -> Result<Answer, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    let info = OperationInfo {
        operation_id: operation.id,
    };
    let hook = |error: progenitor_client::Error<()>| {
        Error::input(operation.id, "hook", format!("refused it: {error}"))
    };
    client.pre::<()>(&mut request, &info).await.map_err(hook)?;
    let mut clock = Clock::start(client.inner().0.stall);
    clock.follow(&mut request);
    let veil = Veil::over(request.headers().get(AUTHORIZATION).cloned());
    let work = pin!(client.exec(request, &info));
    let result = clock
        .watch(work)
        .await
        .map_err(|_| stalled(operation, clock.limit()))?;
    client.post::<()>(&result, &info).await.map_err(hook)?;
    let response = result.map_err(|error| failed(operation, error))?;
    read(operation, response, &clock, veil).await?.good()
}
