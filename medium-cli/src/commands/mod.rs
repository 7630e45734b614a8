//! The commands, one file each.

mod completions;
mod contributors;
pub(crate) mod handoff;
mod ledger;
pub(crate) mod login;
mod logout;
mod man;
mod me;
mod posts;
mod preview;
mod publications;
pub(crate) mod publish;
mod pull;
mod record;
pub(crate) mod sandbox;
mod status;
mod upload;

use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{Cli, Command};
use crate::error::Result;
use crate::output::Output;

pub(crate) async fn run(cli: &Cli, output: &Output) -> Result<()> {
    let global = &cli.global;
    match &cli.command {
        Command::Login(args) => login::run(args, global, output).await,
        Command::Logout => logout::run(global, output).await,
        Command::Status => status::run(global, output).await,
        Command::Me => me::run(global, output).await,
        Command::Publications => publications::run(global, output).await,
        Command::Posts(args) => posts::run(args, global, output).await,
        Command::Contributors(args) => contributors::run(args, global, output).await,
        Command::Publish(args) => publish::run(args, global, output).await,
        Command::Preview(args) => preview::run(args, global, output).await,
        Command::Pull(args) => pull::run(args, global, output).await,
        Command::Handoff(args) => handoff::run(args, global, output).await,
        Command::Upload(args) => upload::run(args, global, output).await,
        Command::Ledger(args) => ledger::run(args, global, output).await,
        Command::Sandbox(args) => sandbox::run(args, global, output).await,
        Command::Record(args) => record::run(args, output).await,
        Command::Completions(args) => completions::run(args, output),
        Command::Man(args) => man::run(args, output),
    }
}

/// Converts an object of the API to JSON, and adds the command's own fields under `cli`.
fn with_cli_fields(object: &impl Serialize, cli: Value) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(object)?;
    value["cli"] = cli;
    Ok(value)
}

/// Returns a role in JSON.
fn role_json(role: Option<&medium_api::types::Role>) -> Value {
    json!(role.map(|role| role.as_str()))
}
