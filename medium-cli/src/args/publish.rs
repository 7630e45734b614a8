//! The arguments of `medium publish` and `medium preview`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use medium_cli::article::{self, Status};
use url::Url;

#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// Articles, Markdown or HTML, or folders of them. `-` reads one from standard input.
    ///
    /// Of a folder, the files with front matter are articles. Without a terminal, those alone are
    /// published whose front matter says a status, or all with --status. What is hidden, what
    /// .gitignore excludes, README and its like, and folders such as _drafts and node_modules are
    /// skipped; -v lists them.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Skip files, even if they are named, that would be skipped in their folder: for lists of files
    /// that nobody looks at, such as those that a commit changed.
    #[arg(long)]
    pub(crate) only_articles: bool,
    #[command(flatten)]
    pub(crate) options: PublishOptions,
    /// Send nothing: show what would be sent, and where. It needs no login.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Publish even what was published before, as it is or in an earlier version: it will be on
    /// Medium twice. Not what may have been published and nobody knows.
    #[arg(long)]
    pub(crate) force: bool,
    /// Neither look whether an article was published before, nor remember that it was.
    #[arg(long, conflicts_with = "force")]
    pub(crate) no_ledger: bool,
    /// Run this program each time the ledger has changed, and before anything is sent: to keep the
    /// store of a machine that forgets its disk elsewhere. If it fails, nothing more is sent, and the
    /// command fails.
    #[arg(long, value_name = "PROGRAM", conflicts_with = "no_ledger")]
    pub(crate) save_with: Option<PathBuf>,
}

/// An article as it would be published, in a browser. Nothing is sent.
#[derive(Debug, Clone, Args)]
pub(crate) struct Preview {
    /// The article.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Open it in a browser.
    #[arg(long)]
    pub(crate) open: bool,
    /// Show it anew whenever the article or one of its pictures changes.
    #[arg(long)]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) options: PublishOptions,
}

/// What the command line says instead of the front matter.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct PublishOptions {
    /// Publish in this publication: its id, its name, or its address.
    #[arg(long, value_name = "PUBLICATION")]
    pub(crate) to: Option<String>,
    /// Who is to see it, whatever the article says; but no article of a folder becomes more public
    /// by this than it says itself.
    ///
    /// Where neither this nor the article nor MEDIUM_DEFAULT_STATUS says it, you are asked; without
    /// a terminal, nothing is published.
    #[arg(long)]
    pub(crate) status: Option<StatusArg>,
    /// The title, which is put above the text if the text does not begin with it.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// A tag; give it up to three times. Replaces the article's.
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,
    /// Where the article appeared first.
    #[arg(long, value_name = "URL", value_parser = article::web_address)]
    pub(crate) canonical_url: Option<Url>,
    /// The terms on which others may use it, such as cc-40-by.
    #[arg(long, value_parser = article::license)]
    pub(crate) license: Option<String>,
    /// The date that it bears, in the past, such as 2024-05-01 or 2024-05-01T18:30:00Z.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub(crate) published_at: Option<jiff::Timestamp>,
    /// Tell your followers.
    #[arg(long)]
    pub(crate) notify: bool,
    /// Let the front matter have keys that look like ones that are read, such as statuss, and a status
    /// within other keys.
    #[arg(long)]
    pub(crate) allow_similar_keys: bool,
    /// The folder that pictures must lie under, instead of the article's. There, /a.png is a file.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) image_root: Option<PathBuf>,
    /// The address that relative links are relative to, instead of the canonical one.
    #[arg(long, value_name = "URL", value_parser = article::web_address)]
    pub(crate) base_url: Option<Url>,
    /// The same where the article has no canonical address: no option of its own.
    #[arg(skip)]
    pub(crate) fallback_base_url: Option<Url>,
    /// Put the article's cover_image on top of the text, or another picture: a file or an address.
    #[arg(
        long,
        value_name = "PICTURE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ""
    )]
    pub(crate) cover: Option<String>,
    /// Make WebP and BMP pictures into JPEG or PNG, which Medium takes.
    #[cfg(feature = "convert-images")]
    #[arg(long)]
    pub(crate) convert_images: bool,
    /// Publish even where pictures, embeds or shortcodes would be lost, or be read as they are
    /// written; they are named in warnings.
    #[arg(long)]
    pub(crate) lossy: bool,
}

impl PublishOptions {
    /// Options to read an article only to find its identity. It may have been published with others.
    pub(crate) fn to_identify() -> Self {
        Self {
            lossy: true,
            allow_similar_keys: true,
            ..Self::default()
        }
    }

    /// Whether pictures of kinds that Medium refuses are made into others.
    #[cfg(feature = "convert-images")]
    pub(crate) fn convert_images(&self) -> bool {
        self.convert_images
    }

    /// Whether pictures of kinds that Medium refuses are made into others.
    #[cfg(not(feature = "convert-images"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(crate) fn convert_images(&self) -> bool {
        false
    }
}

/// A date, in this machine's zone if it names none.
fn moment(value: &str) -> Result<jiff::Timestamp, String> {
    article::timestamp(value, &jiff::tz::TimeZone::system())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusArg {
    /// For your eyes.
    Draft,
    /// For everybody.
    Public,
    /// For everybody who has the address.
    Unlisted,
}

impl From<StatusArg> for Status {
    fn from(status: StatusArg) -> Self {
        match status {
            StatusArg::Draft => Self::Draft,
            StatusArg::Public => Self::Public,
            StatusArg::Unlisted => Self::Unlisted,
        }
    }
}
