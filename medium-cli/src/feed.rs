//! The public feeds of users and publications: what Medium shows of its newest public posts.
//!
//! ```text
//! owner ─▶ fetch (limits, cache) ─▶ parse ─▶ items
//! ```
//!
//! Drafts and unlisted posts are in no feed, and neither is anything older than the newest ten.

mod cache;
mod error;
mod fetch;
mod owner;
mod parse;

use jiff::Timestamp;

pub(crate) use error::FeedError;
pub(crate) use fetch::{newest_posts, web_client};
pub(crate) use owner::Owner;

/// A post as a feed has it. All texts are other people's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// The post's id, from its guid.
    pub(crate) id: String,
    pub(crate) title: String,
    /// The post's address, without what Medium adds to count readers; none if it is not safe to open.
    pub(crate) url: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published_at: Option<Timestamp>,
    pub(crate) tags: Vec<String>,
    /// The text without the title.
    pub(crate) html: String,
}
