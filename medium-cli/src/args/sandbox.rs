//! The arguments of `medium sandbox` and `medium record`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use medium_sandbox::client::types::Scope;
use url::Url;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Sandbox {
    #[command(flatten)]
    pub(crate) options: medium_sandbox::command::Options,
    #[command(subcommand)]
    pub(crate) command: Option<SandboxCommand>,
}

/// Commands for a running sandbox.
#[derive(Debug, Subcommand)]
pub(crate) enum SandboxCommand {
    /// List the posts of a running sandbox
    Posts,
    /// List the sandbox's uploaded images
    Images,
    /// List the sandbox's users
    Users,
    /// List the sandbox's publications
    Publications,
    /// List the sandbox's OAuth applications
    Applications,
    /// List the sandbox's access tokens
    Tokens,
    /// List the requests that the sandbox received, or wait for them
    Requests(Requests),
    /// List available and active faults
    Faults,
    /// Inject a fault into the sandbox's API
    Fault(InjectFault),
    /// Create a token with given scopes and expiry
    Token(NewToken),
    /// Show the sandbox's clock, or advance it
    Clock(Clock),
    /// Delete all objects of a type, or all faults
    Delete {
        /// What to delete
        what: Deleted,
    },
    /// Reset the sandbox to its state at the start
    Reset,
    /// Write the sandbox's contents as a seed, for --seed or import
    Export {
        /// The file, new or an earlier export; without it, prints the seed
        file: Option<PathBuf>,
    },
    /// Replace the sandbox's contents with a seed
    Import {
        /// The seed, as YAML or JSON
        file: PathBuf,
    },
    /// Compare a recorded service with Medium's OpenAPI document and the sandbox
    ///
    /// The recording is replayed in this process, and nothing is sent. Differences from
    /// spec/medium.yaml are rows for spec/CORRECTIONS.md. The exit code is 1 if there are differences.
    Verify {
        /// The recording of medium record
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deleted {
    /// All posts
    Posts,
    /// All images
    Images,
    /// All access and refresh tokens; the API then rejects every call
    Tokens,
    /// The list of requests
    Requests,
    /// All active faults
    Faults,
}

#[derive(Debug, Args)]
pub(crate) struct Requests {
    /// Only requests of this operation, such as createPost
    #[arg(long, value_name = "ID")]
    pub(crate) operation: Option<String>,
    /// Only requests with this response status
    #[arg(long, value_name = "CODE", value_parser = clap::value_parser!(u16).range(100..600))]
    pub(crate) status: Option<u16>,
    /// Only requests since this time of the sandbox's clock, such as 2026-03-01T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) since: Option<Timestamp>,
    /// Only requests with a higher number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) after: Option<u32>,
    /// Wait for this many matching requests, and fail after --timeout
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub(crate) count: Option<u16>,
    /// How long to wait with --count
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u8).range(0..=60))]
    pub(crate) timeout: u8,
}

#[derive(Debug, Args)]
pub(crate) struct InjectFault {
    /// The fault, as listed by medium sandbox faults
    pub(crate) fault: String,
    /// Only for this operation, such as createPost
    #[arg(long, value_name = "ID")]
    pub(crate) operation: Option<String>,
    /// Only for this many calls
    #[arg(long, value_name = "NUMBER", conflicts_with = "probability")]
    pub(crate) times: Option<u16>,
    /// Only with this probability, from 0 to 1
    #[arg(long, value_name = "P")]
    pub(crate) probability: Option<f64>,
    /// With the fault `connection-refused`: how long the port stays closed
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(0..=600))]
    pub(crate) seconds: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct NewToken {
    /// The username of the token's user [default: the first user]
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// A scope; can be repeated [default: those of an integration token]
    #[arg(long = "scope", value_name = "SCOPE", value_parser = scope())]
    pub(crate) scopes: Vec<Scope>,
    /// When the token expires by the sandbox's clock, such as 2026-03-01T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) expires_at: Option<Timestamp>,
}

/// Parses the name of a scope.
fn scope() -> impl TypedValueParser<Value = Scope> {
    let names = medium_sandbox::Scope::ALL.map(medium_sandbox::Scope::as_str);
    PossibleValuesParser::new(names).map(Scope::from)
}

#[derive(Debug, Args)]
pub(crate) struct Clock {
    /// Advance the clock by this many seconds
    #[arg(long, value_name = "SECONDS")]
    pub(crate) advance: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct RecordService {
    // Not a doc comment, because rustdoc wants brackets around URLs, which help would print.
    #[arg(
        long,
        value_name = "URL",
        value_parser = super::url,
        help = "The URL of the service, such as https://api.medium.com"
    )]
    pub(crate) upstream: Url,
    /// The file to write, which must not exist
    pub(crate) file: PathBuf,
    /// Port to listen on; 0 selects a free one
    #[arg(long, default_value_t = 4001, value_parser = port)]
    pub(crate) port: u16,
    /// Also forward other requests: posts are then really published
    #[arg(long)]
    pub(crate) allow_writes: bool,
}

/// Parses a time.
fn time(text: &str) -> Result<Timestamp, &'static str> {
    text.parse()
        .map_err(|_| "not a time such as 2026-03-01T12:00:00Z")
}

/// Parses a port.
fn port(text: &str) -> Result<u16, &'static str> {
    text.parse()
        .map_err(|_| "a port is a number from 0 to 65535")
}
