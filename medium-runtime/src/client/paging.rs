//! Paginated operations: a stream of all items.

use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream, TryStreamExt as _};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::prepared_call::PreparedCall;
use super::response::Received;
use super::send::send_call;
use super::{Error, Style, Transport};

/// How an operation is paginated: `x-paging` in the document. Locations are JSON pointers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// The location of the items in a page.
    pub items: &'static str,
    /// The location of the cursor or URL of the next page.
    pub next: &'static str,
    /// How the next page is requested.
    pub next_page: NextPage,
}

/// How the next page is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextPage {
    /// The cursor is sent as this query parameter.
    Query(&'static str),
    /// The cursor is sent at this location in the JSON body.
    Body(&'static str),
    /// The value is the URL of the next page.
    Link,
}

impl Paging {
    const fn new(items: &'static str, next: &'static str, next_page: NextPage) -> Self {
        Self {
            items,
            next,
            next_page,
        }
    }

    /// Pages by a cursor in the query parameter `parameter`.
    #[must_use]
    pub const fn cursor(items: &'static str, next: &'static str, parameter: &'static str) -> Self {
        Self::new(items, next, NextPage::Query(parameter))
    }

    /// Pages by a cursor at `pointer` in the JSON body.
    #[must_use]
    pub const fn cursor_in_body(
        items: &'static str,
        next: &'static str,
        pointer: &'static str,
    ) -> Self {
        Self::new(items, next, NextPage::Body(pointer))
    }

    /// Pages that link to the next one.
    #[must_use]
    pub const fn link(items: &'static str, next: &'static str) -> Self {
        Self::new(items, next, NextPage::Link)
    }
}

/// All items of a paginated operation. Each page is requested when it is needed.
///
/// ```no_run
/// # use medium_runtime::{Error, Items};
/// # async fn example(mut items: Items<String>) -> Result<(), Error> {
/// while let Some(item) = items.next().await {
///     println!("{}", item?);
/// }
/// # Ok(())
/// # }
/// ```
///
/// It ends after the last page, after a page whose cursor was used before, and after an
/// error. Timeout, retries and headers of the call apply to each page. Links to other
/// origins than the server's are not followed.
#[must_use = "pages are requested on demand"]
pub struct Items<T> {
    operation: &'static str,
    items: Pin<Box<dyn Stream<Item = Result<T, Error>> + Send>>,
    #[cfg(feature = "blocking")]
    runner: Option<super::Runner>,
}

impl<T: DeserializeOwned + Send + 'static> Items<T> {
    pub(crate) fn new(transport: Transport, prepared: PreparedCall, paging: Paging) -> Self {
        let operation = prepared.operation.id;
        #[cfg(feature = "blocking")]
        let runner = prepared.runner.clone();
        let pages = Pages {
            transport,
            prepared,
            paging,
            seen: HashSet::new(),
            is_over: false,
        };
        let pages = stream::try_unfold(pages, |mut pages| async move {
            let page = pages.next().await?;
            Ok::<_, Error>(page.map(|items| (stream::iter(items.into_iter().map(Ok)), pages)))
        });
        Self {
            operation,
            items: Box::pin(pages.try_flatten()),
            #[cfg(feature = "blocking")]
            runner,
        }
    }
}

impl<T> Items<T> {
    /// Returns the next item; `None` at the end.
    ///
    /// # Errors
    ///
    /// Those of the call, and [`Error::Decode`] if a page does not match the document.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| self.items.as_mut().poll_next(context)).await
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.items.as_mut().poll_next(context)
    }
}

/// Blocks for each page. The call must come from the blocking client.
#[cfg(feature = "blocking")]
impl<T: 'static> IntoIterator for Items<T> {
    type Item = Result<T, Error>;
    type IntoIter = super::BlockingIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        super::BlockingIter::new(self.items, self.runner)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

/// The remaining pages.
struct Pages {
    transport: Transport,
    prepared: PreparedCall,
    paging: Paging,
    /// The cursors that were used.
    seen: HashSet<String>,
    is_over: bool,
}

impl Pages {
    /// Returns the items of the next page; `None` after the last one.
    async fn next<T: DeserializeOwned>(&mut self) -> Result<Option<Vec<T>>, Error> {
        if self.is_over {
            return Ok(None);
        }
        let received = send_call(&self.transport, &mut self.prepared).await?;
        let items = self.items(&received);
        let service = &*self.transport.0.service;
        items.map_err(|error| error.with_request_id(|| received.request_id(service)))
    }

    /// Returns the items of a page, and prepares the call for the next one.
    fn items<T: DeserializeOwned>(&mut self, received: &Received) -> Result<Option<Vec<T>>, Error> {
        let mut page: Value = received.whole_json()?;
        self.is_over = !self.advance(&page, received)?;
        let items = match page.pointer_mut(self.paging.items).map(Value::take) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => items,
            Some(_) => {
                return Err(received.unreadable(format!("{} is not a list", self.paging.items)));
            }
        };
        let items = items.into_iter().enumerate().map(|(index, item)| {
            let pointer = format!("{}/{index}", self.paging.items);
            serde_json::from_value(item).map_err(|error| received.decode_error_at(&pointer, &error))
        });
        items.collect::<Result<_, _>>().map(Some)
    }

    /// Prepares the call for the next page; `false` if there is none.
    fn advance(&mut self, page: &Value, received: &Received) -> Result<bool, Error> {
        let next = page.pointer(self.paging.next).unwrap_or(&Value::Null);
        let cursor = match next {
            Value::Null | Value::Bool(false) => return Ok(false),
            Value::String(next) => next.clone(),
            Value::Number(next) => next.to_string(),
            _ => {
                let problem = format!("{} is not a cursor", self.paging.next);
                return Err(received.unreadable(problem));
            }
        };
        if cursor.is_empty() || !self.seen.insert(cursor.clone()) {
            return Ok(false);
        }
        let prepared = &mut self.prepared;
        match self.paging.next_page {
            NextPage::Query(parameter) => {
                prepared
                    .request_url
                    .query(parameter, &cursor.as_str().into(), Style::FORM)
            }
            NextPage::Body(pointer) => prepared.set_in_body(pointer, next.clone()),
            NextPage::Link => self.follow(&cursor)?,
        }
        .map_err(|problem| received.unreadable(problem))?;
        Ok(true)
    }

    /// Uses the URL of the next page. Returns a problem as the inner error, for the caller to
    /// wrap, if it has another origin than the server.
    fn follow(&mut self, next: &str) -> Result<Result<(), String>, Error> {
        let server = self.transport.server(self.prepared.operation)?;
        let request_url = &mut self.prepared.request_url;
        let url = request_url.url(&server).join(next).ok();
        let Some(url) = url.filter(|url| url.origin() == server.origin()) else {
            let problem = "has another origin than the server, so it is not followed";
            return Ok(Err(format!("{} {problem}", self.paging.next)));
        };
        request_url.set_page(url);
        Ok(Ok(()))
    }
}
