//! Everything that sends requests (feature `client`).

#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod builder;
mod call;
mod client_credentials;
mod credential;
pub mod decode;
mod download;
mod error;
mod events;
mod file;
mod form;
mod headers;
mod hook;
mod http_sender;
mod json;
mod macros;
mod media;
mod paging;
mod parameter;
mod prepared_call;
mod progress;
mod proxy;
mod public_client;
mod random;
mod redactor;
mod request_url;
mod response;
mod response_error;
mod retry;
#[cfg(feature = "blocking")]
mod runner;
mod send;
mod servers;
mod service;
mod spans;
mod stall;
mod streaming_body;
#[cfg(feature = "test-util")]
pub mod testing;
mod tls;
mod transport;
mod transport_error;
mod urlencoded;
mod user_headers;

use crate::{Operation, Placement, Secret, SecurityScheme, sanitize, security};

#[cfg(feature = "blocking")]
pub use blocking::{BlockingIter, Reader};
pub use builder::Builder;
pub use call::{BoxFuture, Call, CallFuture};
pub use credential::{Bearer, Credential};
pub use download::Download;
pub use error::{Cause, Error, ErrorResponse, ServiceError};
pub use events::{Event, Events};
pub use file::File;
pub use form::{Form, FormParts, IntoForm};
pub use hook::{Attempt, Hook, Metrics, Outcome};
pub use macros::Async;
pub use paging::{Items, NextPage, Paging};
pub use parameter::Style;
pub use public_client::{PublicClient, PublicPage, PublicPageLimits};
#[doc(hidden)]
pub use random::random_u64;
pub use response::Response;
pub use retry::Retry;
#[cfg(feature = "blocking")]
pub use runner::Runner;
pub use servers::{Server, ServerVariable};
pub use service::{FailedResponse, Meaning, Service};
pub use transport::Transport;

// Types of other crates in this crate's public signatures.
pub use bytes::Bytes;
pub use futures_util::stream::Stream;
pub use reqwest;

/// The types of the `http` crate in this crate's public signatures.
pub mod http {
    pub use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
    pub use reqwest::{Method, StatusCode};
}
