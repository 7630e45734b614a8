//! Why a feed can't be read.

use medium_api::runtime::http::StatusCode;
use medium_cli::diagnostic::ErrorKind;
use thiserror::Error;

#[derive(Debug, Error)]
pub(crate) enum FeedError {
    #[error("`{0}` is neither @username, nor a publication, nor the address of one")]
    NotAnOwner(String),
    /// An address such as `medium.com/p/ID`.
    #[error("{0} does not say whose post it is")]
    NoOwner(String),
    #[error("`{0}` is neither the address of a post nor a file")]
    NotAPost(String),
    #[error("Medium has no feed of {0}")]
    NoSuchOwner(String),
    /// The feed's server responded with something else than a feed.
    #[error("the feed {url} can't be read for now ({status})")]
    Status { url: String, status: StatusCode },
    #[error("what is at {url} is not understood as a feed: {problem}")]
    NotAFeed { url: String, problem: String },
    #[error("the feed {feed} has no post {post}")]
    NoSuchPost { feed: String, post: String },
}

impl FeedError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotAnOwner(_) | Self::NoOwner(_) => ErrorKind::Usage,
            Self::NotAPost(_) => ErrorKind::FileNotFound,
            Self::NoSuchOwner(_) | Self::NoSuchPost { .. } => ErrorKind::NotInFeed,
            Self::Status { status, .. } if *status == StatusCode::FORBIDDEN => {
                ErrorKind::Cloudflare
            }
            Self::Status { .. } => ErrorKind::Unavailable,
            Self::NotAFeed { .. } => ErrorKind::ResponseInvalid,
        }
    }

    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::NotAnOwner(_) => {
                "Name a user as @username, or a publication by the last part of its address."
            }
            Self::NoOwner(_) => "Say it: --from @username, or --from PUBLICATION.",
            Self::NotAPost(_) => "Check the file's name. An address begins with https://",
            Self::NoSuchOwner(_) => "A user's name begins with @, a publication's does not.",
            Self::Status { .. } => "Run it again later, or from another network.",
            Self::NotAFeed { .. } => "Check the address, and MEDIUM_API_URL if it is set.",
            Self::NoSuchPost { .. } => {
                "Feeds hold the ten newest public posts, no drafts and no unlisted ones."
            }
        }
    }
}
