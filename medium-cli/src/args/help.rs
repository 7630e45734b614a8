//! Longer texts of the help and the manual pages.

use clap::{Command, ValueEnum};
use medium_cli::diagnostic::{ErrorKind, Exit};

/// The end of `medium -h`.
pub(super) const MORE: &str = "\
Run 'medium --help' for environment variables and exit codes.";

/// The end of `medium --help`.
pub(super) const ENVIRONMENT_AND_EXIT_CODES: &str = "\
Environment:
  MEDIUM_TOKEN           integration token, or OAuth access token
  MEDIUM_API_URL         URL of the API [default: https://api.medium.com]
  MEDIUM_DEFAULT_STATUS  status of articles without one: draft, unlisted or public
  MEDIUM_STORE           default of --store; may contain a password
  MEDIUM_STORE_KEY       key that encrypts logins, 64 hexadecimal digits
  MEDIUM_USER_AGENT      User-Agent header, in case Cloudflare blocks the default
  HTTPS_PROXY            http://USER:PASSWORD@HOST:PORT; or ALL_PROXY. Not used for
                         hosts in NO_PROXY, plain HTTP and --sandbox
  SSL_CERT_FILE          root certificates as PEM instead of the system's (Linux)
  NO_COLOR               disables colors

Exit codes:
  0  success                  4    rejected by Medium
  1  other error              5    rate limited
  2  invalid arguments        6    Medium not reached, or its response invalid
  3  not logged in            7    outcome unknown: it may have been published
                              130  Ctrl-C, 143 SIGTERM

JSON:
  Objects have the names of Medium's API; data that Medium doesn't have, such as
  paths and warnings, is under 'cli'. Errors are JSON on stderr, one line each;
  the man page (medium man) lists their kinds.";

/// The end of `medium publish --help`.
pub(super) const PUBLISH_EXAMPLES: &str = "\
Examples:
  medium publish post.md --dry-run           show what would be sent
  medium publish post.md --status draft      create a draft
  medium --sandbox publish post.md --keep    try it without an account
  medium publish posts --status public       publish a folder, also articles without a status
  medium publish post.md --to my-publication --tag football --tag songs";

/// The end of `medium completions --help`.
pub(super) const COMPLETIONS: &str = "\
Installation:
  bash        medium completions bash > ~/.local/share/bash-completion/completions/medium
  zsh         medium completions zsh > \"${fpath[1]}/_medium\"
  fish        medium completions fish > ~/.config/fish/completions/medium.fish
  PowerShell  medium completions powershell >> $PROFILE";

const JSON_ERRORS: &str = "\
JSON errors:
  {\"error\": {\"code\", \"kind\", \"message\", \"file\", \"line\", \"column\", \"advice\"}}
  Unknown values are null. The exit code is the code of the last error. Kinds by code:";

/// The end of the help of each subcommand.
pub(crate) const GLOBAL_OPTIONS: &str = "Global options: see medium --help";

/// Hides the global options in the help of subcommands, and says where they are.
pub(super) fn without_global_options(mut command: Command) -> Command {
    // Gives each subcommand its copy of the global options.
    command.build();
    command.mut_subcommands(hide_global_options)
}

fn hide_global_options(command: Command) -> Command {
    let end = match command.get_after_help() {
        Some(text) => format!("{text}\n\n{GLOBAL_OPTIONS}"),
        None => GLOBAL_OPTIONS.to_owned(),
    };
    command
        .mut_args(|arg| {
            let is_global = arg.is_global_set();
            if is_global { arg.hide(true) } else { arg }
        })
        .mut_subcommands(hide_global_options)
        .after_help(end)
}

/// Returns the end of the manual page of `medium`: as in its help, and all error kinds.
pub(crate) fn man_page_sections() -> String {
    let mut text = format!("{ENVIRONMENT_AND_EXIT_CODES}\n\n{JSON_ERRORS}");
    for exit in Exit::ALL {
        let kinds = ErrorKind::value_variants().iter();
        for kind in kinds.filter(|kind| kind.exit() == exit) {
            let (code, name) = (exit as u8, kind.to_string());
            text.push_str(&format!("\n{code:>5}  {name:22}  {}", kind.meaning()));
        }
    }
    text
}
