//! The arguments of `medium handoff`.

use std::path::PathBuf;

use clap::Args;
use medium_cli::article;
use url::Url;

use super::PublishOptions;

#[derive(Debug, Clone, Args)]
pub(crate) struct Handoff {
    /// Markdown or HTML files, or folders of them; in a folder, files with front matter are articles
    #[arg(value_name = "PATH", required = true)]
    pub(crate) articles: Vec<PathBuf>,
    /// Print the page's URL instead of opening a browser
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Write the page into this file instead of serving it; overwrites only earlier pages
    #[arg(long, value_name = "FILE", conflicts_with = "no_open")]
    pub(crate) output: Option<PathBuf>,
    /// Write a page for Medium's import tool into this folder, which you then put at --import-url
    ///
    /// Each article gets a folder with its images, for any host of static pages. Drafts, and articles of a folder without a
    /// status, get no page.
    #[arg(
        long,
        value_name = "FOLDER",
        requires = "import_url",
        conflicts_with_all = ["no_open", "output"]
    )]
    pub(crate) import: Option<PathBuf>,
    /// With --import: the public URL of that folder
    #[arg(long, value_name = "URL", requires = "import", value_parser = article::web_url)]
    pub(crate) import_url: Option<Url>,
    /// Hand off articles again that were published before
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) options: PublishOptions,
}
