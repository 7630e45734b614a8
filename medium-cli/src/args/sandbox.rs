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

/// What is asked of a sandbox that runs already: at --api-url or MEDIUM_API_URL, or else at port
/// 4000.
#[derive(Debug, Subcommand)]
pub(crate) enum SandboxCommand {
    /// List the posts that a running sandbox holds.
    Posts,
    /// List the images that were uploaded to it.
    Images,
    /// List its users.
    Users,
    /// List its publications.
    Publications,
    /// List its applications.
    Applications,
    /// List its access tokens.
    Tokens,
    /// List the requests that it got, or wait until they have come.
    Requests(Requests),
    /// List the faults that exist, and those that are in force.
    Faults,
    /// Have its API fail.
    Fault(InjectFault),
    /// Create a token with the scopes and the end that a test needs.
    Token(NewToken),
    /// Read its clock, or move it forward.
    Clock(Clock),
    /// Delete what it holds of one kind, or end all faults.
    Delete {
        /// What is to be deleted.
        what: Deleted,
    },
    /// Put everything back as it was when it started.
    Reset,
    /// Write all that it holds as a seed, which --seed and import read.
    Export {
        /// The file. Without one, it is printed.
        file: Option<PathBuf>,
    },
    /// Replace all that it holds by a seed.
    Import {
        /// The seed, YAML or JSON.
        file: PathBuf,
    },
    /// Say where a recorded service differs from the document and from the sandbox.
    ///
    /// Nothing is sent to anybody: the recording is replayed within this command. Each difference is
    /// a row for spec/CORRECTIONS.md. The exit code is 1 if there is any.
    Verify {
        /// The recording, as medium record wrote it.
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deleted {
    /// All posts.
    Posts,
    /// All images.
    Images,
    /// All access and refresh tokens: every call is refused from then on.
    Tokens,
    /// The list of requests.
    Requests,
    /// All faults in force.
    Faults,
}

#[derive(Debug, Args)]
pub(crate) struct Requests {
    /// Only requests of this operation, such as createPost.
    #[arg(long, value_name = "ID")]
    pub(crate) operation: Option<String>,
    /// Only requests that were answered with this status.
    #[arg(long, value_name = "CODE", value_parser = clap::value_parser!(u16).range(100..600))]
    pub(crate) status: Option<u16>,
    /// Only requests at this moment of the sandbox's clock or later, such as 2026-03-01T12:00:00Z
    #[arg(long, value_name = "TIME")]
    pub(crate) since: Option<Timestamp>,
    /// Only requests with a higher number.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) after: Option<u32>,
    /// Wait until so many requests match, and fail if they do not come in time.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub(crate) count: Option<u16>,
    /// With --count, how many seconds to wait.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u8).range(0..=60))]
    pub(crate) timeout: u8,
}

#[derive(Debug, Args)]
pub(crate) struct InjectFault {
    /// Its name: medium sandbox faults lists them.
    pub(crate) fault: String,
    /// The operation that fails, such as createPost. Without it, all.
    #[arg(long, value_name = "ID")]
    pub(crate) operation: Option<String>,
    /// The next so many calls. Without it and --probability, until it is deleted.
    #[arg(long, value_name = "NUMBER", conflicts_with = "probability")]
    pub(crate) times: Option<u16>,
    /// Each call with this probability, from 0 to 1.
    #[arg(long, value_name = "P")]
    pub(crate) probability: Option<f64>,
    /// How long the port stays closed, for the fault refuse.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(0..=600))]
    pub(crate) seconds: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct NewToken {
    /// The username of whom it acts for. Without it, the first user.
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// A scope; may be given several times. Without any, what an integration token allows.
    #[arg(long = "scope", value_name = "SCOPE", value_parser = scope())]
    pub(crate) scopes: Vec<Scope>,
    /// When it expires, by the sandbox's clock, such as 2026-03-01T12:00:00Z
    #[arg(long, value_name = "TIME")]
    pub(crate) expires_at: Option<Timestamp>,
}

/// A scope by its name, and no other.
fn scope() -> impl TypedValueParser<Value = Scope> {
    let names = medium_sandbox::Scope::ALL.map(medium_sandbox::Scope::as_str);
    PossibleValuesParser::new(names).map(Scope::from)
}

#[derive(Debug, Args)]
pub(crate) struct Clock {
    /// How many seconds it goes forward.
    #[arg(long, value_name = "SECONDS")]
    pub(crate) advance: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct RecordService {
    /// The address of the service, with its scheme, such as that of the API
    #[arg(long, value_name = "URL")]
    pub(crate) upstream: Url,
    /// The file that the recording goes to. It must not exist yet.
    pub(crate) file: PathBuf,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 4001)]
    pub(crate) port: u16,
    /// Forward requests that write, too: posts that programs send are published there for real.
    #[arg(long)]
    pub(crate) allow_writes: bool,
}
