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
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod absent;
mod address;
mod base64;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod builder;
mod call;
#[doc(hidden)]
pub mod choice;
mod classify;
mod credential;
mod credentials;
mod date_time;
pub mod decode;
mod download;
mod error;
mod events;
mod exchange;
mod failure;
mod file;
mod form;
mod headers;
mod hook;
mod integer;
mod json;
#[macro_use]
#[doc(hidden)]
pub mod macros;
mod media;
mod nullable;
mod open;
mod operation;
mod paging;
mod parameter;
mod printable;
mod proxy;
mod redactor;
mod response;
mod retry;
#[cfg(feature = "blocking")]
mod runner;
mod secret;
mod security;
mod servers;
mod service;
mod spans;
mod stall;
mod template;
mod time;
mod tls;
mod transport;
mod urlencoded;
mod web;

pub use absent::{empty_as_none, present};
pub use base64::{Base64, Base64Error};
#[cfg(feature = "blocking")]
pub use blocking::{Reader, Waiting};
pub use builder::Builder;
pub use call::{BoxFuture, Call, Sending};
pub use choice::Raw;
pub use credential::{Bearer, Credential};
pub use date_time::DateTime;
pub use download::Download;
pub use error::{Error, ErrorBody, ServiceError};
pub use events::{Event, Events};
pub use file::File;
pub use form::{Form, FormParts, IntoForm};
pub use hook::{Attempt, Hook, Outcome};
pub use integer::Integer;
pub use macros::Async;
pub use nullable::Nullable;
pub use operation::{Operation, ScopeDescription};
pub use paging::{Items, NextPage, Paging};
pub use parameter::Style;
pub use printable::{is_harmful, printable};
pub use response::Response;
pub use retry::Retry;
#[cfg(feature = "blocking")]
pub use runner::Runner;
pub use secret::Secret;
pub use security::{Alternative, Placement, SecurityScheme};
pub use servers::{Server, ServerVariable};
pub use service::{Meaning, Service, Unsuccessful};
pub use time::UnixMillis;
pub use transport::Transport;
pub use url::Url;
pub use web::{Page, PageLimits, Web};

/// The parts of HTTP that appear in this crate's interface, as the `http` crate
/// defines them.
pub mod http {
    pub use reqwest::StatusCode;
    pub use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
}
