//! The arguments of `medium ledger`.

use clap::{Args, Subcommand};
use url::Url;

#[derive(Debug, Args)]
pub(crate) struct Ledger {
    #[command(subcommand)]
    pub(crate) command: Option<LedgerCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// List what was published, the newest first. This is what medium ledger does by itself.
    List,
    /// Say what came of an article whose outcome is unknown, after looking at Medium.
    Resolve(Resolve),
    /// Forget an article, so that it can be published anew, even if it is on Medium.
    Forget(Named),
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The article: its file, or its name in the ledger, such as path:posts/one.md
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
}

#[derive(Debug, Args)]
pub(crate) struct Resolve {
    #[command(flatten)]
    pub(crate) named: Named,
    /// Where it went, by the publication's id: needed if it went to several places.
    #[arg(long, value_name = "PUBLICATION")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) found: Found,
}

/// What somebody found who looked.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Found {
    /// It is on Medium, at this address.
    #[arg(long, value_name = "URL")]
    pub(crate) published: Option<Url>,
    /// It is not on Medium, and nothing that could still publish it is running.
    #[arg(long)]
    pub(crate) not_published: bool,
}
