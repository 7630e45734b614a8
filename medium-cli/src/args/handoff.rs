//! The arguments of `medium handoff`.

use std::path::PathBuf;

use clap::Args;

use super::PublishOptions;

#[derive(Debug, Clone, Args)]
pub(crate) struct Handoff {
    /// Articles, Markdown or HTML, or folders of them. Of a folder, the files with front matter are
    /// articles.
    #[arg(value_name = "ARTICLE", required = true)]
    pub(crate) articles: Vec<PathBuf>,
    /// Open no browser: print the page's address, to be opened elsewhere.
    #[arg(long)]
    pub(crate) no_browser: bool,
    /// Write the page into this file, with all that it needs, and serve nothing. An earlier page is
    /// replaced, and no other file.
    #[arg(long, value_name = "FILE", conflicts_with = "no_browser")]
    pub(crate) output: Option<PathBuf>,
    /// Write a page for Medium's import tool into a folder of DIR, with the article's pictures, ready
    /// for a host of static pages. --base-url says where DIR will be public. Drafts get no page, and
    /// neither do articles of a folder that name no status.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["no_browser", "output"])]
    pub(crate) import: Option<PathBuf>,
    /// Hand off even what was published before.
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) options: PublishOptions,
}
