//! Sends a call: the call, its attempts, one attempt, from top to bottom.
//!
//! Functions that take a request by value are not `async fn`, which stores arguments
//! twice: with nested futures, a pending call would need nearly twice its memory
//! (`medium-api/tests/cost_limits` has a limit). For the same reason, large values are not
//! borrowed before they are moved into a future.

use std::future::Future;
use std::pin::{Pin, pin};
use std::time::Duration;

use bytes::Bytes;
use reqwest::Request;
use reqwest::header::AUTHORIZATION;
use tracing::{Instrument as _, Span};
use url::Url;

use super::credential::Bearer;
use super::decode::Reading;
use super::http_sender::Sent;
use super::prepared_call::PreparedCall;
use super::progress::Progress;
use super::redactor::Redactor;
use super::response::{Received, read, request_id};
use super::security::SecurityRequirement;
use super::stall::Clock;
use super::streaming_body::StreamingBody;
use super::transport::Shared;
use super::transport_error::{redirected_error, timeout_error};
use super::{Attempt, Error, Operation, Outcome, Transport, spans};

/// Sends a call until it succeeds, as often as its policy allows and within its time
/// limit, in its span and between the hooks.
pub(crate) async fn send_call(
    transport: &Transport,
    prepared: &mut PreparedCall,
) -> Result<Received, Error> {
    prepared.take_error()?;
    let operation = prepared.operation;
    let limit = prepared.timeout.or(transport.0.timeout);
    let server = transport.server(operation)?;
    transport.0.budget.add_for_call();
    let span = spans::call_span(operation);
    let progress = Progress::start();
    for hook in &transport.0.hooks {
        hook.before_call(operation);
    }
    let result = {
        let work = pin!(run_attempts(transport, prepared, &server, &progress));
        let work = pin!(work.instrument(span.clone()));
        match limit {
            None => work.await,
            Some(limit) => match tokio::time::timeout(limit, work).await {
                Ok(result) => result,
                Err(_) => Err(timeout_error(operation, limit, progress.is_in_flight())),
            },
        }
    };
    spans::record_call_end(&span, &result);
    for hook in &transport.0.hooks {
        hook.after_call(operation, &progress.metrics(), &outcome(&result));
    }
    result
}

async fn run_attempts(
    transport: &Transport,
    prepared: &mut PreparedCall,
    server: &Url,
    progress: &Progress,
) -> Result<Received, Error> {
    let operation = prepared.operation;
    let requirement = transport.requirement(operation, server)?;
    let mut bearer = transport.bearer(operation, requirement).await?;
    let mut refreshed = false;
    let mut current = Attempt {
        operation,
        number: 1,
    };
    loop {
        let credentials = (requirement, bearer.as_ref());
        // A `match`, so that the result is dropped before the waits below.
        let error =
            match run_attempt(transport, prepared, server, credentials, &current, progress).await {
                Ok(received) => return Ok(received),
                Err(error) => error,
            };
        if !prepared.is_repeatable() {
            return Err(error);
        }
        if let (Some(rejected), false, true) = (&bearer, refreshed, error.is_token_rejected()) {
            refreshed = true;
            let newer = transport.refresh(operation, rejected.clone()).await?;
            bearer = Some(newer.ok_or(error)?);
        } else {
            match plan_retry(transport, prepared, &error, current.number) {
                Some(wait) => tokio::time::sleep(wait).await,
                None => return Err(error),
            }
        }
        current.number += 1;
    }
}

/// Returns the wait before a retry and takes it from the budget; `None` if there is no retry.
fn plan_retry(
    transport: &Transport,
    prepared: &PreparedCall,
    error: &Error,
    attempt: u32,
) -> Option<Duration> {
    let shared = &transport.0;
    let retry = prepared.retry.as_ref().unwrap_or(&shared.retry);
    let wait = retry.wait(prepared.operation, error, attempt)?;
    shared.budget.spend().then_some(wait)
}

/// The credentials of an attempt: its requirement, and its token.
type AttemptCredentials<'a> = (SecurityRequirement, Option<&'a Bearer>);

/// Makes an attempt, in its span and between the hooks.
async fn run_attempt(
    transport: &Transport,
    prepared: &mut PreparedCall,
    server: &Url,
    credentials: AttemptCredentials<'_>,
    attempt: &Attempt,
    progress: &Progress,
) -> Result<Received, Error> {
    let start = progress.start_attempt();
    let (request, span) = build_request(transport, prepared, server, credentials, attempt)?;
    let work = send_request(
        transport,
        attempt.operation,
        prepared.reading,
        request,
        progress,
    );
    let result = work.instrument(span.clone()).await;
    progress.set_in_flight(false);
    spans::record_attempt_end(&span, &result);
    for hook in &transport.0.hooks {
        hook.after_attempt(attempt, &progress.metrics_since(&start), &outcome(&result));
    }
    result
}

/// Builds the request of an attempt, runs the hooks, and adds the credentials, which
/// hooks must not see. Returns it with its secrets and its span.
fn build_request(
    transport: &Transport,
    prepared: &mut PreparedCall,
    server: &Url,
    (requirement, bearer): AttemptCredentials<'_>,
    attempt: &Attempt,
) -> Result<((Request, Redactor), Span), Error> {
    let mut request = prepared.request(transport, server)?;
    for hook in &transport.0.hooks {
        hook.before_attempt(attempt, request.headers_mut())
            .map_err(|problem| {
                let problem = format!("rejected the request: {problem}");
                Error::input(attempt.operation.id, "hook", problem)
            })?;
    }
    if let Some(bearer) = bearer {
        let header = bearer.header.clone();
        request.headers_mut().insert(AUTHORIZATION, header);
    }
    let mut secrets = transport.0.credentials.add(requirement, &mut request);
    secrets.extend(prepared.request_url.secrets().iter().cloned());
    let redactor = Redactor::new(request.headers(), secrets);
    let span = spans::attempt_span(attempt, request.url(), &redactor);
    Ok(((request, redactor), span))
}

/// Sends a request and receives its response.
fn send_request(
    transport: &Transport,
    operation: &'static Operation,
    reading: Reading,
    (mut request, redactor): (Request, Redactor),
    progress: &Progress,
) -> impl Future<Output = Result<Received, Error>> {
    let shared = &transport.0;
    let mut clock = Clock::start(shared.stall, shared.response);
    clock.watch_body(&mut request);
    let expected_url = shared.sender.expected_url(&request);
    let sending = shared.sender.send(operation, request);
    async move {
        let sending = pin!(sending);
        let mut response = receive_head(shared, operation, &clock, progress, sending).await?;
        let status = response.status();
        let id = |response: &reqwest::Response| {
            request_id(&*shared.service, response.headers(), &redactor)
        };
        if expected_url.is_some_and(|url| *url != *response.url()) {
            return Err(redirected_error(operation, status).with_request_id(|| id(&response)));
        }
        if status.is_success() && (reading.streams)(status) {
            let id = id(&response);
            return Ok(streaming_response(operation, response, clock, redactor, id));
        }
        let body = read(operation, &mut response, &clock, progress).await;
        let body = body.map_err(|error| error.with_request_id(|| id(&response)))?;
        let received = Received {
            operation,
            status,
            headers: std::mem::take(response.headers_mut()),
            body: shared.service.body(body),
            streaming_body: None,
            redactor,
        };
        received.into_result(&*shared.service, reading)
    }
}

/// Waits for the head of the response.
async fn receive_head(
    shared: &Shared,
    operation: &'static Operation,
    clock: &Clock,
    progress: &Progress,
    sending: Pin<&mut impl Future<Output = Sent>>,
) -> Result<reqwest::Response, Error> {
    progress.set_in_flight(true);
    let result = clock.watch(sending).await;
    let result = shared.sender.to_result(operation, result);
    if !matches!(&result, Err(error) if error.is_unsent()) {
        progress.add_sent(clock.sent_bytes());
    }
    result
}

/// Returns a success whose body is streamed.
fn streaming_response(
    operation: &'static Operation,
    mut response: reqwest::Response,
    clock: Clock,
    redactor: Redactor,
    request_id: Option<String>,
) -> Received {
    Received {
        operation,
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body: Bytes::new(),
        streaming_body: Some(StreamingBody::new(operation, response, clock, request_id)),
        redactor,
    }
}

/// Converts a result for the hooks.
fn outcome(result: &Result<Received, Error>) -> Outcome<'_> {
    match result {
        Ok(received) => Outcome::Response {
            status: received.status,
            headers: &received.headers,
        },
        Err(error) => Outcome::Failed(error),
    }
}
