//! Questions to the user at a terminal, and reading secrets from standard input.

use std::io::{self, BufRead, IsTerminal, Read};

use dialoguer::{Confirm, Input, Password};

use crate::blocking::run_blocking;
use crate::error::{Error, Result};
use crate::interrupt::Signal;

/// More bytes than any token or URL has.
const MAX_INPUT: u64 = 64 << 10;

/// Returns whether there is a terminal to ask on.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Discards unread input when dropped. If two lines are pasted, the shell would run the second one,
/// possibly a secret, and save it in its history.
pub(crate) struct DiscardInput;

impl Drop for DiscardInput {
    fn drop(&mut self) {
        #[cfg(unix)]
        if is_interactive() {
            use rustix::termios::{QueueSelector, tcflush};
            // Fails only if the terminal is closed, and then there is nothing to discard.
            let _ = tcflush(io::stdin(), QueueSelector::IFlush);
        }
    }
}

/// Restores the terminal's modes when dropped. A hidden prompt turns echo off until it is answered;
/// after Ctrl-C, the shell would be left without echo.
struct RestoreTerminal {
    #[cfg(unix)]
    modes: rustix::io::Result<rustix::termios::Termios>,
}

impl RestoreTerminal {
    /// Saves the current modes.
    fn save() -> Self {
        Self {
            #[cfg(unix)]
            modes: rustix::termios::tcgetattr(io::stdin()),
        }
    }
}

impl Drop for RestoreTerminal {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Ok(modes) = &self.modes {
            use rustix::termios::{OptionalActions, tcsetattr};
            // Fails only if the terminal is closed, and then there is nothing to restore.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
        }
    }
}

/// Reads a line of standard input and trims it. `None` if it is empty.
pub(crate) async fn line_of_stdin() -> Result<Option<String>> {
    read_answer(|| {
        let mut line = String::new();
        io::stdin().lock().take(MAX_INPUT).read_line(&mut line)?;
        Ok(non_empty(&line))
    })
    .await
}

/// Reads all of standard input, or one line if it is a terminal, and trims it. `None` if it is empty.
pub(crate) async fn text_of_stdin() -> Result<Option<String>> {
    if io::stdin().is_terminal() {
        return line_of_stdin().await;
    }
    read_answer(|| {
        let mut text = String::new();
        io::stdin()
            .lock()
            .take(MAX_INPUT)
            .read_to_string(&mut text)?;
        Ok(non_empty(&text))
    })
    .await
}

fn non_empty(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Asks a yes-or-no question. The default is no.
pub(crate) async fn confirm(question: &str) -> Result<bool> {
    let question = question.to_owned();
    read_answer(move || {
        let prompt = Confirm::new().with_prompt(question).default(false);
        prompt.interact().map_err(io_error)
    })
    .await
}

/// Asks for text.
pub(crate) async fn text(question: &str, default: Option<&str>) -> Result<String> {
    let (question, default) = (question.to_owned(), default.map(str::to_owned));
    read_answer(move || {
        let mut input = Input::new().with_prompt(question);
        if let Some(default) = default {
            input = input.default(default);
        }
        input.interact().map_err(io_error)
    })
    .await
    .map(|answer: String| answer.trim().to_owned())
}

/// Asks for text until `check` accepts it.
pub(crate) async fn checked_text(
    question: &str,
    check: fn(&str) -> Result<(), String>,
) -> Result<String> {
    let question = question.to_owned();
    read_answer(move || {
        let input = Input::<String>::new().with_prompt(question);
        let input = input.validate_with(|answer: &String| check(answer));
        input.interact_text().map_err(io_error)
    })
    .await
}

/// Asks for a secret, without echo.
pub(crate) async fn hidden(question: &str) -> Result<String> {
    let question = format!("{question} (not shown)");
    let _restore = RestoreTerminal::save();
    read_answer(move || {
        let password = Password::new()
            .with_prompt(question)
            .allow_empty_password(true);
        let password = password.validate_with(|answer: &String| match answer.trim() {
            "" => Err("nothing was entered"),
            _ => Ok(()),
        });
        password.interact().map_err(io_error)
    })
    .await
    .map(|answer| answer.trim().to_owned())
}

/// Asks for one of several choices by number, and returns its index. A menu would hide the cursor and
/// leave it hidden after Ctrl-C.
pub(crate) async fn choice(question: &str, choices: &[&str]) -> Result<usize> {
    let lines = choices.iter().enumerate();
    let lines = lines.map(|(index, text)| format!("  {}  {text}\n", index + 1));
    let question = format!("{question}\n{}Number", lines.collect::<String>());
    let count = choices.len();
    let number = move |answer: &str| {
        let number = answer.trim().parse().ok();
        number.filter(|number| (1..=count).contains(number))
    };
    let valid = move |answer: &String| match number(answer) {
        Some(_) => Ok(()),
        None => Err(format!("enter a number from 1 to {count}")),
    };
    let answer = read_answer(move || {
        let input = Input::<String>::new().with_prompt(question);
        let input = input.default("1".to_owned()).validate_with(valid);
        input.interact().map_err(io_error)
    });
    let number: usize = number(&answer.await?).unwrap_or(1);
    Ok(number - 1)
}

fn io_error(error: dialoguer::Error) -> io::Error {
    let dialoguer::Error::IO(error) = error;
    error
}

/// Waits for `read`, and ends the prompt's line if Ctrl-C interrupts it.
async fn read_answer<T: Send + 'static>(
    read: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T> {
    let line = EndLine { is_answered: false };
    let result = run_blocking(read).await;
    line.finish();
    result?.map_err(|error| match error.kind() {
        // dialoguer reads Ctrl-C as a key, and may do so before the signal arrives.
        io::ErrorKind::Interrupted => Error::Interrupted(Signal::Interrupt),
        _ => Error::Input(error),
    })
}

/// Ends the prompt's line when dropped before it was answered.
struct EndLine {
    is_answered: bool,
}

impl EndLine {
    fn finish(mut self) {
        self.is_answered = true;
    }
}

impl Drop for EndLine {
    fn drop(&mut self) {
        if !self.is_answered && is_interactive() {
            eprintln!();
        }
    }
}
