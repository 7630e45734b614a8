//! Reads events from a response and reopens the stream.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;

use super::Event;
use super::parser::Parser;
use crate::client::decode::ResponseContext;
use crate::client::prepared_call::PreparedCall;
use crate::client::redactor::Redactor;
use crate::client::response::{Received, decode_error};
use crate::client::send::send_call;
use crate::client::streaming_body::StreamingBody;
use crate::client::transport_error::response_too_large;
use crate::{Error, Operation, Transport};

/// The longest silence of an open stream.
const IDLE_TIMEOUT: Duration = Duration::from_secs(300);
/// The wait before a stream is reopened, if the service sets none.
const DEFAULT_PAUSE: Duration = Duration::from_secs(1);
/// The longest wait before a stream is reopened.
const MAX_PAUSE: Duration = Duration::from_secs(60);

/// An event, and the response that it comes from.
pub(super) type RawEvent = (Event<String>, Arc<ErrorContext>);

/// The response that events come from, for their errors.
pub(super) struct ErrorContext {
    operation: &'static Operation,
    status: StatusCode,
    request_id: Option<String>,
    redactor: Redactor,
}

impl ErrorContext {
    fn new(received: &Received, transport: &Transport) -> Arc<Self> {
        Arc::new(Self {
            operation: received.operation,
            status: received.status,
            request_id: received.request_id(&*transport.0.service),
            redactor: received.redactor.clone(),
        })
    }

    /// Returns the error of data of the event `name` that does not match the document.
    pub(super) fn decode_error(&self, name: &str, error: &serde_json::Error) -> Error {
        let path = format!("the event {name}");
        decode_error(self.operation, self.status, &self.redactor, &path, error)
            .with_request_id(|| self.request_id.clone())
    }

    fn too_large(&self) -> Error {
        let advice = "the client reads events of 8 MiB at most; check the URL";
        response_too_large(self.operation, self.status, advice)
            .with_request_id(|| self.request_id.clone())
    }
}

/// The stream, and what is needed to reopen it.
pub(super) struct EventSource {
    transport: Transport,
    prepared: PreparedCall,
    parser: Parser,
    context: Arc<ErrorContext>,
    /// The open response; `None` after the end.
    body: Option<Box<StreamingBody>>,
    /// Whether the stream was reopened, and no event has arrived since.
    is_without_events: bool,
}

impl EventSource {
    pub(super) fn new(response: &mut ResponseContext<'_>) -> Self {
        let operation = response.prepared.operation;
        let empty = PreparedCall::new(operation, None, response.prepared.reading);
        let mut source = Self {
            transport: response.transport.clone(),
            prepared: std::mem::replace(response.prepared, empty),
            parser: Parser::default(),
            context: ErrorContext::new(response.received, response.transport),
            body: None,
            is_without_events: false,
        };
        source.open(response.received);
        source
    }

    fn open(&mut self, received: &mut Received) {
        let body = received.streaming_body.take();
        self.body = body.map(|body| body.with_stall_limit(IDLE_TIMEOUT));
    }

    /// Returns the next event; `None` at the end.
    pub(super) async fn next(&mut self) -> Option<Result<RawEvent, Error>> {
        loop {
            if let Some(event) = self.parser.next() {
                self.is_without_events = false;
                return Some(Ok((event, Arc::clone(&self.context))));
            }
            let end = match self.body.as_mut()?.chunk().await {
                Ok(Some(chunk)) => match self.parser.feed(&chunk) {
                    Ok(()) => continue,
                    Err(_) => return self.finish(Err(self.context.too_large())),
                },
                Ok(None) => Ok(()),
                Err(error) => Err(error),
            };
            if !self.is_resumable() {
                return self.finish(end);
            }
            if let Err(error) = self.resume(end).await {
                return self.finish(Err(error));
            }
        }
    }

    /// Ends the stream, with a last error if there is one.
    fn finish(&mut self, end: Result<(), Error>) -> Option<Result<RawEvent, Error>> {
        self.body = None;
        end.err().map(Err)
    }

    fn is_resumable(&self) -> bool {
        let operation = self.prepared.operation;
        operation.idempotent
            && self.prepared.is_repeatable()
            && self.transport.may_retry(&self.prepared)
            && !self.parser.id.is_empty()
            && !self.is_without_events
    }

    /// Reopens the stream, which ended with `end`.
    async fn resume(&mut self, end: Result<(), Error>) -> Result<(), Error> {
        self.body = None;
        if !self.prepared.set_last_event_id(&self.parser.id) {
            return end;
        }
        let pause = self.parser.retry.unwrap_or(DEFAULT_PAUSE);
        tokio::time::sleep(pause.min(MAX_PAUSE)).await;
        self.parser.restart();
        let mut received = send_call(&self.transport, &mut self.prepared).await?;
        self.context = ErrorContext::new(&received, &self.transport);
        if received.status != StatusCode::NO_CONTENT {
            self.open(&mut received);
        }
        self.is_without_events = true;
        Ok(())
    }
}
