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
    /// List what was published, the newest first. This is also what medium ledger without a command
    /// does.
    List,
    /// Look in Medium's public feeds for articles whose outcome is unknown.
    ///
    /// A post is recognized by its title, its time and its first words. You are asked whether it is the
    /// one; without a terminal, or with --json, what is found is reported and nothing is settled. What
    /// is not found may be on Medium all the same: drafts and unlisted posts are in no feed.
    Check,
    /// Record that you have published an article by hand, in Medium's editor or by its import tool.
    ///
    /// It is not handed off or published again then. This needs no login.
    Record(Record),
    /// Settle an article whose outcome is unknown, after looking at Medium.
    Resolve(Resolve),
    /// Forget an article, so that it can be published again, even if it is on Medium.
    Forget(Named),
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The article: its file, or its name in the ledger, such as path:posts/one.md
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
}

#[derive(Debug, Args)]
pub(crate) struct Record {
    /// The article's file.
    #[arg(value_name = "ARTICLE")]
    pub(crate) file: PathBuf,
    /// The address at which its readers find it.
    pub(crate) url: String,
    /// Accept an address of another host than medium.com: a domain of your own, at which your posts
    /// on Medium are read.
    #[arg(long)]
    pub(crate) custom_domain: bool,
    /// Record it even if the ledger has the article already.
    #[arg(long)]
    pub(crate) force: bool,
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

/// What the user found on Medium.
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
