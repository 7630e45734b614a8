//! What the generated code stands on: one way to send, one kind of error.
//!
//! A client that is generated from another document uses the same module: what
//! is Medium's own here is only how it words its errors ([`codes`]). The generated methods build a request and end in
//! [`send`], which puts the credential on, runs the hooks, limits what it reads
//! and turns whatever came back into a value or an [`Error`].
//!
//! Most programs need only [`Error`], [`File`], [`Secret`] and [`UnixMillis`],
//! which the crate's root has too.

mod absent;
mod answer;
mod builder;
mod cloudflare;
pub mod codes;
mod credential;
mod error;
mod failure;
mod file;
mod form;
mod json;
mod operation;
mod printable;
mod proxy;
mod refusal;
mod request;
mod retry;
#[cfg(feature = "blocking")]
mod runner;
mod secret;
mod send;
mod spans;
mod stall;
mod time;
mod tls;
mod transport;
mod veil;
mod verdict;

pub use absent::{empty_as_none, null_as_default};
pub use builder::{Builder, Parts};
pub use credential::{Bearer, Credential, Pending};
pub use error::{ApiError, Body, Error};
pub use file::File;
pub use form::{Form, IntoForm, form};
pub use json::json;
pub use operation::{Operation, Scope};
pub use printable::{is_harmful, printable};
pub use request::{comma_separated, header, secret_header, segment, url};
pub use retry::Retry;
#[cfg(feature = "blocking")]
pub use runner::Runner;
pub use secret::Secret;
pub use send::{send, send_empty, unwrap};
pub use time::UnixMillis;
pub use transport::Transport;
