//! Controls a sandbox that runs in another process.

use std::str::FromStr;
use std::time::Duration;

use medium_sandbox::client::types::{ClockMove, Fault, NewToken};
use medium_sandbox::client::{self, Client};
use medium_sandbox::faults;
use serde_json::{Value, json, to_value};

use super::{SandboxError, requests, snapshot, tables};
use crate::args::{self, Clock, Deleted, Global, InjectFault, SandboxCommand};
use crate::checked_url;
use crate::environment;
use crate::error::Result;
use crate::output::Output;

/// The default URL of a sandbox.
const DEFAULT_URL: &str = "http://127.0.0.1:4000";
/// Longer than the minute that `requests --count` may wait.
const STALL_TIMEOUT: Duration = Duration::from_secs(90);

/// A running sandbox.
pub(super) struct RunningSandbox {
    pub(super) client: Client,
    url: String,
}

impl RunningSandbox {
    fn open(global: &Global) -> Result<Self, SandboxError> {
        let environment = environment::api_url();
        let url = match &global.api_url {
            Some(url) => url.clone(),
            None if is_on_loopback(&environment) => environment,
            None => DEFAULT_URL.to_owned(),
        };
        if !is_on_loopback(&url) {
            return Err(SandboxError::NotHere(url));
        }
        let builder = Client::builder().api_url(&url).stall_timeout(STALL_TIMEOUT);
        let client = builder.build().map_err(|source| SandboxError::Call {
            url: url.clone(),
            source: Box::new(source),
        })?;
        Ok(Self { client, url })
    }

    /// Wraps the error of a call.
    pub(super) fn failed(&self) -> impl Fn(client::Error) -> SandboxError {
        |source| SandboxError::Call {
            url: self.url.clone(),
            source: Box::new(source),
        }
    }
}

fn is_on_loopback(url: &str) -> bool {
    url.starts_with("http://") && checked_url::is_openable(url, true)
}

pub(super) async fn run(command: &SandboxCommand, global: &Global, output: &Output) -> Result<()> {
    let sandbox = RunningSandbox::open(global)?;
    match command {
        SandboxCommand::Posts
        | SandboxCommand::Images
        | SandboxCommand::Users
        | SandboxCommand::Publications
        | SandboxCommand::Applications
        | SandboxCommand::Tokens => tables::objects(command, &sandbox, output).await,
        SandboxCommand::Requests(args) => requests::run(args, &sandbox, output).await,
        SandboxCommand::Faults => tables::faults(&sandbox, output).await,
        SandboxCommand::Fault(args) => inject(args, &sandbox, output).await,
        SandboxCommand::Token(args) => create_token(args, &sandbox, output).await,
        SandboxCommand::Clock(args) => clock(args, &sandbox, output).await,
        SandboxCommand::Delete { what } => delete(*what, &sandbox, output).await,
        SandboxCommand::Reset => reset(&sandbox, output).await,
        SandboxCommand::Export { file } => {
            snapshot::export(file.as_deref(), &sandbox, output).await
        }
        SandboxCommand::Import { file } => snapshot::import(file, &sandbox, output).await,
        // Needs no running sandbox.
        SandboxCommand::Verify { file } => super::verify::run(file, output).await,
    }
}

async fn inject(args: &InjectFault, sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    if faults::Fault::from_str(&args.fault).is_err() {
        return Err(SandboxError::NoFault(args.fault.clone()).into());
    }
    let mut fault = Fault::new(&args.fault);
    fault.operation.clone_from(&args.operation);
    fault.times = args.times.map(Into::into);
    fault.probability = args.probability;
    fault.seconds = args.seconds.map(Into::into);
    let active = sandbox.client.inject_fault(&fault);
    let active = active.await.map_err(sandbox.failed())?;
    output.data(&to_value(&active)?, &tables::active(&active))
}

async fn create_token(
    args: &args::NewToken,
    sandbox: &RunningSandbox,
    output: &Output,
) -> Result<()> {
    let mut wanted = NewToken::default();
    wanted.user.clone_from(&args.user);
    wanted.scopes = Some(args.scopes.clone()).filter(|scopes| !scopes.is_empty());
    wanted.expires_at = args.expires_at.map(Into::into);
    let token = sandbox.client.create_token(&wanted);
    let token = token.await.map_err(sandbox.failed())?;
    let json = to_value(&token)?;
    let line = json["token"].as_str().unwrap_or_default().to_owned();
    output.data(&json, &line)
}

async fn clock(args: &Clock, sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let clock = match args.advance {
        None => sandbox.client.clock().await,
        Some(seconds) => {
            let by = ClockMove::new(i64::from(seconds));
            sandbox.client.advance_clock(&by).await
        }
    };
    let clock = clock.map_err(sandbox.failed())?;
    let ahead = match clock.ahead_seconds {
        0 => "this machine's time".to_owned(),
        seconds => format!("{seconds} s ahead of this machine"),
    };
    let line = format!("{} ({ahead})", clock.now);
    output.data(&to_value(&clock)?, &line)
}

async fn delete(what: Deleted, sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let client = &sandbox.client;
    let (done, message) = match what {
        Deleted::Posts => (client.delete_posts().await, "Deleted all posts."),
        Deleted::Images => (client.delete_images().await, "Deleted all images."),
        Deleted::Tokens => (client.delete_tokens().await, "Deleted all tokens."),
        Deleted::Requests => (
            client.delete_requests().await,
            "Deleted the list of requests.",
        ),
        Deleted::Faults => (client.clear_faults().await, "Deleted all faults."),
    };
    done.map_err(sandbox.failed())?;
    output.info(message);
    Ok(())
}

async fn reset(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let done = sandbox.client.reset().await;
    done.map_err(sandbox.failed())?;
    output.info("Reset the sandbox.");
    Ok(())
}

/// Converts items to JSON.
pub(super) fn list(items: &[impl serde::Serialize]) -> serde_json::Result<Value> {
    let items: serde_json::Result<Vec<Value>> = items.iter().map(to_value).collect();
    Ok(json!(items?))
}
