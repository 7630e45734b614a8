//! `medium man`: the manual, a page a command.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::{self, Cli};
use crate::error::{Error, Result};
use crate::output::Output;

pub(crate) fn run(args: &args::Man, output: &Output) -> Result<()> {
    let mut command = Cli::command();
    // Now each command knows the options for every command, and its full name.
    command.build();
    let command = match &args.command {
        None => command,
        Some(name) => {
            let unknown = Error::Usage("there is no such command; `medium --help` lists them");
            command.find_subcommand(name).ok_or(unknown)?.clone()
        }
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(Error::Output)?;
    output.file(&page)?;
    Ok(())
}
