//! The arguments of `medium pull`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Clone, Args)]
pub(crate) struct Pull {
    /// The address of a post, which is looked for in its author's or publication's public feed; or a
    /// page of Medium that was saved as a file.
    #[arg(value_name = "URL|FILE")]
    pub(crate) source: String,
    /// Whose feed it is in, if its address does not say so, such as medium.com/p/ID: @username
    /// or a publication.
    #[arg(long, value_name = "@USER|PUBLICATION")]
    pub(crate) from: Option<String>,
    /// Write the article into this file, and not to standard output. No file is overwritten.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Download its pictures beside the file.
    #[arg(long, requires = "output")]
    pub(crate) images: bool,
}
