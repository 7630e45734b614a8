//! The arguments of `medium pull`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Clone, Args)]
pub(crate) struct Pull {
    /// The URL of a post in its author's or publication's public feed, or an HTML page saved from Medium
    #[arg(value_name = "URL|FILE")]
    pub(crate) source: String,
    /// Search this feed, for URLs without an author such as medium.com/p/ID
    #[arg(long, value_name = "@USER|PUBLICATION")]
    pub(crate) from: Option<String>,
    /// Write the article into this file; does not overwrite
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Download the post's images next to the file
    #[arg(long, requires = "output")]
    pub(crate) images: bool,
}
