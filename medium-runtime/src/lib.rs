//! The runtime of clients that medium-codegen generates from an OpenAPI document:
//! requests, retries, uploads, limits, secrets, errors. It is independent of any API; a [`Service`]
//! describes what is specific to one.
//!
//! A generated client wraps a [`Transport`], which a [`Builder`] creates. Each method creates a
//! [`Call`] of an [`Operation`] and sets its arguments. This crate does the rest:
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
//!     /// Rings a bell. Returns how often it rang.
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
//! - A request that is not idempotent is sent again only if it did not arrive, or if
//!   the service rejected it ([`Retry`]).
//! - A credential is sent only to the server that the document names for an operation,
//!   or to its replacement.
//! - No error, span or `Debug` shows a credential or a [`Secret`].
//! - Response sizes and waits are limited.
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `client` | yes | requests; without it only the types of values, for any target |
//! | `rustls` | yes | TLS by rustls on ring, with the system's root certificates |
//! | `native-tls` | | TLS by the system's library, used if `rustls` is off |
//! | `blocking` | | blocking calls |
//! | `test-util` | | `testing`: recorded responses instead of a network, for unit tests |
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod base64;
#[cfg(feature = "client")]
mod client;
mod date_time;
mod integer;
#[doc(hidden)]
pub mod macros;
mod nullable;
mod operation;
mod optional;
mod sanitize;
mod secret;
mod security;
mod time;
#[doc(hidden)]
pub mod union;

pub use base64::{Base64, Base64Error};
#[cfg(feature = "client")]
pub use client::*;
pub use date_time::DateTime;
pub use integer::Integer;
pub use jiff;
pub use nullable::Nullable;
pub use operation::{Operation, ScopeDescription};
#[doc(hidden)]
pub use optional::{empty_as_none, present};
pub use sanitize::{is_unsafe_for_terminal, sanitize_for_terminal};
pub use secret::Secret;
pub use security::{Placement, SecurityRequirement, SecurityScheme};
pub use time::UnixMillis;
pub use union::Raw;
pub use url::{self, Url};

/// Compiles the code in the README.
#[cfg(all(doctest, feature = "client"))]
#[doc = include_str!("../README.md")]
struct Readme;
