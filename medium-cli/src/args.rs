//! The command line arguments.

mod handoff;
mod help;
mod json_fields;
mod ledger;
mod login;
mod publish;
mod pull;
mod sandbox;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use url::Url;

use crate::jq;

pub(crate) use handoff::Handoff;
pub(crate) use help::{GLOBAL_OPTIONS, man_page_sections};
pub(crate) use ledger::{Ledger, LedgerCommand, Named, Record, Resolve};
pub(crate) use login::{Login, OAuth};
pub(crate) use publish::{Preview, Publish, PublishOptions};
pub(crate) use pull::Pull;
pub(crate) use sandbox::{
    Clock, Deleted, InjectFault, NewToken, RecordService, Requests, Sandbox, SandboxCommand,
};

/// Publish Markdown articles on Medium, with their images.
///
/// You need an integration token or an OAuth application from before 2025, as Medium issues no new
/// ones. Without one, `medium handoff` opens a page that guides you through pasting the article into
/// Medium's editor. To try the command without an account, add --sandbox.
///
/// Medium's API can only create posts. It can't list, change or delete them.
#[derive(Debug, Parser)]
#[command(
    name = "medium",
    version,
    after_help = help::MORE,
    after_long_help = help::ENVIRONMENT_AND_EXIT_CODES,
    max_term_width = 100
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Use a sandbox on this machine instead of Medium; it keeps its posts between runs
    #[arg(long, global = true)]
    pub(crate) sandbox: bool,
    /// With --sandbox: keep it running until Ctrl-C, to open posts in a browser
    #[arg(long, global = true)]
    pub(crate) keep: bool,
    /// Use the API at this URL instead of Medium's [env: MEDIUM_API_URL]
    #[arg(long, global = true, value_name = "URL", value_parser = api_url)]
    pub(crate) api_url: Option<String>,
    /// Use the login created with medium login --profile NAME
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Store logins and the ledger (the record of published articles) at sqlite:PATH or
    /// postgres://USER@HOST/DB [env: MEDIUM_STORE]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) store: Option<String>,
    /// Print JSON, with all fields or only these, such as --json=id,url
    #[arg(
        long,
        global = true,
        value_name = "FIELDS",
        num_args = 0..=1,
        require_equals = true,
        value_delimiter = ',',
        default_missing_value = ""
    )]
    pub(crate) json: Option<Vec<String>>,
    /// Filter the JSON, such as --jq '.[].url'; prints strings without quotes
    #[arg(long, global = true, value_name = "FILTER", value_parser = jq::validate)]
    pub(crate) jq: Option<String>,
    /// Print only errors and results
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Print each request and its outcome, and each skipped file
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Log in with an integration token or an OAuth application
    ///
    /// Without options, it asks step by step. The token or application must be from before 2025, as
    /// Medium issues no new ones. The login is stored encrypted; `medium status` shows where.
    Login(Login),
    /// Remove a stored login
    ///
    /// Its token stays valid until you revoke it in Medium's settings: the API can't revoke it.
    Logout,
    /// Show the login in use and where it is stored
    Status,
    /// Show your account
    Me,
    /// List your publications and your role in each
    Publications,
    /// List the newest public posts of a user or a publication
    ///
    /// They come from the public feed, which needs no login and contains the ten newest posts. Drafts and
    /// unlisted posts are not in the feed.
    Posts(Posts),
    /// Convert a post to Markdown with front matter
    ///
    /// The post comes from the public feed, which contains the ten newest posts of a user or a
    /// publication, or from a page saved in a browser. Pages on Medium are not downloaded.
    Pull(Pull),
    /// List the editors and writers of a publication
    Contributors(Contributors),
    /// Publish articles
    Publish(Box<Publish>),
    /// Preview an article in a browser
    ///
    /// Nothing is sent. The page is served until Ctrl-C.
    #[command(
        mut_arg("status", |status| {
            let help = "Override the article's status, as publish would";
            status.help(help).long_help(help)
        }),
        mut_arg("to", |to| to.help("Show this publication on the page")),
        mut_arg("notify", |notify| notify.hide(true)),
        mut_arg("lossy", |lossy| {
            lossy.help("Show the page even if images, embeds or shortcodes are lost or shown as source text")
        }),
    )]
    Preview(Box<Preview>),
    /// Publish articles without a token, in Medium's editor
    ///
    /// A local page guides you: copy the article, paste it into Medium's editor, add the images,
    /// publish, and paste the post's URL back to record it in the ledger. With --import, it writes a
    /// page for Medium's import tool instead.
    #[command(
        mut_arg("tags", |tag| tag.help("Set a tag; repeat for up to five, the limit of Medium's editor. Replaces the article's tags")),
        mut_arg("status", |status| {
            let help = "Override the article's status. The page shows it; with --import, drafts get no page";
            status.help(help).long_help(help)
        }),
        mut_arg("to", |to| to.help("Show this publication on the page; you choose it in the editor")),
        mut_arg("published_at", |time| time.help("Set the date on a page of --import; the editor can't set one")),
        mut_arg("notify", |notify| notify.hide(true)),
    )]
    Handoff(Box<Handoff>),
    /// Upload images and print their URLs
    Upload(Upload),
    /// Show and correct the ledger, the record of published articles
    Ledger(Ledger),
    /// Run a sandbox of Medium on this machine, or control a running one
    ///
    /// The sandbox runs until Ctrl-C and prints its URL and credentials as export lines for a shell.
    /// With a command, this controls a sandbox that runs at --api-url, MEDIUM_API_URL or port 4000.
    Sandbox(Box<Sandbox>),
    /// Forward requests to a real service and record the responses
    ///
    /// The recording contains no secrets. At the end, this reports where the service differs from
    /// Medium's OpenAPI document and from the sandbox; `medium sandbox verify` repeats that. Only GET and
    /// HEAD requests are forwarded, unless --allow-writes is set. No request is sent twice.
    Record(RecordService),
    /// Print the completion script for a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions(Completions),
    /// Print a manual page, or write all into a folder
    ///
    /// To read one: medium man publish > publish.1 && man ./publish.1
    Man(Man),
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command, such as publish or ledger record
    pub(crate) command: Vec<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Posts {
    /// A user as @username, a publication by the last part of its URL, or the URL of either [default: you]
    #[arg(value_name = "@USER|PUBLICATION")]
    pub(crate) owner: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Contributors {
    /// The publication's id, name or URL
    pub(crate) publication: String,
}

#[derive(Debug, Args)]
pub(crate) struct Upload {
    /// JPEG, PNG, GIF or TIFF files
    #[arg(value_name = "IMAGE", required = true)]
    pub(crate) images: Vec<PathBuf>,
}

/// Checks the URL of an API.
pub(crate) fn api_url(text: &str) -> Result<String, String> {
    url(text).map(|_| text.to_owned())
}

/// Parses a URL with a host.
fn url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(Url::has_host);
    url.ok_or_else(|| "not a URL; write one like https://api.medium.com".to_owned())
}

impl Cli {
    /// Returns the command with the help that users see.
    pub(crate) fn command_with_help() -> clap::Command {
        help::without_global_options(Self::command())
    }

    /// Parses and checks the arguments.
    pub(crate) fn try_parse_and_check(
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, clap::Error> {
        let mut command = Self::command_with_help();
        let matches = command.try_get_matches_from_mut(arguments)?;
        Self::from_arg_matches(&matches)
            .map_err(|error| error.format(&mut command))?
            .check()
    }

    /// Checks the global options. Clap's `requires` and `conflicts_with` fail for global options given
    /// before and after the subcommand.
    fn check(self) -> Result<Self, clap::Error> {
        let Global {
            sandbox,
            keep,
            api_url,
            ..
        } = &self.global;
        let (kind, problem) = if *keep && !sandbox {
            let problem = "--keep requires --sandbox";
            (ErrorKind::MissingRequiredArgument, problem)
        } else if *sandbox && api_url.is_some() {
            let problem = "--sandbox and --api-url can't be used together";
            (ErrorKind::ArgumentConflict, problem)
        } else if *sandbox && matches!(self.command, Command::Sandbox(_) | Command::Record(_)) {
            let problem = "--sandbox can't be used with `medium sandbox` and `medium record`";
            (ErrorKind::ArgumentConflict, problem)
        } else {
            return self.with_known_fields();
        };
        Err(Self::command().error(kind, problem))
    }

    /// Rejects a misspelled field of `--json`, which would look like missing data.
    fn with_known_fields(self) -> Result<Self, clap::Error> {
        let wanted = self.global.json.iter().flatten();
        let mut wanted = wanted
            .map(|field| field.trim())
            .filter(|field| !field.is_empty());
        let known = json_fields::for_command(&self.command);
        let is_known = |known: &str, field| known.split(' ').any(|name| name == field);
        let unknown = known.and_then(|known| wanted.find(|field| !is_known(known, *field)));
        let (Some(unknown), Some(known)) = (unknown, known) else {
            return Ok(self);
        };
        let known = known.replace(' ', ", ");
        let problem = format!("--json: there is no field `{unknown}`; use some of {known}");
        Err(Self::command().error(ErrorKind::InvalidValue, problem))
    }
}
