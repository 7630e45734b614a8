//! The clients that are compared.

mod bare;
mod hyper;
mod ours;
mod raw;

use std::future::Future;
use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;
use medium_api::types::NewPost;

pub use bare::Bare;
pub use hyper::Hyper;
pub use ours::Ours;
pub use raw::Raw;

use crate::case::{Case, Inputs, run};

/// The token that all clients send.
pub const TOKEN: &str = "181d415f34379af07b2c11d144dfbe35d";
/// The `User-Agent` of all clients.
pub const USER_AGENT: &str = "medium-bench/1.0";
/// The authors of posts: the first one, unless a case says otherwise.
pub const USERS: [&str; 2] = [
    "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
    "2b71d09cc5e84f3a1906d7e8f0a9b4c3d55",
];

/// The object around a response's value.
#[derive(Debug, serde::Deserialize)]
pub struct Data<T> {
    /// The value.
    pub data: T,
}

/// The operations of a client.
pub trait Client {
    /// `GET /v1/me`, decoded.
    fn me(&self) -> impl Future<Output = Result<()>>;
    /// Creates a post of the user at this index of [`USERS`].
    fn post(&self, user: usize, post: &NewPost) -> impl Future<Output = Result<()>>;
    /// Uploads a file.
    fn upload(&self, file: &Path) -> impl Future<Output = Result<()>>;
}

/// The clients that run in this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Implementation {
    /// medium-api.
    Ours,
    /// Minimal reqwest.
    Bare,
    /// Minimal hyper, on one connection.
    Hyper,
    /// Prepared bytes on a socket.
    Raw,
}

impl Implementation {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Bare => "bare",
            Self::Hyper => "hyper",
            Self::Raw => "raw",
        }
    }

    /// Its name in tables.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ours => "medium-api",
            Self::Bare => "bare reqwest",
            Self::Hyper => "bare hyper",
            Self::Raw => "raw socket",
        }
    }
}

/// A client of any implementation, with its connections.
#[derive(Debug)]
pub enum AnyClient {
    /// See [`Ours`].
    Ours(Ours),
    /// See [`Bare`].
    Bare(Bare),
    /// See [`Hyper`].
    Hyper(Hyper),
    /// See [`Raw`].
    Raw(Raw),
}

impl AnyClient {
    /// Creates a client of the server at `base`, such as `http://127.0.0.1:80`.
    ///
    /// # Errors
    ///
    /// If it can't be built or connected.
    pub async fn new(who: Implementation, base: &str) -> Result<Self> {
        Ok(match who {
            Implementation::Ours => Self::Ours(Ours::new(base)?),
            Implementation::Bare => Self::Bare(Bare::new(base)?),
            Implementation::Hyper => Self::Hyper(Hyper::new(base).await?),
            Implementation::Raw => Self::Raw(Raw::new(base)?),
        })
    }

    /// Runs a case with `calls` calls.
    ///
    /// # Errors
    ///
    /// If a call fails.
    pub async fn run(&self, case: Case, calls: u32, inputs: &Inputs) -> Result<()> {
        match self {
            Self::Ours(client) => run(client, case, calls, inputs).await,
            Self::Bare(client) => run(client, case, calls, inputs).await,
            Self::Hyper(client) => run(client, case, calls, inputs).await,
            Self::Raw(client) => run(client, case, calls, inputs).await,
        }
    }
}
