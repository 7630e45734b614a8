//! The clients that are compared.

mod hyper;
mod medium_api;
mod raw;
mod reqwest;

use std::future::Future;
use std::path::Path;

use ::medium_api::types::NewPost;
use anyhow::Result;
use clap::ValueEnum;

pub use hyper::Hyper;
pub use medium_api::MediumApi;
pub use raw::Raw;
pub use reqwest::Reqwest;

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
    /// Sends `GET /v1/me`, and decodes the response.
    fn me(&self) -> impl Future<Output = Result<()>>;
    /// Creates a post for the user at this index of [`USERS`].
    fn post(&self, user: usize, post: &NewPost) -> impl Future<Output = Result<()>>;
    /// Uploads a file.
    fn upload(&self, file: &Path) -> impl Future<Output = Result<()>>;
}

/// The clients that run in this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Implementation {
    /// medium-api.
    MediumApi,
    /// Minimal reqwest.
    Reqwest,
    /// Minimal hyper, on one connection.
    Hyper,
    /// Prepared bytes on a socket.
    Raw,
}

impl Implementation {
    /// Returns its name in tables.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::MediumApi => "medium-api",
            Self::Reqwest => "bare reqwest",
            Self::Hyper => "bare hyper",
            Self::Raw => "raw socket",
        }
    }
}

/// Returns the name of a client or a case on the command line.
#[must_use]
pub fn argument(value: impl ValueEnum) -> String {
    let value = value.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}
