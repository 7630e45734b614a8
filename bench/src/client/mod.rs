//! Those who do the work.

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

use crate::case::{Case, Inputs, drive};

/// The token that all of them send.
pub const TOKEN: &str = "181d415f34379af07b2c11d144dfbe35d";
/// What all of them call themselves.
pub const USER_AGENT: &str = "medium-bench/1.0";
/// Whose posts they are: the first one's, but where a case says otherwise.
pub const USERS: [&str; 2] = [
    "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
    "2b71d09cc5e84f3a1906d7e8f0a9b4c3d55",
];

/// The object that values come in.
#[derive(Debug, serde::Deserialize)]
pub struct Data<T> {
    /// The value.
    pub data: T,
}

/// What each of them can do.
pub trait Client {
    /// `GET /v1/me`, decoded.
    fn me(&self) -> impl Future<Output = Result<()>>;
    /// Creates a post of the user at this place in [`USERS`].
    fn post(&self, user: usize, post: &NewPost) -> impl Future<Output = Result<()>>;
    /// Uploads a file.
    fn upload(&self, file: &Path) -> impl Future<Output = Result<()>>;
}

/// The clients that run in the bench's own process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Who {
    /// This project's.
    Ours,
    /// Minimal reqwest.
    Bare,
    /// Minimal hyper, on one connection.
    Hyper,
    /// Ready-made bytes on a socket.
    Raw,
}

impl Who {
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

/// One of them, with its connections.
#[derive(Debug)]
pub enum Any {
    /// See [`Ours`].
    Ours(Ours),
    /// See [`Bare`].
    Bare(Bare),
    /// See [`Hyper`].
    Hyper(Hyper),
    /// See [`Raw`].
    Raw(Raw),
}

impl Any {
    /// A client of the server at `base`, such as `http://127.0.0.1:80`.
    ///
    /// # Errors
    ///
    /// Where it can't be built or connected.
    pub async fn new(who: Who, base: &str) -> Result<Self> {
        Ok(match who {
            Who::Ours => Self::Ours(Ours::new(base)?),
            Who::Bare => Self::Bare(Bare::new(base)?),
            Who::Hyper => Self::Hyper(Hyper::new(base).await?),
            Who::Raw => Self::Raw(Raw::new(base)?),
        })
    }

    /// Does a case's work `calls` times.
    ///
    /// # Errors
    ///
    /// Where a call fails.
    pub async fn drive(&self, case: Case, calls: u32, inputs: &Inputs) -> Result<()> {
        match self {
            Self::Ours(client) => drive(client, case, calls, inputs).await,
            Self::Bare(client) => drive(client, case, calls, inputs).await,
            Self::Hyper(client) => drive(client, case, calls, inputs).await,
            Self::Raw(client) => drive(client, case, calls, inputs).await,
        }
    }
}
