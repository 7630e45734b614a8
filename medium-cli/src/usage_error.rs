//! Errors in the arguments, found by clap.

use std::error::Error;
use std::ffi::OsString;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind as Clap};
use medium_cli::diagnostic::{Diagnostic, ErrorKind};

use crate::args::Cli;
use crate::suggestions;

/// Returns whether the arguments contain `--json`. They are not parsed, as parsing failed.
pub(crate) fn wants_json(arguments: impl IntoIterator<Item = OsString>) -> bool {
    arguments
        .into_iter()
        .skip(1)
        .take_while(|argument| argument != "--")
        .any(|argument| argument == "--json" || argument.as_encoded_bytes().starts_with(b"--json="))
}

/// Returns whether clap shows the help or the version instead of an error. Without a command, it
/// shows the help as an error, unless that should be JSON.
pub(crate) fn is_help(error: &clap::Error, wants_json: bool) -> bool {
    match error.kind() {
        Clap::DisplayHelp | Clap::DisplayVersion => true,
        Clap::DisplayHelpOnMissingArgumentOrSubcommand => !wants_json,
        _ => false,
    }
}

/// Returns the error in the form of all others: what happened, and what to do.
pub(crate) fn message_and_advice(
    error: &clap::Error,
    arguments: impl IntoIterator<Item = OsString>,
) -> (String, String) {
    let advice = suggestions::for_error(error)
        .or_else(|| similar_name(error))
        .or_else(|| list_of_values(error));
    let advice = advice.unwrap_or_else(|| format!("See: {} --help", command(arguments)));
    (message(error), advice)
}

/// Converts the error to one line of JSON.
pub(crate) fn to_json(message: String, advice: &str) -> String {
    Diagnostic::new(ErrorKind::Usage, message).to_json(advice)
}

fn message(error: &clap::Error) -> String {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let command = text(error, ContextKind::InvalidSubcommand);
    match (error.kind(), argument) {
        (Clap::DisplayHelpOnMissingArgumentOrSubcommand | Clap::MissingSubcommand, _) => {
            "no command was given".to_owned()
        }
        (Clap::InvalidSubcommand, _) if !command.is_empty() => {
            format!("unknown command `{command}`")
        }
        (Clap::UnknownArgument, name) if name.starts_with('-') => {
            format!("unknown option `{name}`")
        }
        (Clap::UnknownArgument, name) if !name.is_empty() => {
            format!("unexpected argument `{name}`")
        }
        (Clap::MissingRequiredArgument, names) if !names.is_empty() => format!("missing {names}"),
        (Clap::InvalidValue, name) if !value.is_empty() => {
            let values = text(error, ContextKind::ValidValue);
            let values = match values.rsplit_once(", ") {
                Some((first, last)) => format!("{first} or {last}"),
                None => values,
            };
            format!(
                "`{value}` is not a value of {}; use {values}",
                option(&name)
            )
        }
        (Clap::ValueValidation, name) => match error.source().map(ToString::to_string) {
            Some(reason) if reason.contains(&value) => format!("{}: {reason}", option(&name)),
            Some(reason) if reason.starts_with("not ") => {
                format!("{}: `{value}` is {reason}", option(&name))
            }
            Some(reason) => format!("{}: `{value}`: {reason}", option(&name)),
            None => first_paragraph(error),
        },
        _ => first_paragraph(error),
    }
}

/// `--status` of `--status <STATUS>`.
fn option(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

/// Clap's own message. Tips and usage follow it.
fn first_paragraph(error: &clap::Error) -> String {
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let message = text.split("\n\n").next().unwrap_or(text);
    let lines: Vec<_> = message.lines().map(str::trim).collect();
    lines.join(" ")
}

/// Returns the most similar of clap's suggestions, which is the last one.
fn similar_name(error: &clap::Error) -> Option<String> {
    let kinds = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let names = kinds.map(|kind| text(error, kind));
    let name = names.iter().find(|names| !names.is_empty())?;
    let name = name.rsplit(", ").next()?;
    Some(format!("Did you mean `{name}`?"))
}

/// Returns the command that lists the values of a missing argument.
fn list_of_values(error: &clap::Error) -> Option<String> {
    let is_fault = text(error, ContextKind::InvalidArg) == "<FAULT>";
    is_fault.then(|| "`medium sandbox faults` lists them.".to_owned())
}

/// Returns the command that was called, such as `medium publish`. Clap's error doesn't always name
/// it.
fn command(arguments: impl IntoIterator<Item = OsString>) -> String {
    let mut command = Cli::command();
    let mut names = "medium".to_owned();
    for argument in arguments.into_iter().skip(1) {
        if let Some(found) = command.find_subcommand(argument) {
            names.push_str(&format!(" {}", found.get_name()));
            command = found.clone();
        }
    }
    names
}

/// Returns a part of clap's error as text, empty if it is missing. Of a group of options, one is
/// required: `<--a|--b>` becomes `--a or --b`.
fn text(error: &clap::Error, kind: ContextKind) -> String {
    let required = |name: &String| match name.strip_prefix("<-") {
        Some(rest) => format!("-{}", rest.trim_end_matches('>').replace('|', " or ")),
        None => name.clone(),
    };
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => {
            texts.iter().map(required).collect::<Vec<_>>().join(", ")
        }
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(arguments: &[&str]) -> bool {
        wants_json(arguments.iter().map(Into::into))
    }

    #[test]
    fn finds_the_option_json_but_no_file_of_that_name() {
        assert!(wants(&["medium", "me", "--json"]));
        assert!(wants(&["medium", "--json=id", "me"]));
        assert!(!wants(&["medium", "publish", "--", "--json"]));
        assert!(!wants(&["medium", "me", "--jsonp"]));
        assert!(!wants(&["--json"]), "the program's own name");
    }

    fn parts(arguments: &str) -> (String, String) {
        let error = Cli::try_parse_and_check(arguments.split(' ').map(OsString::from)).unwrap_err();
        message_and_advice(&error, arguments.split(' ').map(OsString::from))
    }

    #[test]
    fn says_what_is_wrong_and_what_to_do() {
        for (arguments, message, advice) in [
            ("medium", "no command was given", "See: medium --help"),
            (
                "medium publish --bogus a.md",
                "unknown option `--bogus`",
                "See: medium publish --help",
            ),
            (
                "medium publsh",
                "unknown command `publsh`",
                "Did you mean `publish`?",
            ),
            (
                "medium me now",
                "unexpected argument `now`",
                "See: medium me --help",
            ),
            (
                "medium sandbox fault",
                "missing <FAULT>",
                "`medium sandbox faults` lists them.",
            ),
            (
                "medium ledger resolve a.md",
                "missing --published <URL> or --not-published",
                "See: medium ledger resolve --help",
            ),
        ] {
            let expected = (message.to_owned(), advice.to_owned());
            assert_eq!(parts(arguments), expected, "{arguments}");
        }
    }

    #[test]
    fn values_that_are_no_urls_are_named() {
        for arguments in [
            "medium --api-url foo me",
            "medium record --upstream foo a.jsonl",
            "medium ledger resolve a.md --published foo",
        ] {
            let (message, _) = parts(arguments);
            let option = arguments
                .split(' ')
                .find(|word| word.starts_with("--"))
                .unwrap();
            assert!(
                message.contains("not a URL") && message.contains(option),
                "{message}"
            );
        }
    }
}
