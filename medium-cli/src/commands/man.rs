//! `medium man`: the manual pages, one per command.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use clap::{Arg, Command};
use clap_mangen::Man;

use crate::args::{self, Cli};
use crate::error::{Error, Result};
use crate::output::Output;

pub(crate) fn run(args: &args::Man, output: &Output) -> Result<()> {
    let command = Cli::command_with_help().after_long_help(args::man_page_sections());
    let command = with_synopsis(command);
    if let Some(folder) = &args.output {
        let unwritable = |source| Error::Unwritable {
            path: folder.clone(),
            source,
        };
        fs::create_dir_all(folder).map_err(unwritable)?;
        let count = write_all(&command, folder).map_err(unwritable)?;
        output.info(&format!("Wrote {count} pages into {}", folder.display()));
        return Ok(());
    }
    let mut command = &command;
    for name in &args.command {
        let unknown = Error::NoCommand(args.command.join(" "));
        command = command.find_subcommand(name).ok_or(unknown)?;
    }
    output.file(&page(command).map_err(Error::Output)?)?;
    if io::stdout().is_terminal() {
        let name = args.command.join(" ");
        output.info(&format!(
            "This is the page's source. To read it: medium man {name} > page.1 && man ./page.1"
        ));
    }
    Ok(())
}

/// Writes the pages of a command and of its subcommands, and returns their number.
fn write_all(command: &Command, folder: &Path) -> io::Result<usize> {
    let file = folder.join(Man::new(command.clone()).get_filename());
    fs::write(file, page(command)?)?;
    let mut count = 1;
    let subcommands = command.get_subcommands();
    for subcommand in subcommands.filter(|subcommand| !subcommand.is_hide_set()) {
        count += write_all(subcommand, folder)?;
    }
    Ok(count)
}

/// Renders the page of one command. [`Man::render`] would fill the tables and examples at the end of the
/// help as if they were prose.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone()).source(concat!("medium ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let end = command.get_after_long_help();
    if let Some(text) = end.or(command.get_after_help()) {
        let text = text.to_string();
        let text = text.replace(args::GLOBAL_OPTIONS, "Global options:\nSee medium(1).");
        page.extend(to_preformatted_roff(&text).into_bytes());
    }
    Ok(page)
}

/// Converts text to roff that is shown unchanged. Lines that end with a colon at the left margin become
/// headings.
fn to_preformatted_roff(text: &str) -> String {
    let mut roff = String::new();
    for line in text.lines() {
        match line.strip_suffix(':').filter(|_| !line.starts_with(' ')) {
            Some(heading) => {
                let heading = heading.to_uppercase();
                roff.push_str(&format!(".fi\n.SH \"{heading}\"\n.nf\n"));
            }
            // `\&` keeps a period or an apostrophe at the start of a line from being a request.
            None => {
                let line = line.replace('\\', "\\e").replace('-', "\\-");
                roff.push_str(&format!("\\&{line}\n"));
            }
        }
    }
    roff.push_str(".fi\n");
    roff
}

/// Sets the synopsis of a command and its subcommands, and hides `help`. Clap's usage says only `[OPTIONS]`, and the
/// generated synopsis omits the values of options.
fn with_synopsis(mut command: Command) -> Command {
    let names = command.get_subcommands();
    let names: Vec<_> = names.map(|command| command.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |subcommand| match name.as_str() {
            "help" => subcommand.hide(true),
            _ => with_synopsis(subcommand),
        });
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
    let options = options.join(" ");
    let usage = if usage.contains("[OPTIONS]") {
        usage.replace("[OPTIONS]", &options)
    } else {
        format!("{usage} {options}")
    };
    command.override_usage(usage)
}
