//! The arguments of `medium publish` and `medium preview`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use medium_cli::article::{self, Status};
use url::Url;

use super::help;

#[derive(Debug, Args)]
#[command(after_help = help::PUBLISH_EXAMPLES)]
pub(crate) struct Publish {
    /// Markdown or HTML files, or folders of them; - reads standard input
    ///
    /// In a folder, files with front matter are articles. Those without a status are skipped if the command
    /// can't ask (in CI, in a script), unless you pass --status. Hidden and ignored files, READMEs, and folders such as
    /// _drafts are skipped; -v lists them.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Apply the rules for folders to files that you name, too, for lists of changed files
    #[arg(long)]
    pub(crate) only_articles: bool,
    #[command(flatten)]
    pub(crate) options: PublishOptions,
    /// Show what would be sent, without sending it; needs no login
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Publish articles again that were published before, unless their outcome is unknown
    #[arg(long)]
    pub(crate) force: bool,
    /// Don't check or record what was published
    #[arg(long, conflicts_with = "force")]
    pub(crate) no_ledger: bool,
    /// Run this program to back up the ledger, such as in CI
    ///
    /// It runs before the first article is sent and after each change of the ledger. If it fails, nothing
    /// more is sent, and the command fails.
    #[arg(long, value_name = "PROGRAM", conflicts_with = "no_ledger")]
    pub(crate) save_with: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Preview {
    /// The article
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Open it in a browser
    #[arg(long)]
    pub(crate) open: bool,
    /// Reload when the article or one of its images changes
    #[arg(long)]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) options: PublishOptions,
}

/// Options that override the front matter.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct PublishOptions {
    /// Publish in this publication, by its id, name or URL
    #[arg(long, value_name = "PUBLICATION")]
    pub(crate) to: Option<String>,
    /// Override the article's status. With a folder or several files, it sets the status of articles
    /// without one, but makes no other article more public
    ///
    /// If neither this option, the article nor MEDIUM_DEFAULT_STATUS sets a status, you are asked. If the
    /// command can't ask (in CI, in a script), nothing is published.
    #[arg(long)]
    pub(crate) status: Option<StatusArg>,
    /// Set the title, and put it above the text if it is missing there
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Set a tag; repeat for up to three, the limit of Medium's API. Replaces the article's tags
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,
    /// Set where the article appeared first
    #[arg(long, value_name = "URL", value_parser = article::web_url)]
    pub(crate) canonical_url: Option<Url>,
    /// Set the license, such as cc-40-by
    #[arg(long, value_parser = article::license)]
    pub(crate) license: Option<String>,
    /// Set the date, in the past, such as 2024-05-01 or 2024-05-01T18:30:00Z
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub(crate) published_at: Option<jiff::Timestamp>,
    /// Notify your followers
    #[arg(long)]
    pub(crate) notify: bool,
    /// Ignore front-matter keys that look like a misspelled or nested status, instead of failing
    #[arg(long)]
    pub(crate) allow_similar_keys: bool,
    /// Also allow images in this folder, and look up /a.png there
    #[arg(long, value_name = "FOLDER")]
    pub(crate) image_root: Option<PathBuf>,
    /// Resolve relative links against this URL instead of the canonical one
    #[arg(long, value_name = "URL", value_parser = article::web_url)]
    pub(crate) base_url: Option<Url>,
    /// `--import-url` of `medium handoff`: resolves links of articles without a canonical URL.
    #[arg(skip)]
    pub(crate) fallback_base_url: Option<Url>,
    /// Put the article's cover_image, or this file (relative to the article's folder) or URL, above the text
    #[arg(
        long,
        value_name = "IMAGE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ""
    )]
    pub(crate) cover: Option<String>,
    /// Convert WebP and BMP images to JPEG or PNG
    #[cfg(feature = "convert-images")]
    #[arg(long)]
    pub(crate) convert_images: bool,
    /// Accept that images, embeds or shortcodes are lost or shown as source text
    #[arg(long)]
    pub(crate) lossy: bool,
}

impl PublishOptions {
    /// Returns options for reading an article only to identify it. It may have been published with
    /// other options.
    pub(crate) fn for_identification() -> Self {
        Self {
            lossy: true,
            allow_similar_keys: true,
            ..Self::default()
        }
    }

    /// Returns whether to convert images that Medium does not accept.
    #[cfg(feature = "convert-images")]
    pub(crate) fn convert_images(&self) -> bool {
        self.convert_images
    }

    /// Returns whether to convert images that Medium does not accept.
    #[cfg(not(feature = "convert-images"))]
    #[expect(clippy::unused_self, reason = "same signature as with the feature")]
    pub(crate) fn convert_images(&self) -> bool {
        false
    }
}

/// Parses a date, by default in this machine's time zone.
fn moment(value: &str) -> Result<jiff::Timestamp, String> {
    article::timestamp(value, &jiff::tz::TimeZone::system())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusArg {
    Draft,
    Unlisted,
    Public,
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
