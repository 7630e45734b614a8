//! `medium completions`: the completion script for a shell.

use clap::CommandFactory;

use crate::args::{Cli, Completions};
use crate::error::Result;
use crate::output::Output;

pub(crate) fn run(args: &Completions, output: &Output) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "medium", &mut script);
    output.file(&script)
}
