//! Errors of feeds.

use medium_api::runtime::http::StatusCode;
use medium_cli::article::ArticleError;
use medium_cli::diagnostic::ErrorKind;
use thiserror::Error;

use crate::api_error;
use crate::service_name;

#[derive(Debug, Error)]
pub(crate) enum FeedError {
    #[error("`{0}` is not a @username, a publication or the URL of either")]
    NotAnOwner(String),
    /// A URL such as `medium.com/p/ID`.
    #[error("{0} doesn't contain the author of the post")]
    NoOwner(String),
    /// A file is not a page saved from Medium.
    #[error("{0} is not an HTML page saved from Medium")]
    NotAPage(String),
    /// A file can't be read.
    #[error(transparent)]
    Page(ArticleError),
    #[error("`{0}` is neither a file nor the URL of a post, which ends with its id")]
    NotAPost(String),
    #[error("Medium has no feed for {0}")]
    NoSuchOwner(String),
    /// There was no response, or not a whole one.
    #[error("can't read {url}: {}", api_error::cause(source))]
    Fetch {
        url: String,
        source: Box<medium_api::Error>,
    },
    /// The server responded with an error status.
    #[error("can't read {url}: the server responded with {status}")]
    Status { url: String, status: StatusCode },
    #[error("{url} is not a valid feed: {problem}")]
    NotAFeed { url: String, problem: String },
    #[error("the feed {feed} has no post {post}")]
    NoSuchPost { feed: String, post: String },
}

impl FeedError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotAnOwner(_) | Self::NoOwner(_) => ErrorKind::Usage,
            Self::NotAPost(text) if text.contains("://") => ErrorKind::Usage,
            Self::NotAPage(_) => ErrorKind::ArticleNotText,
            Self::Page(error) => error.kind(),
            Self::NotAPost(_) => ErrorKind::FileNotFound,
            Self::Fetch { source, .. } => api_error::kind(source),
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
                "Use @username for a user, or the last part of the URL for a publication."
            }
            Self::NoOwner(_) => "Add --from @username, or --from PUBLICATION.",
            Self::NotAPage(_) => "Save the post's page in a browser, as HTML.",
            Self::Page(_) => "",
            Self::NotAPost(_) => {
                "Use the URL of one of the newest public posts, or a page saved in a browser."
            }
            Self::NoSuchOwner(_) => {
                "Check the name: @name is a user, and a name without @ a publication."
            }
            Self::Fetch { .. } => match service_name::url_setting() {
                Some("--api-url") => "Check --api-url and the network.",
                Some(_) => "Check MEDIUM_API_URL and the network.",
                None => "Check the URL and the network.",
            },
            Self::Status { .. } => "Try again later, or from another network.",
            Self::NotAFeed { .. } => {
                "Check the URL, and --api-url or MEDIUM_API_URL if you set one."
            }
            Self::NoSuchPost { .. } => "A feed has only the ten newest public posts.",
        }
    }
}
