//! A client for Medium's publishing API, generated from a corrected OpenAPI document.
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
//! Since 1 January 2025, Medium issues no integration tokens and registers no applications; existing
//! ones still work. To develop without one, start the sandbox (`medium sandbox`, or the crate
//! `medium-sandbox` in a test), and set it with [`Builder::origin`].
//!
//! Every operation is a method of [`Client`]. It returns a call that is sent when it is awaited,
//! and accepts options before that: optional parameters, [`timeout`](calls::Me::timeout),
//! [`header`](calls::Me::header), [`retry`](calls::Me::retry). All errors are an [`Error`].
//!
//! # Topics
//!
//! | topic | see |
//! |---|---|
//! | servers, proxies, certificates, time limits, headers | [`Builder`] |
//! | settings from the environment | [`Client::builder_from_env`] |
//! | OAuth2 login and automatic token refresh | [`auth`] |
//! | images | [`Client::upload`], [`types::NewImage`] |
//! | what Medium changes, ignores or rejects in a post | [`types::NewPost::warnings`] |
//! | errors and retries | [`Error`], [`Retry`], [`codes`] |
//! | blocking programs | `blocking` (feature) |
//! | metrics, headers | [`Hook`](runtime::Hook) |
//! | unit tests without a server | `runtime::testing` (feature `test-util`) |
//!
//! Complete programs are in the folder `examples` of the crate: `publish`, `upload`,
//! `oauth_login`, `retry_and_errors`, `blocking`, `tracing`, `custom_http_client`.
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `client` | yes | the client; without it only the types and their JSON, for any target |
//! | `rustls` | yes | TLS by rustls on ring, with the system's root certificates |
//! | `native-tls` | | TLS by the system's library, used if `rustls` is off |
//! | `blocking` | | `blocking::Client`: the same methods for blocking programs |
//! | `loopback` | | `auth::Loopback`: a listener on this machine for the callback of a login |
//! | `test-util` | | `runtime::testing`: recorded responses instead of a network, for unit tests |
//!
//! # Tracing
//!
//! Each call is a span of [`tracing`](https://docs.rs/tracing) with the target `medium_runtime`,
//! named after its operation. Each request in it is a span by OpenTelemetry's conventions for
//! HTTP clients: `http.request.method`, `http.request.resend_count`, `http.response.status_code`,
//! `url.full` (without the values of its query), `url.template`, `server.address`, `server.port`,
//! `error.type`. The fields `otel.name`, `otel.kind` and `otel.status_code` are for
//! `tracing-opentelemetry`. Spans contain no credentials, headers or bodies.
//!
//! Requests, retries, limits and the handling of secrets are implemented in the crate
//! [`medium-runtime`](https://docs.rs/medium-runtime), exported as `runtime`.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "client")]
pub mod auth;
#[cfg(feature = "client")]
mod cloudflare;
pub mod codes;
#[cfg(feature = "client")]
mod from_env;
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

/// Compiles the code in the README.
#[cfg(all(doctest, feature = "blocking", feature = "test-util"))]
#[doc = include_str!("../README.md")]
struct Readme;
