//! One file a command.

mod me;
mod publish;

use crate::args::Command;
use crate::output::Output;
use crate::session::Session;

pub(crate) async fn run(
    command: &Command,
    session: &Session,
    output: &Output,
) -> anyhow::Result<()> {
    match command {
        Command::Me => me::run(session, output).await,
        Command::Publish(args) => publish::run(args, session, output).await,
    }
}
