//! Errors in the arguments, found by clap.

use clap::error::ErrorKind as Clap;
use medium_cli::diagnostic::{Diagnostic, ErrorKind};

/// Whether the arguments contain `--json`. They are not parsed, as parsing failed.
pub(crate) fn wants_json(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> bool {
    arguments
        .into_iter()
        .skip(1)
        .take_while(|argument| argument != "--")
        .any(|argument| argument == "--json" || argument.as_encoded_bytes().starts_with(b"--json="))
}

/// Whether clap shows the help or the version instead of an error.
pub(crate) fn is_help(error: &clap::Error) -> bool {
    matches!(error.kind(), Clap::DisplayHelp | Clap::DisplayVersion)
}

/// Converts the error to one line of JSON. Clap's text starts with the message; paragraphs with tips
/// and usage follow.
pub(crate) fn to_json(error: &clap::Error) -> String {
    let text = error.to_string();
    let text = match error.kind() {
        // Clap's text is the whole help.
        Clap::DisplayHelpOnMissingArgumentOrSubcommand => {
            "no command was given\n\nFor more information, try '--help'."
        }
        _ => text.strip_prefix("error: ").unwrap_or(&text),
    };
    let (message, advice) = text.split_once("\n\n").unwrap_or((text, ""));
    let message = lines(message).join(" ");
    Diagnostic::new(ErrorKind::Usage, message).to_json(&lines(advice).join("\n"))
}

/// The non-empty lines, without indentation.
fn lines(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::args::Cli;
    use clap::Parser;

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

    #[test]
    fn separates_message_and_advice() {
        let json = |arguments: &[&str]| -> Value {
            let error = Cli::try_parse_from(arguments).unwrap_err();
            serde_json::from_str(&to_json(&error)).unwrap()
        };
        assert_eq!(
            json(&["medium", "publish"]),
            json!({"error": {
                "code": 2,
                "kind": "usage",
                "message": "the following required arguments were not provided: <PATH>...",
                "file": null,
                "line": null,
                "column": null,
                "advice": "Usage: medium publish <PATH>...\nFor more information, try '--help'.",
            }})
        );
        let similar = json(&["medium", "publsh"]);
        assert_eq!(
            similar["error"]["message"],
            "unrecognized subcommand 'publsh'"
        );
        let advice = similar["error"]["advice"].as_str().unwrap();
        assert!(advice.starts_with("tip: "), "{advice}");
        assert_eq!(
            json(&["medium"])["error"]["message"],
            "no command was given"
        );
    }
}
