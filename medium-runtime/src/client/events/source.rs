//! Reads events from a response and reopens the stream.

use std::time::Duration;

use reqwest::StatusCode;

use super::Event;
use super::parser::Parser;
use crate::client::decode::ResponseContext;
use crate::client::exchange::exchange;
use crate::client::redactor::Redactor;
use crate::client::response::Received;
use crate::client::streaming_body::StreamingBody;
use crate::client::template::Template;
use crate::{Error, ErrorBody, Operation, Transport};

/// The longest silence.
const IDLE: Duration = Duration::from_secs(300);
/// The wait before a stream is reopened, if the service sets none.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest such wait.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What errors need to know of the stream.
pub(super) struct ErrorContext {
    pub(super) operation: &'static Operation,
    status: StatusCode,
    redactor: Redactor,
}

impl ErrorContext {
    pub(super) fn of(received: &Received) -> Self {
        Self {
            operation: received.operation,
            status: received.status,
            redactor: received.redactor.clone(),
        }
    }

    /// The data of the event `name` does not match the document.
    pub(super) fn decode_error(&self, name: &str, error: &serde_json::Error) -> Error {
        Error::Decode {
            operation: self.operation.id,
            status: self.status,
            path: self.redactor.line(&format!("the event {name}")),
            // serde quotes the unexpected value.
            problem: match self.operation.secret {
                true => "not of the expected shape".to_owned(),
                false => self.redactor.line(&error.to_string()),
            },
            body: ErrorBody::default(),
        }
    }
}

/// The stream, and what is needed to reopen it.
pub(super) struct EventSource {
    transport: Transport,
    template: Template,
    parser: Parser,
    /// `None` after the end.
    open: Option<Box<StreamingBody>>,
    /// Whether the stream was reopened, and no event has arrived since.
    is_without_events: bool,
}

impl EventSource {
    pub(super) fn new(context: &mut ResponseContext<'_>) -> Self {
        let operation = context.template.operation;
        let spent = Template::new(operation, None, context.template.reading);
        Self {
            transport: context.transport.clone(),
            template: std::mem::replace(context.template, spent),
            parser: Parser::default(),
            open: context
                .received
                .streaming_body
                .take()
                .map(|open| open.with_stall_limit(IDLE)),
            is_without_events: false,
        }
    }

    /// Returns the next event; `None` at the end.
    pub(super) async fn next(&mut self) -> Option<Result<Event<String>, Error>> {
        loop {
            if let Some(event) = self.parser.next() {
                self.is_without_events = false;
                return Some(Ok(event));
            }
            let end = match self.open.as_mut()?.chunk().await {
                Ok(Some(chunk)) => match self.parser.feed(&chunk) {
                    Ok(()) => continue,
                    Err(_) => return self.finish(Err(self.too_long())),
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
    fn finish(&mut self, end: Result<(), Error>) -> Option<Result<Event<String>, Error>> {
        self.open = None;
        end.err().map(Err)
    }

    fn is_resumable(&self) -> bool {
        let operation = self.template.operation;
        operation.is_idempotent()
            && self.template.is_repeatable()
            && self.transport.retries(&self.template)
            && !self.parser.id.is_empty()
            && !self.is_without_events
    }

    /// Reopens the stream, which ended with `end`.
    async fn resume(&mut self, end: Result<(), Error>) -> Result<(), Error> {
        self.open = None;
        if !self.template.set_last_event_id(&self.parser.id) {
            return end;
        }
        let pause = self.parser.retry.unwrap_or(PAUSE);
        tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
        self.parser.restart();
        let received = exchange(&self.transport, &mut self.template).await?;
        if received.status != StatusCode::NO_CONTENT {
            self.open = received
                .streaming_body
                .map(|open| open.with_stall_limit(IDLE));
        }
        self.is_without_events = true;
        Ok(())
    }

    fn too_long(&self) -> Error {
        Error::TooLarge {
            operation: self.template.operation.id,
            status: StatusCode::OK,
            what: "the response",
            advice: "the client reads events of 8 MiB at most; is the address right?",
            body: ErrorBody::default(),
        }
    }
}
