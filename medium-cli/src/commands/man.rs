//! `medium man`: the manual pages, one per command.

use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;

use crate::args::{self, Cli};
use crate::error::{Error, Result};
use crate::output::Output;

pub(crate) fn run(args: &args::Man, output: &Output) -> Result<()> {
    let command = Cli::command().after_long_help(args::man_page_sections());
    let mut command = command.disable_help_subcommand(true);
    // Gives each subcommand the global options and its full name.
    command.build();
    let command = with_synopsis(command);
    if let Some(folder) = &args.output {
        return write_all(command, folder);
    }
    let mut command = &command;
    for name in &args.command {
        let unknown = Error::Usage("there is no such command; `medium --help` lists them");
        command = command.find_subcommand(name).ok_or(unknown)?;
    }
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render(&mut page).map_err(Error::Output)?;
    output.file(&page)
}

fn write_all(command: Command, folder: &Path) -> Result<()> {
    let unwritable = |source| Error::Unwritable {
        path: folder.to_owned(),
        source,
    };
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    clap_mangen::generate_to(command, folder).map_err(unwritable)
}

/// Sets the synopsis of a command and its subcommands. Clap's usage says only `[OPTIONS]`, and the
/// generated synopsis omits the values of options.
fn with_synopsis(mut command: Command) -> Command {
    let names = command.get_subcommands();
    let names: Vec<_> = names.map(|one| one.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, with_synopsis);
    }
    let in_group = |arg: &&Arg| {
        let groups = command.get_groups().filter(|group| group.is_required_set());
        !groups
            .into_iter()
            .any(|group| group.get_args().any(|id| id == arg.get_id()))
    };
    let options = command.get_arguments().filter(|arg| {
        !arg.is_positional()
            && !arg.is_required_set()
            && !arg.is_hide_set()
            && !arg.is_global_set()
            && arg.get_id() != "help"
    });
    let mut options: Vec<_> = options
        .filter(in_group)
        .map(|arg| format!("[{arg}]"))
        .collect();
    options.push("[GLOBAL OPTIONS]".to_owned());
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    command.override_usage(usage.replace("[OPTIONS]", &options.join(" ")))
}
