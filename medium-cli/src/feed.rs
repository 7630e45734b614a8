//! The public RSS feeds of users and publications.
//!
//! ```text
//! owner ─▶ fetch (limits, cache) ─▶ parse ─▶ items
//! ```
//!
//! A feed has the ten newest public posts, without drafts and unlisted posts.

mod cache;
mod error;
mod fetch;
mod owner;
mod parse;

use jiff::Timestamp;

pub(crate) use error::FeedError;
pub(crate) use fetch::{newest_posts, web_client};
pub(crate) use owner::Owner;

/// A post in a feed. All texts are untrusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// The post's id, from the guid.
    pub(crate) id: String,
    pub(crate) title: String,
    /// The post's URL, without tracking parameters. `None` if it isn't safe to open.
    pub(crate) url: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published_at: Option<Timestamp>,
    pub(crate) tags: Vec<String>,
    /// The text without the title.
    pub(crate) html: String,
}
