//! The command line.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

/// Publish Markdown articles on Medium, with their pictures.
///
/// Medium issues no new tokens since 1 January 2025. With an older one, set MEDIUM_TOKEN. Without
/// one, try everything with --sandbox, which needs none.
///
/// Posts can be created and nothing else: Medium's API has no way to list, change or delete them.
#[derive(Debug, Parser)]
#[command(name = "medium", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Environment:
  MEDIUM_TOKEN    the token: an integration token, or an OAuth2 access token
  MEDIUM_API_URL  the API's address, if it is another than https://api.medium.com

Exit codes:
  0 done                   4 refused by Medium
  1 any other failure      5 rate limited
  2 wrong usage            6 Medium not reached, or not understood
  3 not logged in          7 outcome unknown: it may have been published";

/// What goes with every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Work against a sandbox that is started for this command, and not against Medium.
    ///
    /// It needs no account, reads no MEDIUM_TOKEN, and is gone when the command ends.
    #[arg(long, global = true)]
    pub(crate) sandbox: bool,
    /// With --sandbox: go on serving until Ctrl-C, to look at the post in a browser.
    #[arg(long, global = true)]
    pub(crate) keep: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show whose account this is.
    Me,
    /// Publish an article.
    Publish(Publish),
}

#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// The article: a Markdown file, with front matter if you like.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

impl Cli {
    /// The rules that clap cannot hold for options which stand on either side of a command.
    pub(crate) fn checked(self) -> Self {
        if self.global.keep && !self.global.sandbox {
            Self::command()
                .error(
                    ErrorKind::MissingRequiredArgument,
                    "--keep goes with --sandbox: there is nothing else to keep",
                )
                .exit();
        }
        self
    }
}
