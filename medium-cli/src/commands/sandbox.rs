//! `medium sandbox`: a stand-in for Medium, and what is asked of one that runs.

mod control;
mod error;
mod requests;
mod snapshot;
mod start;
mod tables;
mod verify;

use crate::args::{Global, Sandbox, SandboxCommand};
use crate::error::Result;
use crate::output::Output;

pub(crate) use error::SandboxError;
pub(crate) use verify::{read_recording, report, verification};

pub(crate) async fn run(args: &Sandbox, global: &Global, output: &Output) -> Result<()> {
    match &args.command {
        None => start::run(&args.options, output).await,
        Some(SandboxCommand::Verify { file }) => verify::run(file, output).await,
        Some(command) => control::run(command, global, output).await,
    }
}
