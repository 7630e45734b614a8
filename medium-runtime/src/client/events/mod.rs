//! Server-sent events: `text/event-stream`, as the HTML standard describes it.

mod parser;
mod source;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream};
use serde::de::DeserializeOwned;

use super::Error;
use super::decode::ResponseContext;
use source::{ErrorContext, EventSource};

/// One event of an event stream.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What kind of event it is: `message` where the service does not say.
    pub name: String,
    /// The last id that the service gave, with this event or before it; empty
    /// where it gave none.
    pub id: String,
    /// What it holds.
    pub data: T,
}

type RawEvents = Pin<Box<dyn Stream<Item = Result<Event<String>, Error>> + Send>>;

/// A stream of server-sent events, each of which comes when the service sends
/// it. A `T` is what the data of an event holds: a type of the document, which
/// stands there in JSON, or text.
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
/// A stream whose service gives its events ids is opened once more where it
/// breaks or ends: the request names the last id in `Last-Event-ID`, so that the
/// service goes on from there, and is made after the time that the service asks
/// for with `retry` (1 s otherwise, 1 min at most). It is over where the service
/// responds with 204, or where a resumed stream ends before it brings an event.
/// Only operations that may be sent twice are resumed, and none where
/// [`Retry::off`](super::Retry::off) holds for the call. A stream without ids
/// ends where the service ends it.
///
/// # Limits
///
/// An event may be as long as 8 MiB, and nothing may come for 5 min: services
/// send a comment now and then to show that they are there. After an error in
/// the data of one event the stream goes on; every other error ends it.
#[must_use = "an event is read when it is asked for"]
pub struct Events<T> {
    events: RawEvents,
    context: ErrorContext,
    decode: fn(&ErrorContext, Event<String>) -> Result<Event<T>, Error>,
    #[cfg(feature = "blocking")]
    runner: Option<super::Runner>,
}

impl<T: DeserializeOwned> Events<T> {
    pub(crate) fn new(response: &mut ResponseContext<'_>) -> Self {
        let context = ErrorContext::of(response.received);
        #[cfg(feature = "blocking")]
        let runner = response.template.runner.clone();
        Self {
            events: Box::pin(stream::unfold(
                EventSource::new(response),
                |mut source| async move {
                    let event = source.next().await?;
                    Some((event, source))
                },
            )),
            context,
            decode: decoded,
            #[cfg(feature = "blocking")]
            runner,
        }
    }
}

impl<T> Events<T> {
    /// The same events, with their data as text.
    pub fn raw(self) -> Events<String> {
        Events {
            events: self.events,
            context: self.context,
            decode: |_, event| Ok(event),
            #[cfg(feature = "blocking")]
            runner: self.runner,
        }
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] where the data is not what the document says,
    /// [`Error::TooLarge`], and every error of a call where the stream breaks and
    /// can't be resumed.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

/// An event whose data is JSON.
fn decoded<T: DeserializeOwned>(
    context: &ErrorContext,
    event: Event<String>,
) -> Result<Event<T>, Error> {
    let Event { name, id, data } = event;
    match serde_json::from_str(&data) {
        Ok(data) => Ok(Event { name, id, data }),
        Err(error) => Err(context.wrong_shape(&name, &error)),
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.events.as_mut().poll_next(context);
        next.map(|next| next.map(|event| (self.decode)(&self.context, event?)))
    }
}

/// In blocking programs, this waits for each event. The stream
/// has to come from a call of the blocking client.
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
            .field("operation", &self.context.operation.id)
            .finish_non_exhaustive()
    }
}
