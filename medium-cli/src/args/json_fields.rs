//! The fields that each command prints with `--json`.

use super::{Command, LedgerCommand, SandboxCommand};

const USER: &[&str] = &["id", "username", "name", "url", "imageUrl", "cli"];
const PUBLICATION: &[&str] = &["id", "name", "description", "url", "imageUrl", "cli"];
const CONTRIBUTOR: &[&str] = &["publicationId", "userId", "role", "cli"];
const POST: &[&str] = &[
    "id",
    "title",
    "authorId",
    "publicationId",
    "tags",
    "url",
    "canonicalUrl",
    "publishStatus",
    "publishedAt",
    "license",
    "licenseUrl",
    "cli",
];
const NEW_POST: &[&str] = &[
    "title",
    "contentFormat",
    "content",
    "tags",
    "canonicalUrl",
    "publishStatus",
    "license",
    "notifyFollowers",
    "publishedAt",
    "cli",
];
const ENTRY: &[&str] = &["article", "target", "state", "id", "url", "time"];
const DIFFERENCE: &[&str] = &["pointer", "basis", "published", "seen", "evidence"];

/// The fields that can be selected. `None` for the objects of a running sandbox, which
/// `spec/sandbox.yaml` describes, and for commands without JSON.
pub(super) fn of(command: &Command) -> Option<&'static [&'static str]> {
    Some(match command {
        Command::Login(_) | Command::Status | Command::Me => USER,
        Command::Logout => &["cli"],
        Command::Publications => PUBLICATION,
        Command::Contributors(_) => CONTRIBUTOR,
        Command::Publish(args) if args.dry_run => NEW_POST,
        Command::Publish(_) => POST,
        Command::Upload(_) => &["url", "md5", "cli"],
        Command::Posts(_) => &["id", "title", "url", "tags", "publishedAt", "cli"],
        Command::Pull(args) if args.output.is_some() => &["path", "images"],
        Command::Pull(_) => &["title", "content"],
        Command::Preview(_) => &["url"],
        Command::Handoff(args) if args.import.is_some() => &["path", "page", "url"],
        Command::Handoff(args) if args.output.is_some() => &["file"],
        Command::Handoff(_) => &["url"],
        Command::Ledger(args) => match args.command {
            Some(LedgerCommand::Check) => &["article", "target", "settled", "found", "problem"],
            _ => ENTRY,
        },
        Command::Sandbox(args) => match args.command {
            None => &["url", "token", "client_id", "client_secret", "redirect_uri"],
            Some(SandboxCommand::Verify { .. }) => DIFFERENCE,
            Some(_) => return None,
        },
        Command::Record(_) => &["url", "pointer", "basis", "published", "seen", "evidence"],
        Command::Completions(_) | Command::Man(_) => return None,
    })
}
