//! The command `medium-sandbox`.

use std::io::{Write, stdout};
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use medium_sandbox::Sandbox;
use medium_sandbox::command::{self, Options};

/// Run a local sandbox of Medium's API.
#[derive(Parser)]
#[command(version)]
struct Program {
    #[command(flatten)]
    options: Options,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Program { options } = Program::parse();
    match run(&options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> anyhow::Result<()> {
    let ended = interrupt().context("cannot wait for Ctrl-C")?;
    let show = |sandbox: &Sandbox| {
        stdout().write_all(command::shell_exports(sandbox).as_bytes())?;
        Ok(stdout().flush()?)
    };
    let warn = |text: &str| eprintln!("warning: {text}");
    options.run(show, warn, ended).await
}

/// Waits for Ctrl-C or SIGTERM.
#[cfg(unix)]
fn interrupt() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn interrupt() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
