//! State that survives a process and that machines can share: tokens, uploaded images, and a ledger
//! of what was published.
//!
//! ```
//! # #[cfg(feature = "sqlite")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use medium_store::{Account, Keys, Store, StoreUrl};
//! use medium_api::auth::Tokens;
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("store.db");
//! let url: StoreUrl = format!("sqlite:{}", path.display()).parse()?;
//! let store = Store::open(&url, Keys::next_to(&url)).await?;
//! let account = Account::sandbox("demo");
//! store.login(&account).put(&Tokens::new("181d415f34379af0", None), None).await?;
//! assert!(store.login(&account).get().await?.is_some());
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "sqlite"))]
//! # fn main() {}
//! ```
//!
//! Every record of a [`Store`] belongs to an [`Account`], which includes the API's origin: a
//! sandbox and the real account don't affect each other. A store contains:
//!
//! - [`LoginRecord`]: an encrypted login, with a lease, so that only one of all processes on all
//!   machines refreshes an expired token. Pass its [`source`](LoginRecord::source) to
//!   [`auth::oauth`](medium_api::auth::oauth).
//! - [`Images`]: the URLs of uploaded images.
//! - [`Ledger`]: ensures that an article is published at most once. It records on disk that a post
//!   was *started* before the post is sent, so that a crash results in *outcome unknown*, never in
//!   *not published*.
//!
//! The engine is SQLite (feature `sqlite`, on by default) or PostgreSQL
//! (feature `postgres`), chosen by the [`StoreUrl`].
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!("medium-store needs one of its features sqlite and postgres");

mod account;
mod db;
mod encryption;
mod error;
mod hash;
mod images;
mod keys;
mod ledger;
mod login;
mod private_files;
mod query_plan;
mod random;
mod rekey;
mod store;
mod url;

pub use account::Account;
pub use error::Error;
pub use hash::ContentHash;
pub use images::Images;
pub use keys::{Key, KeySource, Keys};
pub use ledger::{
    Article, BeginResult, Conflict, ContentParts, Draft, Entry, Ledger, Overrides, PostTarget,
    Published, Resolution, StartedPost, State,
};
pub use login::{Login, LoginRecord};
pub use query_plan::QueryPlan;
pub use store::Store;
pub use url::StoreUrl;

/// Compiles the README's code.
#[cfg(all(doctest, feature = "sqlite"))]
#[doc = include_str!("../README.md")]
struct Readme;
