//! Operations whose result comes in pages: a stream of all items.

use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream, TryStreamExt as _};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::exchange::exchange;
use super::response::Received;
use super::template::Template;
use super::{Error, Style, Transport};

/// How the pages of an operation follow each other: `x-paging` of the document.
/// Places are JSON pointers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// Where the items of a page are.
    pub items: &'static str,
    /// Where a page says which one is next.
    pub next: &'static str,
    /// What takes that.
    pub by: NextPage,
}

/// What takes the value that leads to the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextPage {
    /// The query parameter of this name.
    Query(&'static str),
    /// This place in the JSON that is sent.
    Body(&'static str),
    /// The value is the address of the next page.
    Link,
}

impl Paging {
    /// The next page is asked for with a cursor, in the query parameter
    /// `parameter`.
    #[must_use]
    pub const fn cursor(items: &'static str, next: &'static str, parameter: &'static str) -> Self {
        Self {
            items,
            next,
            by: NextPage::Query(parameter),
        }
    }

    /// The next page is asked for with a cursor, at `place` in the JSON that is
    /// sent.
    #[must_use]
    pub const fn cursor_in_body(
        items: &'static str,
        next: &'static str,
        place: &'static str,
    ) -> Self {
        Self {
            items,
            next,
            by: NextPage::Body(place),
        }
    }

    /// Each page has the address of the next one.
    #[must_use]
    pub const fn link(items: &'static str, next: &'static str) -> Self {
        Self {
            items,
            next,
            by: NextPage::Link,
        }
    }
}

/// Every item of an operation that comes in pages. A page is asked for when the
/// items of the one before are used up.
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
/// It ends with the page that names no next one, and where a page names one that
/// was there already. An error ends it, too. The options of the call hold for
/// each page: its timeout, its retries, its headers. An address of a next page
/// is followed within the origin of the server only.
#[must_use = "a page is asked for when its first item is"]
pub struct Items<T> {
    operation: &'static str,
    items: Pin<Box<dyn Stream<Item = Result<T, Error>> + Send>>,
    #[cfg(feature = "blocking")]
    runner: Option<super::Runner>,
}

impl<T: DeserializeOwned + Send + 'static> Items<T> {
    pub(crate) fn new(transport: Transport, template: Template, paging: Paging) -> Self {
        let operation = template.operation.id;
        #[cfg(feature = "blocking")]
        let runner = template.runner.clone();
        let pages = Pages {
            transport,
            template,
            paging,
            met: HashSet::new(),
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
    /// The next item; `None` at the end.
    ///
    /// # Errors
    ///
    /// Those of the call that asks for a page, and [`Error::Decode`] where a
    /// page is not what the document says.
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

/// In blocking programs, this waits for each page. The call has
/// to be one of the blocking client.
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

/// The pages that are still to come.
struct Pages {
    transport: Transport,
    template: Template,
    paging: Paging,
    /// What named a page before.
    met: HashSet<String>,
    is_over: bool,
}

impl Pages {
    /// The items of the next page; `None` after the last one.
    async fn next<T: DeserializeOwned>(&mut self) -> Result<Option<Vec<T>>, Error> {
        if self.is_over {
            return Ok(None);
        }
        let received = exchange(&self.transport, &mut self.template).await?;
        let items = self.items(&received);
        let service = &*self.transport.0.service;
        items.map_err(|error| error.with_request_id(|| received.request_id(service)))
    }

    /// The items of a page, after which the call is that of the next page.
    fn items<T: DeserializeOwned>(&mut self, received: &Received) -> Result<Option<Vec<T>>, Error> {
        let mut page: Value = received.whole_json()?;
        self.is_over = !self.turn(&page, received)?;
        let items = match page.pointer_mut(self.paging.items).map(Value::take) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => items,
            Some(_) => return Err(received.unreadable(format!("{} is no list", self.paging.items))),
        };
        let items = items.into_iter().enumerate().map(|(index, item)| {
            let place = format!("{}/{index}", self.paging.items);
            serde_json::from_value(item).map_err(|error| received.wrong_shape_at(&place, &error))
        });
        items.collect::<Result<_, _>>().map(Some)
    }

    /// Makes the call that of the next page; `false` where there is none.
    fn turn(&mut self, page: &Value, received: &Received) -> Result<bool, Error> {
        let next = page.pointer(self.paging.next).unwrap_or(&Value::Null);
        let name = match next {
            Value::Null | Value::Bool(false) => return Ok(false),
            Value::String(next) => next.clone(),
            Value::Number(next) => next.to_string(),
            _ => {
                let problem = format!("{} names no page", self.paging.next);
                return Err(received.unreadable(problem));
            }
        };
        if name.is_empty() || !self.met.insert(name.clone()) {
            return Ok(false);
        }
        let template = &mut self.template;
        match self.paging.by {
            NextPage::Query(parameter) => template.address.query(parameter, &name, Style::FORM),
            NextPage::Body(place) => template.set_in_body(place, next.clone()),
            NextPage::Link => self.follow(&name)?,
        }
        .map_err(|problem| received.unreadable(problem))?;
        Ok(true)
    }

    /// Goes to the address of the next page, within the origin of the server. The
    /// inner error says why not.
    fn follow(&mut self, next: &str) -> Result<Result<(), String>, Error> {
        let server = self.transport.server(self.template.operation)?;
        let address = &mut self.template.address;
        let url = address.url(&server).join(next).ok();
        let Some(url) = url.filter(|url| url.origin() == server.origin()) else {
            let problem = "leads to another origin than the server's, and is not followed";
            return Ok(Err(format!("{} {problem}", self.paging.next)));
        };
        address.set_page(url);
        Ok(Ok(()))
    }
}
