//! One file a command.

mod me;
mod publish;

use crate::args::{Cli, Command};
use crate::output::Output;

pub(crate) async fn run(cli: &Cli, output: &Output) -> anyhow::Result<()> {
    match &cli.command {
        Command::Me => me::run(&cli.global, output).await,
        Command::Publish(args) => publish::run(args, &cli.global, output).await,
    }
}
