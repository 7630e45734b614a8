//! What a client stands on that medium-codegen generated from an OpenAPI
//! document: sending, retries, uploads, limits, secrets, errors. It knows no
//! API; what is peculiar to one comes in as a [`Service`].
//!
//! A generated client holds a [`Transport`], which a [`Builder`] makes. Each of
//! its methods starts a [`Call`] of an [`Operation`], fills in the arguments and
//! leaves the rest to this crate:
//!
//! ```no_run
//! use medium_runtime::{Builder, Call, Error, Operation, Transport, decode};
//!
//! static RING: Operation =
//!     Operation::new("ring", "POST", "https://bells.example", "/v1/bells/{bellId}/rings")
//!         .authenticated(&[]);
//!
//! #[derive(Clone, Debug)]
//! pub struct Client {
//!     transport: Transport,
//! }
//!
//! impl From<Transport> for Client {
//!     fn from(transport: Transport) -> Self {
//!         Self { transport }
//!     }
//! }
//!
//! impl Client {
//!     pub fn builder() -> Builder<Self> {
//!         Builder::new("https://bells.example")
//!     }
//!
//!     /// Ring a bell: how often it rang.
//!     pub fn ring(&self, bell_id: &str, seconds: u32) -> Call<u32> {
//!         let call = self.transport.call(&RING, decode::json());
//!         call.path("bellId", bell_id).query("seconds", &seconds)
//!     }
//! }
//!
//! # async fn example() -> Result<(), Error> {
//! let bells = Client::builder().token("0f").build()?;
//! let rang = bells.ring("great-tom", 3).await?;
//! println!("It rang {rang} times.");
//! # Ok(())
//! # }
//! ```
//!
//! # Invariants
//!
//! - A request that changes something is sent again only where it provably did
//!   not arrive, or where the service refused it ([`Retry`]).
//! - A credential goes to the server that the document names for an operation,
//!   or that stands in its place, and to no other.
//! - No error, span or `Debug` shows a credential or a [`Secret`].
//! - No response is read beyond a limit, and nothing waits without one.
//!
//! # Features
//!
//! | feature | default | what |
//! |---|---|---|
//! | `client` | yes | sending; without it there are the types of values alone, for any target |
//! | `rustls` | yes | TLS by rustls on ring, with the system's root certificates |
//! | `native-tls` | | TLS by the system's own library; without `rustls` it is the one that is used |
//! | `blocking` | | calls that wait, for blocking programs |
//! | `test-util` | | `testing`: recorded responses in place of a network, for unit tests |
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod absent;
#[cfg(feature = "client")]
mod address;
mod base64;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "client")]
mod body;
#[cfg(feature = "client")]
mod builder;
#[cfg(feature = "client")]
mod call;
#[doc(hidden)]
pub mod choice;
#[cfg(feature = "client")]
mod classify;
#[cfg(feature = "client")]
mod connection;
#[cfg(feature = "client")]
mod credential;
#[cfg(feature = "client")]
mod credentials;
mod date_time;
#[cfg(feature = "client")]
pub mod decode;
#[cfg(feature = "client")]
mod download;
#[cfg(feature = "client")]
mod error;
#[cfg(feature = "client")]
mod events;
#[cfg(feature = "client")]
mod exchange;
#[cfg(feature = "client")]
mod failure;
#[cfg(feature = "client")]
mod file;
#[cfg(feature = "client")]
mod form;
#[cfg(feature = "client")]
mod headers;
#[cfg(feature = "client")]
mod hook;
mod integer;
#[cfg(feature = "client")]
mod json;
#[macro_use]
#[doc(hidden)]
pub mod macros;
#[cfg(feature = "client")]
mod media;
mod nullable;
#[cfg(feature = "client")]
mod open;
mod operation;
#[cfg(feature = "client")]
mod paging;
#[cfg(feature = "client")]
mod parameter;
mod printable;
#[cfg(feature = "client")]
mod progress;
#[cfg(feature = "client")]
mod proxy;
#[cfg(feature = "client")]
mod random;
#[cfg(feature = "client")]
mod redactor;
#[cfg(feature = "client")]
mod response;
#[cfg(feature = "client")]
mod retry;
#[cfg(feature = "blocking")]
mod runner;
mod secret;
mod security;
#[cfg(feature = "client")]
mod servers;
#[cfg(feature = "client")]
mod service;
#[cfg(feature = "client")]
mod spans;
#[cfg(feature = "client")]
mod stall;
#[cfg(feature = "client")]
mod template;
#[cfg(feature = "test-util")]
pub mod testing;
mod time;
#[cfg(feature = "client")]
mod tls;
#[cfg(feature = "client")]
mod transport;
#[cfg(feature = "client")]
mod urlencoded;
#[cfg(feature = "client")]
mod user_headers;
#[cfg(feature = "client")]
mod web;

pub use absent::{empty_as_none, present};
pub use base64::{Base64, Base64Error};
#[cfg(feature = "blocking")]
pub use blocking::{Reader, Waiting};
#[cfg(feature = "client")]
pub use builder::Builder;
#[cfg(feature = "client")]
pub use call::{BoxFuture, Call, Sending};
pub use choice::Raw;
#[cfg(feature = "client")]
pub use credential::{Bearer, Credential};
pub use date_time::DateTime;
#[cfg(feature = "client")]
pub use download::Download;
#[cfg(feature = "client")]
pub use error::{Cause, Error, ErrorBody, ServiceError};
#[cfg(feature = "client")]
pub use events::{Event, Events};
#[cfg(feature = "client")]
pub use file::File;
#[cfg(feature = "client")]
pub use form::{Form, FormParts, IntoForm};
#[cfg(feature = "client")]
pub use hook::{Attempt, Hook, Metrics, Outcome};
pub use integer::Integer;
#[cfg(feature = "client")]
pub use macros::Async;
pub use nullable::Nullable;
pub use operation::{Operation, ScopeDescription};
#[cfg(feature = "client")]
pub use paging::{Items, NextPage, Paging};
#[cfg(feature = "client")]
pub use parameter::Style;
pub use printable::{is_harmful, printable};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use random::random_u64;
#[cfg(feature = "client")]
pub use response::Response;
#[cfg(feature = "client")]
pub use retry::Retry;
#[cfg(feature = "blocking")]
pub use runner::Runner;
pub use secret::Secret;
pub use security::{Alternative, Placement, SecurityScheme};
#[cfg(feature = "client")]
pub use servers::{Server, ServerVariable};
#[cfg(feature = "client")]
pub use service::{Meaning, Service, Unsuccessful};
pub use time::UnixMillis;
#[cfg(feature = "client")]
pub use transport::Transport;
#[cfg(feature = "client")]
pub use web::{Page, PageLimits, Web};

// What of other crates stands in this one's interface.
#[cfg(feature = "client")]
pub use bytes::Bytes;
#[cfg(feature = "client")]
pub use futures_util::stream::Stream;
pub use jiff;
#[cfg(feature = "client")]
pub use reqwest;
pub use url::{self, Url};

/// The parts of HTTP that appear in this crate's interface, as the `http` crate
/// defines them.
#[cfg(feature = "client")]
pub mod http {
    pub use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
    pub use reqwest::{Method, StatusCode};
}

/// The code in the README compiles.
#[cfg(all(doctest, feature = "client"))]
#[doc = include_str!("../README.md")]
struct Readme;
