//! A stand-in for Medium: its API with the behaviour that the service was *seen* to have, on a
//! loopback port of its own, in memory.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), medium_sandbox::StartError> {
//! use medium_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::start().await?;
//! println!("{} takes the token {}", sandbox.url(), sandbox.token());
//! assert!(sandbox.posts().is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! Each [`Sandbox`] has a port, people and tokens of its own, so any number of them run side by
//! side in one process. Dropping one stops its server.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod builder;
#[cfg(feature = "client")]
pub mod client;
mod clock;
pub mod command;
mod document;
mod error;
pub mod faults;
mod guard;
mod ids;
mod incoming;
mod log;
mod medium_site;
mod opening;
mod pages;
pub mod recording;
pub mod render;
mod routes;
mod sandbox;
mod seed;
mod server;
mod state;
pub mod story;

pub use builder::SandboxBuilder;
pub use clock::Clock;
pub use error::StartError;
pub use log::{Exchange, LoggedRequest};
pub use sandbox::Sandbox;
pub use seed::{Seed, SeedError};
pub use state::{
    Application, ContentFormat, Image, Post, PostSource, Publication, PublishStatus, Scope,
    StateError, User, Variant,
};

/// The code in the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
