//! Suggestions for commands and options that do not exist: names from other tools, and features that
//! Medium's API lacks.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use medium_cli::article;

use crate::plan;

const NO_LIST: &str = "Use `medium posts` for the newest public posts, or `medium ledger` for those published with this command";
const NO_DELETE: &str = "Medium's API can't delete posts; delete the post on Medium, in its menu";
const NO_CHANGE: &str =
    "Medium's API can't change posts; edit the post on Medium (`medium ledger` lists its URL)";
const NO_EXPORT: &str =
    "Use `medium pull` for one of the newest posts; to export all, use Medium's settings";
const NO_SCHEDULING: &str =
    "Medium's API can't schedule posts; publish a draft, and schedule it on Medium";
const HOW_TO_WRITE: &str = "An article is a Markdown file: begin post.md with the lines `---`, `title: …`, \
                     `status: draft`, `---`, and your text; then `medium publish post.md`";
const AS_DRAFT: &str = "Use `medium publish FILE --status draft`";
const TOKEN: &str =
    "Other users could read a token in the arguments; use `medium login` or MEDIUM_TOKEN";

/// Names of other commands, with suggestions.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["list", "ls", "articles", "stories", "feed"], NO_LIST),
    (&["delete", "remove", "rm", "unpublish"], NO_DELETE),
    (&["update", "edit", "modify", "sync"], NO_CHANGE),
    (&["get", "show", "download", "export", "fetch"], NO_EXPORT),
    (&["schedule"], NO_SCHEDULING),
    (
        &["copy", "paste", "import", "clipboard"],
        "Use `medium handoff FILE`, which needs no token",
    ),
    (&["stats"], "Medium's API has no statistics"),
    (&["new", "create", "init", "write"], HOW_TO_WRITE),
    (&["whoami", "user", "account", "profile"], "Use `medium me`"),
    (
        &["post", "submit", "send", "push", "draft", "drafts"],
        AS_DRAFT,
    ),
    (
        &["view", "open", "render", "serve"],
        "Use `medium preview FILE`",
    ),
    (
        &["auth", "signin", "authenticate", "token"],
        "Use `medium login`",
    ),
    (&["signout", "deauth"], "Use `medium logout`"),
    (
        &["config", "configure", "settings", "setup"],
        "There is no configuration; use `medium login`, and the options and environment variables in \
         `medium --help`",
    ),
];

const OPTIONS: &[(&[&str], &str)] = &[
    (
        &["--draft", "--drafts", "--private", "--unpublished"],
        "Use --status draft",
    ),
    (
        &["--public", "--publish", "--published", "--live"],
        "Use --status public",
    ),
    (&["--unlisted"], "Use --status unlisted"),
    (
        &["--tags", "--topics", "--keywords"],
        "Use --tag for each: --tag football --tag songs",
    ),
    (
        &["--publication", "--pub", "--publication-id"],
        "Use --to PUBLICATION",
    ),
    (
        &["--canonical", "--canonicalUrl", "--original"],
        "Use --canonical-url URL",
    ),
    (
        &["--date", "--publish-date"],
        "Use --published-at TIME, with a time in the past",
    ),
    (&["--schedule", "--at"], NO_SCHEDULING),
    (&["--licence"], "Use --license"),
    (&["--token", "--api-key", "--password"], TOKEN),
    (&["--dryrun", "--test"], "Use --dry-run"),
    (&["--update", "--overwrite"], NO_CHANGE),
];

/// Returns the suggestion for an error in the arguments, if there is one.
pub(crate) fn for_error(error: &clap::Error) -> Option<String> {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => Some(name.clone()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            named(ContextKind::InvalidSubcommand).and_then(|name| known(COMMANDS, &name))
        }
        ErrorKind::UnknownArgument => {
            let name = named(ContextKind::InvalidArg);
            name.and_then(|name| known(OPTIONS, name.split('=').next()?))
        }
        ErrorKind::InvalidValue => {
            let is_status =
                named(ContextKind::InvalidArg).is_some_and(|arg| arg.contains("--status"));
            let value = named(ContextKind::InvalidValue).filter(|_| is_status);
            let status = value.and_then(|value| article::status(&value).ok());
            status.map(|status| format!("Use --status {}", plan::name(status)))
        }
        _ => None,
    }
}

fn known(table: &[(&[&str], &str)], name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let found = table
        .iter()
        .find(|(names, _)| names.iter().any(|known| known.to_lowercase() == name));
    found.map(|(_, advice)| (*advice).to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;

    #[test]
    fn suggests_nothing_for_a_command_that_exists() {
        let cli = Cli::command();
        for name in COMMANDS.iter().flat_map(|(names, _)| *names) {
            let exists = cli.find_subcommand(name).is_some();
            assert!(
                !exists,
                "`{name}` is a command: remove it from COMMANDS in suggestions.rs"
            );
        }
    }
}
