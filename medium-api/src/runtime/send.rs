//! The end of every generated method.

use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo, ResponseValue};
use reqwest::header::AUTHORIZATION;
use reqwest::{Request, RequestBuilder};
use serde::de::DeserializeOwned;

use super::answer::{Answer, read};
use super::credential::Bearer;
use super::failure::{failed, stalled_by, unknown};
use super::request::built;
use super::stall::Clock;
use super::veil::Redactor;
use super::{Error, Operation, Transport, spans};

/// Sends a request and reads its answer as a `T`.
///
/// # Errors
///
/// Every kind of [`Error`]. After [`Error::OutcomeUnknown`] the call may have
/// been done.
pub fn send<C, T>(
    client: &C,
    operation: &'static Operation,
    request: RequestBuilder,
) -> impl Future<Output = Result<ResponseValue<T>, Error>>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
    T: DeserializeOwned,
{
    let mut outgoing = Outgoing::new(operation, request);
    async move {
        let answer = exchange(client, operation, &mut outgoing).await?;
        let value = answer.decode()?;
        Ok(ResponseValue::new(value, answer.status, answer.headers))
    }
}

/// Sends a request whose good answer has no body.
///
/// # Errors
///
/// As [`send`].
pub fn send_empty<C>(
    client: &C,
    operation: &'static Operation,
    request: RequestBuilder,
) -> impl Future<Output = Result<ResponseValue<()>, Error>>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    let mut outgoing = Outgoing::new(operation, request);
    async move {
        let answer = exchange(client, operation, &mut outgoing).await?;
        Ok(ResponseValue::new((), answer.status, answer.headers))
    }
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

/// A request on its way, or why there is none.
///
/// It has one place, and all below borrow it: what an `async fn` takes by value
/// is in its future twice, and futures within futures add up.
struct Outgoing {
    request: Option<Request>,
    refused: Option<Error>,
}

impl Outgoing {
    fn new(operation: &'static Operation, request: RequestBuilder) -> Self {
        let (request, refused) = match built(operation, request) {
            Ok(request) => (Some(request), None),
            Err(error) => (None, Some(error)),
        };
        Self { request, refused }
    }
}

/// A good answer, after as many attempts as the policy allows.
async fn exchange<C>(
    client: &C,
    operation: &'static Operation,
    outgoing: &mut Outgoing,
) -> Result<Answer, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    if let Some(error) = outgoing.refused.take() {
        return Err(error);
    }
    let request = &mut outgoing.request;
    let span = spans::call(operation, request.as_ref().map(Request::url));
    let result = {
        let work = pin!(attempts(client, operation, request));
        spans::within(&span, work).await
    };
    spans::record(&span, &result);
    result
}

/// Sends what `request` holds, and leaves nothing there.
async fn attempts<C>(
    client: &C,
    operation: &'static Operation,
    request: &mut Option<Request>,
) -> Result<Answer, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    let transport = client.inner();
    let shared = &transport.0;
    shared.budget.call();
    let mut bearer = match request {
        Some(request) => transport.bearer(operation, request.url()).await?,
        None => None,
    };
    let mut renewed = false;
    let mut number = 1;
    while let Some(next) = request {
        // A body that streams has no copy: this is its only attempt.
        let copy = copied(next);
        if let Some(bearer) = &bearer {
            next.headers_mut()
                .insert(AUTHORIZATION, bearer.header.clone());
        }
        let span = spans::attempt(operation, number);
        let result = {
            let work = pin!(attempt(client, operation, request));
            spans::within(&span, work).await
        };
        spans::record(&span, &result);
        let Err(error) = result else { return result };
        if copy.is_none() {
            return Err(error);
        }
        *request = copy;
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
    }
    Err(unsent(operation))
}

/// Not reached: what is built is sent.
fn unsent(operation: &'static Operation) -> Error {
    Error::input(operation.id, "request", "was not sent")
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
    request: &mut Option<Request>,
) -> Result<Answer, Error>
where
    C: ClientInfo<Transport> + ClientHooks<Transport>,
{
    let info = OperationInfo {
        operation_id: operation.id,
    };
    let Some(next) = request else {
        return Err(unsent(operation));
    };
    client
        .pre::<()>(next, &info)
        .await
        .map_err(|error| Error::input(operation.id, "hook", format!("refused it: {error}")))?;
    let shared = &client.inner().0;
    let mut clock = Clock::start(shared.stall, shared.response);
    clock.follow(next);
    let redactor = Redactor::over(next.headers().get(AUTHORIZATION).cloned());
    let Some(next) = request.take() else {
        return Err(unsent(operation));
    };
    let result = {
        let work = pin!(client.exec(next, &info));
        let result = clock.watch(work).await;
        result.map_err(|stalled| stalled_by(operation, stalled))?
    };
    // By now the request may have arrived, whatever a hook thinks of it.
    if let Err(error) = client.post::<()>(&result, &info).await {
        let problem = redactor.line(&format!("refused what came back: {error}"));
        return Err(refused_after(operation, problem));
    }
    let mut response = result.map_err(|error| failed(operation, shared.proxy, error))?;
    let body = read(operation, &mut response, &clock).await?;
    Answer::new(operation, response, body, redactor).good()
}

/// A hook refused what came back.
fn refused_after(operation: &'static Operation, problem: String) -> Error {
    if operation.is_idempotent() {
        Error::input(operation.id, "hook", problem)
    } else {
        unknown(operation, format!("a hook {problem}"))
    }
}
