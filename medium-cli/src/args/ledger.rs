//! The arguments of `medium ledger`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use url::Url;

#[derive(Debug, Args)]
pub(crate) struct Ledger {
    #[command(subcommand)]
    pub(crate) command: Option<LedgerCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// List published articles, newest first (default)
    List,
    /// Search Medium's public feeds for articles with an unknown outcome
    ///
    /// Posts are matched by title, time and first words, and you confirm a match. If the command
    /// can't ask (in CI, in a script) or with --json, matches are only reported. Drafts and unlisted posts are not in the feeds.
    Check,
    /// Record an article published in Medium's editor or with its import tool
    ///
    /// It is then not published again. This needs no login.
    Record(Record),
    /// Settle an unknown outcome, after checking on Medium
    Resolve(Resolve),
    /// Remove an article, so that it can be published again
    Forget(Named),
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The article's file, or its name as `medium ledger` lists it, such as path:posts/one.md or file:/home/me/one.md
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
}

#[derive(Debug, Args)]
pub(crate) struct Record {
    /// The article's file
    #[arg(value_name = "ARTICLE")]
    pub(crate) file: PathBuf,
    /// The URL of the post
    pub(crate) url: String,
    /// Accept a URL on another host than medium.com: your custom domain on Medium
    #[arg(long)]
    pub(crate) custom_domain: bool,
    /// Add another post of the article; the earlier ones stay in the ledger
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Resolve {
    #[command(flatten)]
    pub(crate) named: Named,
    /// The id of the publication, if the article was sent to several
    #[arg(long, value_name = "PUBLICATION")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) found: Found,
    /// Accept a URL on another host than medium.com: your custom domain on Medium
    #[arg(long, requires = "published")]
    pub(crate) custom_domain: bool,
}

/// The outcome that the user found on Medium.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Found {
    /// The article is on Medium, at this URL
    #[arg(long, value_name = "URL", value_parser = super::url)]
    pub(crate) published: Option<Url>,
    /// The article is not on Medium, and no other run is publishing it
    #[arg(long)]
    pub(crate) not_published: bool,
}
