//! The sandbox as a command: what `medium-sandbox` and `medium sandbox` have in common.
//!
//! Secrets come by files and by the environment: what is on a command line, everybody on the machine
//! can read.
//!
//! Nothing is printed here: whoever runs it has ways of their own to show data and to warn.

mod secret;

use std::fmt;
use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::thread;

use tokio::sync::oneshot;

use crate::{Sandbox, SandboxBuilder, Seed, StartError, Variant};

/// The command's options.
#[derive(Clone, clap::Args)]
pub struct Options {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Address to listen on. Anything but loopback lets others in.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// File with the demo user's integration token, instead of a random one. Without this option,
    /// the token is in MEDIUM_SANDBOX_TOKEN, if that is set.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The application's id, instead of a random one. It goes with the application's secret.
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// File with the application's secret. Without this option, the secret is in
    /// MEDIUM_SANDBOX_CLIENT_SECRET.
    #[arg(long, value_name = "FILE", requires = "client_id")]
    client_secret_file: Option<PathBuf>,
    /// The application's callback, compared exactly.
    #[arg(long, value_name = "URI")]
    redirect_uri: Option<String>,
    /// YAML file with what the sandbox holds when it starts, and after a reset: people, publications,
    /// posts, tokens, faults. An export of another sandbox is one, too.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// Keep everything in this file, and start with what is in it.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Respond as Medium's documentation says rather than as Medium was seen to.
    #[arg(long)]
    documented: bool,
    /// Allow more than ten posts in 24 hours.
    #[arg(long)]
    no_rate_limit: bool,
    /// Show it in the browser.
    #[arg(long)]
    open: bool,
}

impl Options {
    /// Runs a sandbox until `ended`. Once it listens, `show` tells how to reach it; `warn` takes
    /// what its user should know.
    pub async fn run<E: From<StartError>>(
        &self,
        show: impl FnOnce(&Sandbox) -> Result<(), E>,
        warn: impl Fn(&str),
        ended: impl Future<Output = ()>,
    ) -> Result<(), E> {
        if !self.host.is_loopback() {
            let host = self.host;
            warn(&format!("everyone who reaches {host} can use this sandbox"));
        }
        let sandbox = self.builder()?.start().await?;
        if let (Some(file), true, true) = (&self.state, self.seed.is_some(), sandbox.resumed()) {
            let file = file.display();
            warn(&format!(
                "{file} goes on with what it holds; the seed counts after a reset"
            ));
        }
        show(&sandbox)?;
        let opening = async {
            if self.open && !opened(sandbox.url()).await {
                warn("no browser could be opened");
            }
        };
        let mut ended = pin!(ended);
        tokio::select! {
            () = &mut ended => {}
            () = opening => ended.await,
        }
        sandbox.stop().await;
        Ok(())
    }

    fn builder(&self) -> Result<SandboxBuilder, StartError> {
        let mut builder = Sandbox::builder()
            .port(self.port)
            .host(self.host)
            .rate_limit(!self.no_rate_limit);
        if let Some(token) = secret::given(self.token_file.as_deref(), secret::TOKEN)? {
            builder = builder.token(token);
        }
        if let Some(id) = &self.client_id {
            let file = self.client_secret_file.as_deref();
            let secret = secret::given(file, secret::CLIENT_SECRET)?;
            builder = builder.client(id, secret.ok_or(StartError::NoClientSecret)?);
        }
        if let Some(uri) = &self.redirect_uri {
            builder = builder.redirect_uri(uri);
        }
        if let Some(file) = &self.seed {
            builder = builder.seed(seed(file)?);
        }
        if let Some(file) = &self.state {
            builder = builder.state(file);
        }
        if self.documented {
            builder = builder.variant(Variant::Documented);
        }
        Ok(builder)
    }
}

/// The seed in a file.
fn seed(path: &Path) -> Result<Seed, StartError> {
    let unusable = |problem: String| StartError::SeedFile {
        path: path.to_owned(),
        problem,
    };
    let text = fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
    let seed = Seed::from_yaml(&text);
    let seed = seed.and_then(|seed| seed.check().map(|()| seed));
    seed.map_err(|error| unusable(error.to_string()))
}

/// Opens a browser at `url`; whether there is one. Some programs for that come back
/// only when the browser is closed, so they are waited for on a thread of their own.
async fn opened(url: &str) -> bool {
    let (tell, told) = oneshot::channel();
    let url = url.to_owned();
    thread::spawn(move || tell.send(webbrowser::open(&url).is_ok()));
    told.await.unwrap_or(false)
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

/// The address and the credentials, as lines that a shell can take over.
pub fn access(sandbox: &Sandbox) -> String {
    let (url, application) = (sandbox.url(), sandbox.application());
    format!(
        "# The sandbox listens at {url} until Ctrl-C.\n\
         export MEDIUM_API_URL={url}\n\
         export MEDIUM_AUTHORIZE_URL={url}\n\
         export MEDIUM_TOKEN={token}\n\
         export MEDIUM_CLIENT_ID={id}\n\
         export MEDIUM_CLIENT_SECRET={secret}\n\
         export MEDIUM_REDIRECT_URI={redirect}\n",
        token = quoted(sandbox.token()),
        id = quoted(&application.client_id),
        secret = quoted(&application.client_secret),
        redirect = quoted(application.redirect_uri()),
    )
}

/// A value as a shell reads it: a callback may have a `&` in it.
pub(crate) fn quoted(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:/@%+=,".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_shell_takes_over_what_was_meant() {
        assert_eq!(quoted("http://[::1]:4000/cb"), "'http://[::1]:4000/cb'");
        assert_eq!(
            quoted("http://127.0.0.1:8585/cb"),
            "http://127.0.0.1:8585/cb"
        );
        assert_eq!(quoted("https://a.test/?b&c"), "'https://a.test/?b&c'");
        assert_eq!(quoted("it's; rm *"), r"'it'\''s; rm *'");
        assert_eq!(quoted(""), "''");
    }
}
