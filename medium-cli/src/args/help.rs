//! The part of `medium --help` that lists the errors, made from their list.

use clap::ValueEnum;
use medium_cli::diagnostic::{ErrorKind, Exit};

const FIELDS: &str = "\
Errors with --json are objects on stderr, one a line for each problem:
  {\"error\": {\"code\", \"kind\", \"message\", \"file\", \"line\", \"column\", \"advice\"}}
What is not known is null. The last one's code is the exit code. Kinds by code:";

const WIDTH: usize = 78;
/// What stands before the names: the code, or nothing.
const MARGIN: usize = 5;

/// `before`, and what programs need to know of errors.
pub(super) fn errors(before: &str) -> String {
    let mut text = format!("{before}\n\n{FIELDS}");
    for exit in Exit::ALL {
        let kinds = ErrorKind::value_variants().iter();
        let names = kinds
            .filter(|kind| kind.exit() == exit)
            .map(ToString::to_string);
        text.push_str(&paragraph(exit as u8, names));
    }
    text
}

/// `code  name name …`, in lines that fit a terminal.
fn paragraph(code: u8, names: impl Iterator<Item = String>) -> String {
    let mut text = format!("\n{code:>5}");
    let mut width = MARGIN;
    for name in names {
        if width + 1 + name.len() > WIDTH {
            text.push('\n');
            text.push_str(&" ".repeat(MARGIN));
            width = MARGIN;
        }
        width += 1 + name.len();
        text.push(' ');
        text.push_str(&name);
    }
    text
}
