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
//! 1 January 2025; older ones go on working. To develop without one, point the
//! client at the sandbox of this project with
//! [`Builder::api_url`].
//!
//! Every operation of the document is a method of [`Client`]. It returns a call
//! that is sent when it is awaited, and can be given options until then:
//! optional parameters, [`timeout`](calls::Me::timeout),
//! [`header`](calls::Me::header), [`retry`](calls::Me::retry). What goes wrong
//! is one kind of [`Error`].
//!
//! How calls are sent, repeated, limited and kept from showing secrets is
//! [`medium_runtime`]'s, which is [`runtime`] here.
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
pub use generated::{Client, Error, calls};
pub use generated::{operations, types};
#[cfg(feature = "client")]
pub use image::Upload;
pub use medium_runtime as runtime;
#[cfg(feature = "client")]
pub use runtime::{Builder, File, Response, Retry, ServiceError};
pub use runtime::{Secret, UnixMillis};
#[cfg(feature = "client")]
pub use warnings::Warning;

/// The code in the README compiles.
#[cfg(all(doctest, feature = "blocking"))]
#[doc = include_str!("../README.md")]
struct Readme;
