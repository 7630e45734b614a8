//! Suggestions for commands and options that do not exist: names from other tools, and features that
//! Medium's API lacks.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use medium_cli::article;

use crate::plan;

const NO_LIST: &str = "use `medium posts` for the newest public posts, or `medium ledger` for those published with this command";
const NO_DELETE: &str = "Medium's API cannot delete posts; delete it on Medium, in the post's menu";
const NO_CHANGE: &str =
    "Medium's API cannot change posts; edit it on Medium (`medium ledger` lists its URL)";
const NO_READING: &str =
    "use `medium pull` for one of the newest posts; to export all, use Medium's settings";
const NO_LATER: &str =
    "Medium's API cannot schedule posts; publish a draft, and schedule it on Medium";
const WRITE: &str = "an article is a Markdown file: begin post.md with the lines `---`, `title: …`, \
                     `status: draft`, `---`, and your text; then `medium publish post.md`";
const AS_DRAFT: &str = "use `medium publish FILE --status draft`";
const TOKEN: &str =
    "other users could read a token in the arguments; use `medium login` or MEDIUM_TOKEN";

/// Names of other commands, with suggestions.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["list", "ls", "articles", "stories", "feed"], NO_LIST),
    (&["delete", "remove", "rm", "unpublish"], NO_DELETE),
    (&["update", "edit", "modify", "sync"], NO_CHANGE),
    (&["get", "show", "download", "export", "fetch"], NO_READING),
    (&["schedule"], NO_LATER),
    (
        &["copy", "paste", "import", "clipboard"],
        "use `medium handoff FILE`, which needs no token",
    ),
    (&["stats"], "Medium's API has no statistics"),
    (&["new", "create", "init", "write"], WRITE),
    (&["whoami", "user", "account", "profile"], "use `medium me`"),
    (
        &["post", "submit", "send", "push", "draft", "drafts"],
        AS_DRAFT,
    ),
    (
        &["view", "open", "render", "serve"],
        "use `medium preview FILE`",
    ),
    (
        &["auth", "signin", "authenticate", "token"],
        "use `medium login`",
    ),
    (&["signout", "deauth"], "use `medium logout`"),
    (
        &["config", "configure", "settings", "setup"],
        "there is no configuration; use `medium login`, and the options and environment variables in \
         `medium --help`",
    ),
];

const OPTIONS: &[(&[&str], &str)] = &[
    (
        &["--draft", "--drafts", "--private", "--unpublished"],
        "use --status draft",
    ),
    (
        &["--public", "--publish", "--published", "--live"],
        "use --status public",
    ),
    (&["--unlisted"], "use --status unlisted"),
    (
        &["--tags", "--topics", "--keywords"],
        "use --tag for each: --tag football --tag songs",
    ),
    (
        &["--publication", "--pub", "--publication-id"],
        "use --to PUBLICATION",
    ),
    (
        &["--canonical", "--canonicalUrl", "--original"],
        "use --canonical-url URL",
    ),
    (
        &["--date", "--publish-date"],
        "use --published-at TIME, with a time in the past",
    ),
    (&["--schedule", "--at"], NO_LATER),
    (&["--licence"], "use --license"),
    (&["--token", "--api-key", "--password"], TOKEN),
    (&["--dryrun", "--test"], "use --dry-run"),
    (&["--update", "--overwrite"], NO_CHANGE),
];

/// Adds a suggestion to an error in the arguments, if there is one.
pub(crate) fn add_to(mut error: clap::Error) -> clap::Error {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => Some(name.clone()),
        _ => None,
    };
    let advice = match error.kind() {
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
            status.map(|status| format!("use --status {}", plan::name(status)))
        }
        _ => None,
    };
    if let Some(advice) = advice {
        // Clap's guess by similar spelling would distract.
        for guess in [
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedArg,
            ContextKind::SuggestedValue,
        ] {
            error.remove(guess);
        }
        let advice = vec![StyledStr::from(advice)];
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(advice));
    }
    error
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
