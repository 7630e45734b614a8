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
mod base64;
#[doc(hidden)]
pub mod choice;
#[cfg(feature = "client")]
mod client;
mod date_time;
mod integer;
#[doc(hidden)]
pub mod macros;
mod nullable;
mod operation;
mod printable;
mod secret;
mod security;
mod time;

pub use absent::{empty_as_none, present};
pub use base64::{Base64, Base64Error};
pub use choice::Raw;
#[cfg(feature = "client")]
pub use client::*;
pub use date_time::DateTime;
pub use integer::Integer;
pub use jiff;
pub use nullable::Nullable;
pub use operation::{Operation, ScopeDescription};
pub use printable::{is_harmful, printable};
pub use secret::Secret;
pub use security::{Alternative, Placement, SecurityScheme};
pub use time::UnixMillis;
pub use url::{self, Url};

/// Compiles the code in the README.
#[cfg(all(doctest, feature = "client"))]
#[doc = include_str!("../README.md")]
struct Readme;
