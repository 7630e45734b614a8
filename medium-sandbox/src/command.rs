//! The command that `medium-sandbox` and `medium sandbox` share.
//!
//! Secrets come from files and the environment, since other users of a machine can read command lines.
//! The caller prints: this module calls `show` and `warn`.

mod secret;

use std::fmt;
use std::fs;
use std::io;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::thread;

use tokio::sync::oneshot;

use crate::shell_quote::quote;
use crate::{Behavior, Sandbox, SandboxBuilder, Seed, StartError};

/// The command's options.
#[derive(Clone, clap::Args)]
pub struct Options {
    /// Port to listen on; 0 for any free port.
    #[arg(long, default_value_t = 4000, value_parser = port)]
    port: u16,
    /// IP address to listen on. Others can use the sandbox unless it is loopback.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// File with the first user's integration token. Default: MEDIUM_SANDBOX_TOKEN, or random.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Client ID of the demo application. Requires its secret. Default: random.
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// File with the client secret of the demo application. Default: MEDIUM_SANDBOX_CLIENT_SECRET.
    #[arg(long, value_name = "FILE", requires = "client_id")]
    client_secret_file: Option<PathBuf>,
    /// Redirect URI of the demo application; must be the same in each login.
    #[arg(long, value_name = "URI")]
    redirect_uri: Option<String>,
    /// YAML or JSON file with the initial users, publications, posts, tokens and faults, such as an
    /// export of another sandbox.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// File that stores the sandbox's content between runs.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Follow Medium's documentation instead of its observed behavior.
    #[arg(long)]
    documented: bool,
    /// Allow more than ten posts in 24 hours.
    #[arg(long)]
    no_rate_limit: bool,
    /// Open the sandbox in a browser.
    #[arg(long)]
    open: bool,
}

impl Options {
    /// Runs a sandbox until `ended`. Calls `show` once it listens, and `warn` with warnings.
    pub async fn run<E: From<StartError>>(
        &self,
        show: impl FnOnce(&Sandbox) -> Result<(), E>,
        warn: impl Fn(&str),
        ended: impl Future<Output = ()>,
    ) -> Result<(), E> {
        if !self.host.is_loopback() {
            let host = self.host;
            warn(&format!(
                "everyone who can reach {host} can use this sandbox"
            ));
        }
        let sandbox = self.builder()?.start().await?;
        if let (Some(file), true, true) = (&self.state, self.seed.is_some(), sandbox.resumed()) {
            let file = file.display();
            warn(&format!(
                "{file} already has content; the seed applies after a reset only"
            ));
        }
        show(&sandbox)?;
        let open = async {
            if self.open && !open_browser(sandbox.url()).await {
                warn("could not open a browser");
            }
        };
        let mut ended = pin!(ended);
        tokio::select! {
            () = &mut ended => {}
            () = open => ended.await,
        }
        sandbox.stop().await;
        Ok(())
    }

    fn builder(&self) -> Result<SandboxBuilder, StartError> {
        let mut builder = Sandbox::builder()
            .port(self.port)
            .host(self.host)
            .rate_limit(!self.no_rate_limit);
        if let Some(token) = secret::read(self.token_file.as_deref(), secret::TOKEN)? {
            builder = builder.token(token);
        }
        if let Some(id) = &self.client_id {
            let file = self.client_secret_file.as_deref();
            let secret = secret::read(file, secret::CLIENT_SECRET)?;
            builder = builder.application(id, secret.ok_or(StartError::MissingClientSecret)?);
        }
        if let Some(uri) = &self.redirect_uri {
            builder = builder.redirect_uri(uri);
        }
        if let Some(file) = &self.seed {
            builder = builder.seed(seed(file)?);
        }
        if let Some(file) = &self.state {
            builder = builder.state_file(file);
        }
        if self.documented {
            builder = builder.behavior(Behavior::Documented);
        }
        Ok(builder)
    }
}

/// Reads a seed from a file.
fn seed(path: &Path) -> Result<Seed, StartError> {
    let unusable = |problem: String| StartError::SeedFile {
        path: path.to_owned(),
        problem,
    };
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => unusable("file not found; check the name".to_owned()),
        _ => unusable(error.to_string()),
    })?;
    let seed = Seed::from_yaml(&text);
    let seed = seed.and_then(|seed| seed.check().map(|()| seed));
    seed.map_err(|error| unusable(error.to_string()))
}

/// Opens a browser, and returns whether that worked. Runs on its own thread: some browsers block until
/// they are closed.
async fn open_browser(url: &str) -> bool {
    let (sender, receiver) = oneshot::channel();
    let url = url.to_owned();
    thread::spawn(move || sender.send(webbrowser::open(&url).is_ok()));
    receiver.await.unwrap_or(false)
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("port", &self.port)
            .field("host", &self.host)
            .field("state", &self.state)
            .field("documented", &self.documented)
            .finish_non_exhaustive()
    }
}

/// Parses a port.
fn port(text: &str) -> Result<u16, &'static str> {
    text.parse()
        .map_err(|_| "a port is a number from 0 to 65535")
}

/// Returns the URL and the credentials as `export` lines for a shell.
pub fn shell_exports(sandbox: &Sandbox) -> String {
    let (url, application) = (sandbox.url(), sandbox.application());
    format!(
        "# The sandbox listens at {url} until Ctrl-C. To use it, run these lines in another terminal:\n\
         export MEDIUM_API_URL={url}\n\
         export MEDIUM_AUTHORIZE_URL={url}\n\
         export MEDIUM_TOKEN={token}\n\
         export MEDIUM_CLIENT_ID={id}\n\
         export MEDIUM_CLIENT_SECRET={secret}\n\
         export MEDIUM_REDIRECT_URI={redirect}\n",
        token = quote(sandbox.token()),
        id = quote(&application.client_id),
        secret = quote(&application.client_secret),
        redirect = quote(application.redirect_uri()),
    )
}
