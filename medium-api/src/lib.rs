//! A client for Medium's publishing API, generated from a corrected OpenAPI
//! document.
//!
//! ```no_run
//! use medium_api::Client;
//! use medium_api::types::{NewPost, PublishStatus};
//!
//! # async fn example(token: String) -> Result<(), medium_api::Error> {
//! let medium = Client::builder().token(token).build()?;
//! let me = medium.me().await?;
//! let post = NewPost::markdown("Liverpool FC", "# Liverpool FC\n\nYou'll never walk alone.")
//!     .tags(["football", "sport"])
//!     .publish_status(PublishStatus::Draft);
//! let post = medium.create_post(&me.id, &post).await?;
//! println!("{}", post.url);
//! # Ok(())
//! # }
//! ```
//!
//! Medium issues no new integration tokens and admits no new applications since
//! 1 January 2025; older ones go on working. To develop without one, start the
//! sandbox of this project (`medium sandbox`, or the crate `medium-sandbox` in a test)
//! and point the client at it with [`Builder::environment`].
//!
//! Every operation of the document is a method of [`Client`]. It returns a call
//! that is sent when it is awaited, and can be given options until then:
//! optional parameters, [`timeout`](calls::Me::timeout),
//! [`header`](calls::Me::header), [`retry`](calls::Me::retry). What goes wrong
//! is one kind of [`Error`].
//!
//! # Where to look
//!
//! | for | see |
//! |---|---|
//! | where a client sends, proxies, certificates, limits of time, headers | [`Builder`] |
//! | settings from the environment | [`Client::builder_from_env`] |
//! | logging in with OAuth2, tokens that renew themselves | [`auth`] |
//! | pictures | [`Client::upload`], [`types::NewImage`] |
//! | what Medium will make of a post | [`types::NewPost::warnings`] |
//! | what can go wrong, and what may be sent again | [`Error`], [`Retry`], [`codes`] |
//! | blocking programs | `blocking` (feature) |
//! | metrics, own headers | [`Hook`](runtime::Hook) |
//! | unit tests without a server | `runtime::testing` (feature `test-util`) |
//!
//! Whole programs are in the folder `examples` of the crate: `publish`, `upload`,
//! `oauth_login`, `retry_and_errors`, `blocking`, `tracing`, `custom_http_client`.
//!
//! # Features
//!
//! | feature | default | what |
//! |---|---|---|
//! | `client` | yes | the client; without it there are the types and their JSON alone, which any target can build |
//! | `rustls` | yes | TLS by rustls on ring, with the system's root certificates |
//! | `native-tls` | | TLS by the system's own library; without `rustls` it is the one that is used |
//! | `blocking` | | `blocking::Client`: the same methods for blocking programs |
//! | `loopback` | | `auth::Loopback`: a listener on this machine for the callback of a login |
//! | `test-util` | | `runtime::testing`: recorded responses in place of a network, for unit tests |
//!
//! # Tracing
//!
//! Each call is a span of [`tracing`](https://docs.rs/tracing) with the target
//! `medium_runtime`, named after its operation, and each request in it one by
//! OpenTelemetry's conventions for HTTP clients: `http.request.method`,
//! `http.request.resend_count`, `http.response.status_code`, `url.full` (without the
//! values of its query), `url.template`, `server.address`, `server.port`,
//! `error.type`. The fields `otel.name`, `otel.kind` and `otel.status_code` are for
//! `tracing-opentelemetry`. No credential, header or body is in them.
//!
//! How calls are sent, repeated, limited and kept from showing secrets is up to the
//! crate [`medium-runtime`](https://docs.rs/medium-runtime), which is exported as
//! `runtime`.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "client")]
pub mod auth;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod cloudflare;
pub mod codes;
mod generated;
#[cfg(feature = "client")]
mod image;
mod post;
#[cfg(feature = "client")]
mod service;
#[cfg(feature = "client")]
mod warnings;

#[cfg(feature = "blocking")]
pub use generated::blocking;
#[cfg(feature = "client")]
pub use generated::{Builder, Client, Error, calls};
pub use generated::{operations, types};
#[cfg(feature = "client")]
pub use image::Upload;
pub use medium_runtime as runtime;
#[cfg(feature = "client")]
pub use runtime::{File, Response, Retry, ServiceError, http, reqwest};
pub use runtime::{Secret, UnixMillis, Url, jiff};
#[cfg(feature = "client")]
pub use warnings::Warning;

/// The code in the README compiles.
#[cfg(all(doctest, feature = "blocking", feature = "test-util"))]
#[doc = include_str!("../README.md")]
struct Readme;
