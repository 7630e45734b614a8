//! The command line.

mod handoff;
mod help;
mod ledger;
mod login;
mod publish;
mod pull;
mod sandbox;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

use crate::jq;

pub(crate) use handoff::Handoff;
pub(crate) use ledger::{Ledger, LedgerCommand, Named, Record, Resolve};
pub(crate) use login::{Login, OAuth};
pub(crate) use publish::{Preview, Publish, PublishOptions};
pub(crate) use pull::Pull;
pub(crate) use sandbox::{
    Clock, Deleted, InjectFault, NewToken, RecordService, Requests, Sandbox, SandboxCommand,
};

/// Publish Markdown articles on Medium, with their pictures.
///
/// Medium issues no new tokens since 1 January 2025. With an older one, log in by medium login, or
/// set MEDIUM_TOKEN. Without one, medium handoff brings articles into Medium's own editor by the
/// clipboard. With --sandbox, everything can be tried without an account.
///
/// Posts can be created and nothing else: Medium's API has no way to list, change or delete them.
#[derive(Debug, Parser)]
#[command(name = "medium", version, after_help = AFTER_HELP, after_long_help = help::errors(AFTER_HELP), max_term_width = 80)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Environment:
  MEDIUM_TOKEN       the token: an integration token, or an OAuth2 access token
  MEDIUM_API_URL     the API's address, if not https://api.medium.com
  MEDIUM_DEFAULT_STATUS
                     draft, unlisted or public: for articles that do not say it
  MEDIUM_STORE       where things are kept, as --store; may hold a password
  MEDIUM_STORE_KEY   the key that logins are sealed with, 64 hexadecimal digits
  MEDIUM_USER_AGENT  this program's name, should Cloudflare dislike it
  HTTPS_PROXY        the proxy for HTTPS, as http://USER:PASSWORD@HOST:PORT; or
                     ALL_PROXY. Except to the hosts in NO_PROXY. What is on this
                     machine (plain HTTP, --sandbox) goes through no proxy
  SSL_CERT_FILE      root certificates as PEM, if not the system's (on Linux)
  NO_COLOR           no colours

Exit codes:
  0 done                   4 refused by Medium
  1 any other failure      5 rate limited
  2 wrong usage            6 Medium not reached, or not understood
  3 not logged in          7 outcome unknown: it may have been published
  130, 143 ended by Ctrl-C or SIGTERM";

/// What goes with every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options for every command")]
pub(crate) struct Global {
    /// Work against a sandbox that is started for this command, and not against Medium.
    ///
    /// It needs no account and reads no MEDIUM_TOKEN. What was published in it is there again the
    /// next time.
    #[arg(long, global = true)]
    pub(crate) sandbox: bool,
    /// With --sandbox: go on serving until Ctrl-C, to look at the post in a browser.
    #[arg(long, global = true)]
    pub(crate) keep: bool,
    /// The API's address, if it is another than MEDIUM_API_URL or Medium's.
    ///
    /// MEDIUM_TOKEN is sent to no other origin than the one that it belongs to.
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) api_url: Option<String>,
    /// Which of several logins, by the name that it was given by medium login --profile NAME.
    ///
    /// Without it, MEDIUM_TOKEN comes first, then the login without a name.
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Where logins, uploaded pictures and what was published are kept, if it is elsewhere than
    /// MEDIUM_STORE or this user's own: sqlite:PATH, or postgres://USER@HOST/DATABASE
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) store: Option<String>,
    /// Print JSON for programs; with FIELDS, such as --json=id,url, these alone.
    ///
    /// Objects are Medium's, with the names of its API. What this command adds is under `cli`.
    /// Errors are JSON, too, on stderr; medium --help lists their fields and kinds.
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
    /// Print what a jq filter makes of the JSON, such as --jq '.[].url'
    ///
    /// Texts come as they are, the rest as JSON, each on a line.
    #[arg(long, global = true, value_name = "FILTER", value_parser = jq::checked)]
    pub(crate) jq: Option<String>,
    /// Say nothing but errors.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say each call and how it ended.
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Log in, with an integration token or by an application.
    ///
    /// Without options, it asks, step by step. Medium issues no new integration tokens and admits no
    /// new applications since 1 January 2025: either has to be an older one. The login is kept
    /// sealed, for this user alone; medium status says where.
    Login(Login),
    /// Forget a login.
    ///
    /// Its token stays valid until it is revoked in Medium's settings: the API cannot do that.
    Logout,
    /// Show who is logged in, with what, and where that is kept.
    Status,
    /// Show whose account this is.
    Me,
    /// List the publications that you edit, write for or follow, with your role.
    Publications,
    /// List the newest public posts of a user or a publication.
    ///
    /// They come from the public feed, which needs no login, and holds about ten. Drafts and unlisted
    /// posts are in no feed.
    Posts(Posts),
    /// Turn a post into an article: Markdown with front matter.
    ///
    /// From the public feed, which has the ten newest posts of a user or a publication, or from a page
    /// that you have saved in a browser. Pages on Medium itself are not read.
    Pull(Pull),
    /// List who edits a publication and who writes for it.
    Contributors(Contributors),
    /// Publish articles.
    Publish(Box<Publish>),
    /// Show an article as it would be published, in a browser.
    ///
    /// Nothing is sent. The page is there until Ctrl-C.
    Preview(Box<Preview>),
    /// Publish articles without a token: through the clipboard, or by Medium's import tool.
    ///
    /// A page on this machine leads through it: copy the article, paste it in Medium's editor, add the
    /// pictures, publish, and paste the post's address back, so that the article is known to be
    /// published. With --import, it writes a page for Medium's import tool instead.
    #[command(
        mut_arg("tags", |tag| tag.help("A tag; Medium's dialog takes five. Replaces the article's")),
        mut_arg("status", |status| {
            let help = "Who may see it, whatever the article says. The page shows it, and --import makes no \
                        page of a draft";
            status.help(help).long_help(help)
        }),
        mut_arg("to", |to| to.help("The publication that it is meant for, shown on the page")),
        mut_arg("published_at", |time| time.help("The date that a page of --import bears; the editor can't set one")),
        mut_arg("notify", |notify| notify.hide(true)),
    )]
    Handoff(Box<Handoff>),
    /// Upload images, and print their addresses.
    Upload(Upload),
    /// Show and settle what is known of articles that were published.
    Ledger(Ledger),
    /// Run a stand-in for Medium on this machine, until Ctrl-C; or look into one that runs.
    ///
    /// It prints its address and its credentials as lines for a shell. What it does and on what
    /// evidence, its pages and its faults: medium-sandbox/README.md. With a command, it asks one that
    /// runs already: at --api-url or MEDIUM_API_URL, or else at port 4000.
    Sandbox(Box<Sandbox>),
    /// Pass requests on to a real service, and write down what comes back, without its secrets.
    ///
    /// At the end, and with medium sandbox verify later, it says where the service differs from the
    /// document and from the sandbox. Only requests that read are passed on, unless --allow-writes
    /// says otherwise. No request is sent twice.
    Record(RecordService),
    /// Print the script that completes this command in a shell.
    #[command(after_help = COMPLETIONS)]
    Completions(Completions),
    /// Print the manual page, of this command or of one of its commands.
    ///
    /// To read it: medium man | man -l -
    Man(Man),
}

const COMPLETIONS: &str = "\
Where it goes:
  bash        medium completions bash > ~/.local/share/bash-completion/completions/medium
  zsh         medium completions zsh > a folder of your $fpath, as _medium
  fish        medium completions fish > ~/.config/fish/completions/medium.fish
  PowerShell  medium completions powershell >> $PROFILE";

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command, such as publish.
    pub(crate) command: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Posts {
    /// A user as @username, a publication by the last part of its address, or the address of either.
    /// Without it, you.
    #[arg(value_name = "@USER|PUBLICATION")]
    pub(crate) owner: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Contributors {
    /// The publication: its id, its name, or its address.
    pub(crate) publication: String,
}

#[derive(Debug, Args)]
pub(crate) struct Upload {
    /// JPEG, PNG, GIF or TIFF files, whatever their names say.
    #[arg(value_name = "IMAGE", required = true)]
    pub(crate) images: Vec<PathBuf>,
}

impl Cli {
    /// The rules that clap cannot hold for options which stand on either side of a command.
    pub(crate) fn checked(self) -> Result<Self, clap::Error> {
        let Global {
            sandbox,
            keep,
            api_url,
            ..
        } = &self.global;
        let (kind, problem) = if *keep && !sandbox {
            let problem = "--keep goes with --sandbox: there is nothing else to keep";
            (ErrorKind::MissingRequiredArgument, problem)
        } else if *sandbox && api_url.is_some() {
            let problem = "--sandbox and --api-url name two different services: use one of them";
            (ErrorKind::ArgumentConflict, problem)
        } else {
            return Ok(self);
        };
        Err(Self::command().error(kind, problem))
    }
}
