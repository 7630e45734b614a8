//! `medium sandbox`: runs a sandbox, or controls a running one.

mod control;
mod error;
mod requests;
mod snapshot;
mod tables;
mod verify;

use medium_sandbox::Sandbox;
use medium_sandbox::command::{Options, shell_exports};
use serde_json::json;

use crate::args::{self, Global, SandboxCommand};
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::output::Output;

pub(crate) use error::{SandboxError, seed_message};
pub(crate) use verify::{read_recording, report, requests, verify};

pub(crate) async fn run(args: &args::Sandbox, global: &Global, output: &Output) -> Result<()> {
    match &args.command {
        None => start(&args.options, output).await,
        Some(SandboxCommand::Verify { file }) => verify::run(file, output).await,
        Some(command) => control::run(command, global, output).await,
    }
}

/// Runs a sandbox until Ctrl-C.
async fn start(options: &Options, output: &Output) -> Result<()> {
    // Listen before printing: a script may send a signal as soon as it sees the output.
    let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
    let show = |sandbox: &Sandbox| {
        let application = sandbox.application();
        let value = json!({
            "url": sandbox.url(),
            "token": sandbox.token(),
            "clientId": application.client_id,
            "clientSecret": application.client_secret,
            "redirectUri": application.redirect_uri(),
        });
        output.data(&value, &shell_exports(sandbox))
    };
    options
        .run(show, |text| output.warn(text), async {
            interrupt.received().await;
        })
        .await
}
