//! Server-sent events (`text/event-stream`), as in the HTML standard.

mod parser;
mod source;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream};
use serde::de::DeserializeOwned;

use super::Error;
use super::decode::ResponseContext;
use source::{ErrorContext, EventSource, RawEvent};

/// An event of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event: `message` if the service sends none.
    pub name: String,
    /// The last id of the stream, of this event or an earlier one; empty if there is none.
    pub id: String,
    /// The data.
    pub data: T,
}

type RawEvents = Pin<Box<dyn Stream<Item = Result<RawEvent, Error>> + Send>>;

/// A stream of server-sent events. `T` is their data: text, or a type in the document.
///
/// ```no_run
/// # use medium_runtime::{Error, Events};
/// # async fn example(mut events: Events<String>) -> Result<(), Error> {
/// while let Some(event) = events.next().await {
///     println!("{}", event?.data);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Interruptions
///
/// A stream whose events have ids is reopened if it breaks or ends. The request names the last id
/// in `Last-Event-ID`, so that the service continues from there. Before that, the client waits for
/// the time in the `retry` field (1 s otherwise, 1 min at most). The stream is over if the service
/// responds with 204, or if a resumed stream ends without an event. Only idempotent operations are
/// resumed, and none with [`Retry::off`](super::Retry::off). A stream without ids ends when the
/// service ends it.
///
/// # Limits
///
/// An event may be up to 8 MiB long, and the stream may be silent for 5 min: services
/// send comments to show that they are alive. After an error in the data of one event
/// the stream continues; every other error ends it.
#[must_use = "events are not read until you call `next`"]
pub struct Events<T> {
    events: RawEvents,
    operation: &'static str,
    decode: fn(&ErrorContext, Event<String>) -> Result<Event<T>, Error>,
    #[cfg(feature = "blocking")]
    runner: Option<super::Runner>,
}

impl<T: DeserializeOwned> Events<T> {
    pub(crate) fn new(response: &mut ResponseContext<'_>) -> Self {
        let operation = response.received.operation.id;
        #[cfg(feature = "blocking")]
        let runner = response.prepared.runner.clone();
        Self {
            events: Box::pin(stream::unfold(
                EventSource::new(response),
                |mut source| async move {
                    let event = source.next().await?;
                    Some((event, source))
                },
            )),
            operation,
            decode: decode_json,
            #[cfg(feature = "blocking")]
            runner,
        }
    }
}

impl<T> Events<T> {
    /// Returns the same events, with their data as text.
    pub fn raw(self) -> Events<String> {
        Events {
            events: self.events,
            operation: self.operation,
            decode: |_, event| Ok(event),
            #[cfg(feature = "blocking")]
            runner: self.runner,
        }
    }

    /// Returns the next event; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the data does not match the document, [`Error::TooLarge`],
    /// and every error of a call if the stream breaks and can't be resumed.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

/// Decodes the JSON data of an event.
fn decode_json<T: DeserializeOwned>(
    context: &ErrorContext,
    event: Event<String>,
) -> Result<Event<T>, Error> {
    let Event { name, id, data } = event;
    match serde_json::from_str(&data) {
        Ok(data) => Ok(Event { name, id, data }),
        Err(error) => Err(context.decode_error(&name, &error)),
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.events.as_mut().poll_next(context);
        next.map(|next| {
            next.map(|event| event.and_then(|(event, context)| (self.decode)(&context, event)))
        })
    }
}

/// Blocks for each event. The stream must come from a call of the blocking client.
#[cfg(feature = "blocking")]
impl<T: 'static> IntoIterator for Events<T> {
    type Item = Result<Event<T>, Error>;
    type IntoIter = super::BlockingIter<Event<T>>;

    fn into_iter(self) -> Self::IntoIter {
        let runner = self.runner.clone();
        super::BlockingIter::new(Box::pin(self), runner)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}
