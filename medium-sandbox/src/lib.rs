//! A local sandbox of Medium's API, for development and tests. It follows Medium's *observed* behavior.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), medium_sandbox::StartError> {
//! use medium_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::start().await?;
//! println!("{} accepts the token {}", sandbox.url(), sandbox.token());
//! assert!(sandbox.posts().is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! Each [`Sandbox`] has its own port, users and tokens, so a process can run any number of them.
//! Dropping a sandbox stops its server.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod api_error;
pub mod blocks;
#[cfg(feature = "client")]
pub mod client;
mod clock;
pub mod command;
mod document;
pub mod faults;
mod headers;
mod ids;
mod license;
mod log;
mod model;
mod origin_check;
mod outside_api;
mod pages;
pub mod recording;
pub mod render;
mod request_body;
mod routes;
mod sandbox;
mod seed;
mod server;
mod shell_quote;
mod state;

pub use clock::Clock;
pub use log::{Exchange, LoggedRequest};
pub use model::{
    Application, Behavior, ContentFormat, Image, Post, PostSource, Publication, PublishStatus,
    Scope, User,
};
pub use sandbox::{Sandbox, SandboxBuilder, StartError};
pub use seed::{Seed, SeedError};
pub use state::StateError;

/// Compiles the code in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
