//! `medium-sandbox`: the stand-in for Medium as a program of its own.

use std::net::IpAddr;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use medium_sandbox::{Sandbox, SandboxBuilder, Variant};

/// A stand-in for Medium's API to develop and test against.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Address to listen on. Anything but loopback lets others in.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// The demo user's integration token, instead of a random one.
    #[arg(long)]
    token: Option<String>,
    /// The application's id, instead of a random one.
    #[arg(long, requires = "client_secret")]
    client_id: Option<String>,
    /// The application's secret, instead of a random one.
    #[arg(long, requires = "client_id")]
    client_secret: Option<String>,
    /// The application's callback, compared exactly.
    #[arg(long)]
    redirect_uri: Option<String>,
    /// Keep everything in this file, and start with what is in it.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Answer as Medium's documentation says rather than as Medium was seen to.
    #[arg(long)]
    documented: bool,
    /// Show it in the browser.
    #[arg(long)]
    open: bool,
    /// Allow more than ten posts in 24 hours.
    #[arg(long)]
    no_rate_limit: bool,
}

impl Options {
    fn builder(self) -> SandboxBuilder {
        let mut builder = Sandbox::builder()
            .port(self.port)
            .host(self.host)
            .rate_limit(!self.no_rate_limit);
        if let Some(token) = self.token {
            builder = builder.token(token);
        }
        if let (Some(id), Some(secret)) = (self.client_id, self.client_secret) {
            builder = builder.client(id, secret);
        }
        if let Some(uri) = self.redirect_uri {
            builder = builder.redirect_uri(uri);
        }
        if let Some(file) = self.state {
            builder = builder.state(file);
        }
        if self.documented {
            builder = builder.variant(Variant::Documented);
        }
        builder
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if !options.host.is_loopback() {
        eprintln!(
            "warning: everyone who reaches {} can use this sandbox",
            options.host
        );
    }
    let open = options.open;
    let sandbox = options.builder().start().await?;
    print!("{}", summary(&sandbox));
    if open && webbrowser::open(sandbox.url()).is_err() {
        eprintln!("warning: no browser could be opened");
    }
    tokio::signal::ctrl_c()
        .await
        .context("cannot wait for Ctrl-C")?;
    sandbox.stop().await;
    Ok(())
}

/// The address and credentials, as lines that a shell can take over.
fn summary(sandbox: &Sandbox) -> String {
    let (url, application) = (sandbox.url(), sandbox.application());
    format!(
        "# The sandbox answers at {url} until Ctrl-C.\n\
         export MEDIUM_API_URL={url}\n\
         export MEDIUM_AUTHORIZE_URL={url}\n\
         export MEDIUM_TOKEN={token}\n\
         export MEDIUM_CLIENT_ID={id}\n\
         export MEDIUM_CLIENT_SECRET={secret}\n\
         export MEDIUM_REDIRECT_URI={redirect}\n",
        token = sandbox.token(),
        id = application.client_id,
        secret = application.client_secret,
        redirect = application.redirect_uri(),
    )
}
