//! The fields that each command prints with `--json`, separated by spaces.

use super::{Command, LedgerCommand, SandboxCommand};

const USER: &str = "id username name url imageUrl cli";
const PUBLICATION: &str = "id name description url imageUrl cli";
const CONTRIBUTOR: &str = "publicationId userId role cli";
const POST: &str = "id title authorId publicationId tags url canonicalUrl publishStatus \
                    publishedAt license licenseUrl cli";
const NEW_POST: &str = "title contentFormat content tags canonicalUrl publishStatus license \
                        notifyFollowers publishedAt cli";
const ENTRY: &str = "article target state publishStatus id url time";
const DIFFERENCE: &str = "pointer comparedWith expected observed evidence";
const SANDBOX_POST: &str = "title content contentFormat author publication publishStatus tags \
                            canonicalUrl license notifyFollowers source id url publishedAt \
                            createdAt";
const SANDBOX_PUBLICATION: &str = "slug name description id editors writers followers";
const APPLICATION: &str = "clientId clientSecret name description redirectUris extended owner";
const TOKEN: &str = "token user scopes application expiresAt description createdAt";
const LOGGED_REQUEST: &str = "number operation method path status authorized user at milliseconds \
                              requestViolation responseViolation request response";

/// The fields that can be selected. `None` for commands without JSON.
pub(super) fn for_command(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::Login(_) | Command::Status | Command::Me => USER,
        Command::Logout => "cli",
        Command::Publications => PUBLICATION,
        Command::Contributors(_) => CONTRIBUTOR,
        Command::Publish(args) if args.dry_run => NEW_POST,
        Command::Publish(_) => POST,
        Command::Upload(_) => "url md5 cli",
        Command::Posts(_) => "id title url tags publishedAt cli",
        Command::Pull(args) if args.output.is_some() => "path images",
        Command::Pull(_) => "title content",
        Command::Preview(_) => "url",
        Command::Handoff(args) if args.import.is_some() => "path page url",
        Command::Handoff(args) if args.output.is_some() => "file",
        Command::Handoff(_) => "url",
        Command::Ledger(args) => match args.command {
            Some(LedgerCommand::Check) => "article target resolved matches problem",
            _ => ENTRY,
        },
        Command::Sandbox(args) => match args.command {
            None => "url token clientId clientSecret redirectUri",
            Some(ref command) => return for_sandbox_command(command),
        },
        Command::Record(_) => "url pointer comparedWith expected observed evidence",
        Command::Completions(_) | Command::Man(_) => return None,
    })
}

/// Returns the fields of a running sandbox's objects, as in `spec/sandbox.yaml`.
fn for_sandbox_command(command: &SandboxCommand) -> Option<&'static str> {
    Some(match command {
        SandboxCommand::Posts => SANDBOX_POST,
        SandboxCommand::Images => "contentType url md5 size data",
        SandboxCommand::Users => "username name id",
        SandboxCommand::Publications => SANDBOX_PUBLICATION,
        SandboxCommand::Applications => APPLICATION,
        SandboxCommand::Tokens | SandboxCommand::Token(_) => TOKEN,
        SandboxCommand::Requests(_) => LOGGED_REQUEST,
        SandboxCommand::Faults => "known active",
        SandboxCommand::Fault(_) => "fault call left",
        SandboxCommand::Clock(_) => "now aheadSeconds",
        SandboxCommand::Verify { .. } => DIFFERENCE,
        SandboxCommand::Delete { .. }
        | SandboxCommand::Reset
        | SandboxCommand::Export { .. }
        | SandboxCommand::Import { .. } => return None,
    })
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;
    use crate::args::Cli;

    /// Commands with the same fields, and the arguments that they require.
    const COMMANDS: &[(&[&str], &str)] = &[
        (&["login", "status", "me"], ""),
        (&["logout"], ""),
        (&["publications"], ""),
        (&["contributors"], "PUBLICATION"),
        (&["publish"], "FILE"),
        (&["publish --dry-run"], "FILE"),
        (&["upload"], "IMAGE"),
        (&["posts"], ""),
        (&["pull"], "URL"),
        (&["pull --output"], "FILE URL"),
        (&["preview", "handoff"], "FILE"),
        (&["handoff --output"], "OUTPUT FILE"),
        (
            &["handoff --import"],
            "FOLDER --import-url https://me.example FILE",
        ),
        (&["ledger"], ""),
        (&["ledger check"], ""),
        (&["record"], "--upstream https://me.example FILE"),
        (&["sandbox"], ""),
        (&["sandbox verify"], "FILE"),
        (&["sandbox posts"], ""),
        (&["sandbox images"], ""),
        (&["sandbox users"], ""),
        (&["sandbox publications"], ""),
        (&["sandbox applications"], ""),
        (&["sandbox tokens", "sandbox token"], ""),
        (&["sandbox requests"], ""),
        (&["sandbox faults"], ""),
        (&["sandbox fault"], "FAULT"),
        (&["sandbox clock"], ""),
    ];

    fn fields(command: &str, arguments: &str) -> &'static str {
        let line = format!("medium {command} {arguments}");
        let cli = Cli::try_parse_from(line.split_whitespace()).unwrap();
        for_command(&cli.command).unwrap()
    }

    #[test]
    fn the_readme_lists_the_fields_of_each_command() {
        let mut table = "| command | fields |\n|---|---|\n".to_owned();
        for (commands, arguments) in COMMANDS {
            let names: Vec<_> = commands.iter().map(|name| format!("`{name}`")).collect();
            let known = fields(commands[0], arguments);
            assert!(commands.iter().all(|name| fields(name, arguments) == known));
            let known: Vec<_> = known.split(' ').map(|field| format!("`{field}`")).collect();
            let row = format!("| {} | {} |\n", names.join(", "), known.join(", "));
            table.push_str(&row);
        }
        let readme = include_str!("../../README.md").replace("\r\n", "\n");
        assert!(
            readme.contains(&table),
            "put this table into README.md:\n{table}"
        );
        for command in Cli::command().get_subcommands() {
            let name = command.get_name();
            let is_listed = COMMANDS.iter().any(|(names, _)| names.contains(&name));
            assert!(
                is_listed || ["completions", "man"].contains(&name),
                "{name}"
            );
        }
    }
}
