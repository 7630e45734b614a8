//! Ways to fail that are this command's own.

use std::fmt;
use std::path::{Path, PathBuf};

use medium_api::Error;
use medium_cli::article::ArticleError;
use medium_store::{Obstacle, Parts};
use thiserror::Error as ThisError;

use super::Exit;

/// Arguments that do not go together.
#[derive(Debug, ThisError)]
#[error("{0}")]
pub(crate) struct WrongUsage(pub(crate) &'static str);

/// There is no credential.
#[derive(Debug, ThisError)]
#[error("{}", not_logged_in(.profile.as_deref()))]
pub(crate) struct NotLoggedIn {
    /// The one that was asked for.
    pub(crate) profile: Option<String>,
}

fn not_logged_in(profile: Option<&str>) -> String {
    match profile {
        Some(profile) => format!("there is no login with the name `{profile}` here"),
        None => "you are not logged in, and MEDIUM_TOKEN is not set".to_owned(),
    }
}

/// Nobody would remember what was published.
#[derive(Debug, ThisError)]
#[error("this machine forgets what it published: CI is set, and no store is named")]
pub(crate) struct Forgetful;

/// Some articles were left out, each with its reason, and that is said.
#[derive(Debug, ThisError)]
#[error("not all were published")]
pub(crate) struct NotAll(pub(crate) Exit);

/// What was published is not written down where it lasts. Why is said already.
#[derive(Debug, ThisError)]
#[error("what was published is not kept in the ledger")]
pub(crate) struct Unkept;

/// Medium names an address of a picture that no reader could open.
#[derive(Debug, ThisError)]
#[error("{}: Medium names an address of it that is no https", .0.display())]
pub(crate) struct NoLink(pub(crate) PathBuf);

/// The ledger speaks against publishing an article.
#[derive(Debug, ThisError)]
#[error("{}", file.display())]
pub(crate) struct Hindered {
    pub(crate) file: PathBuf,
    /// What it is made of now.
    pub(crate) parts: Parts,
    pub(crate) obstacle: Obstacle,
}

/// Nobody knows whether a post arrived, and the ledger says so.
#[derive(Debug, ThisError)]
#[error("Medium gave no whole answer: {problem}")]
pub(crate) struct Unsettled {
    pub(crate) article: medium_store::Article,
    pub(crate) problem: String,
}

/// There is one, and it is another service's.
#[derive(Debug, ThisError)]
#[error("MEDIUM_TOKEN belongs to {token_url}, and is not sent to {url}")]
pub(crate) struct TokenElsewhere {
    pub(crate) token_url: String,
    pub(crate) url: String,
}

/// A picture did not get to Medium. The post was not even tried.
#[derive(Debug, ThisError)]
#[error("image {}", file.display())]
pub(crate) struct UploadFailed {
    pub(crate) file: PathBuf,
    #[source]
    pub(crate) source: Error,
}

/// A picture is not the one any more that was looked at. The post was not even tried.
#[derive(Debug, ThisError)]
#[error("image {}: it was changed meanwhile", .0.display())]
pub(crate) struct PictureChanged(pub(crate) PathBuf);

/// Articles that cannot be published as they are. Nothing was sent.
#[derive(Debug, ThisError)]
#[error("{}", OneALine(.0))]
pub(crate) struct Unpublishable(pub(crate) Vec<ArticleError>);

struct OneALine<'a>(&'a [ArticleError]);

impl fmt::Display for OneALine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

/// One of several articles failed, and the rest was not tried.
#[derive(Debug, ThisError)]
#[error("{}", file.display())]
pub(crate) struct Stopped {
    pub(super) file: PathBuf,
    pub(super) not_tried: Vec<PathBuf>,
    pub(super) source: anyhow::Error,
}

impl Stopped {
    /// A failure at `file`, told apart only where there were `several`.
    pub(crate) fn at(
        file: &Path,
        not_tried: Vec<PathBuf>,
        several: usize,
        source: anyhow::Error,
    ) -> anyhow::Error {
        if several == 1 {
            return source;
        }
        Self {
            file: file.to_owned(),
            not_tried,
            source,
        }
        .into()
    }
}
