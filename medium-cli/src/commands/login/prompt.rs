//! Questions to a person, and lines of standard input.

use std::io::{self, BufRead, IsTerminal, Read};

use dialoguer::{Input, Password};

use crate::aside::aside;
use crate::error::{Error, Result};

/// Longer than any token or address.
const LONGEST: u64 = 64 << 10;

/// Whether there is somebody to answer.
pub(super) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Discards what was typed or pasted and not asked for, when it is dropped: of two lines that are
/// pasted, the second may be a secret, and the shell would run it and remember it.
pub(super) struct DiscardInput;

impl Drop for DiscardInput {
    fn drop(&mut self) {
        #[cfg(unix)]
        if is_possible() {
            use rustix::termios::{QueueSelector, tcflush};
            // Nothing to discard if there is no such terminal any more.
            let _ = tcflush(io::stdin(), QueueSelector::IFlush);
        }
    }
}

/// Shows what is typed again, when it is dropped. A question whose answer is not shown switches that
/// off, and on again once it is answered; Ctrl-C comes in between, and the shell would stay mute.
struct ShowInput {
    #[cfg(unix)]
    modes: rustix::io::Result<rustix::termios::Termios>,
}

impl ShowInput {
    /// As it is now.
    fn remember() -> Self {
        Self {
            #[cfg(unix)]
            modes: rustix::termios::tcgetattr(io::stdin()),
        }
    }
}

impl Drop for ShowInput {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Ok(modes) = &self.modes {
            use rustix::termios::{OptionalActions, tcsetattr};
            // Nothing to restore if there is no such terminal any more.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
        }
    }
}

/// A line of standard input without spaces around it, if there is one with something in it.
pub(super) async fn line_of_stdin() -> Result<Option<String>> {
    asked(|| {
        let mut line = String::new();
        io::stdin().lock().take(LONGEST).read_line(&mut line)?;
        let line = line.trim().to_owned();
        Ok(Some(line).filter(|line| !line.is_empty()))
    })
    .await
}

/// All of standard input without spaces around it, if there is something in it. From a person at a
/// terminal, that is a line.
pub(super) async fn text_of_stdin() -> Result<Option<String>> {
    if io::stdin().is_terminal() {
        return line_of_stdin().await;
    }
    asked(|| {
        let mut text = String::new();
        io::stdin().lock().take(LONGEST).read_to_string(&mut text)?;
        let text = text.trim().to_owned();
        Ok(Some(text).filter(|text| !text.is_empty()))
    })
    .await
}

/// An answer that may be seen.
pub(super) async fn answer(question: &str, default: Option<&str>) -> Result<String> {
    let (question, default) = (question.to_owned(), default.map(str::to_owned));
    asked(move || {
        let mut input = Input::new().with_prompt(question);
        if let Some(default) = default {
            input = input.default(default);
        }
        input.interact().map_err(problem)
    })
    .await
    .map(|answer: String| answer.trim().to_owned())
}

/// An answer that is not shown.
pub(super) async fn hidden(question: &str) -> Result<String> {
    let question = format!("{question} (not shown)");
    let _restore = ShowInput::remember();
    asked(move || {
        let password = Password::new().with_prompt(question);
        password.interact().map_err(problem)
    })
    .await
    .map(|answer| answer.trim().to_owned())
}

/// One of several, by its number. A menu would hide the cursor, and leave it so at Ctrl-C.
pub(super) async fn choice(question: &str, among: &[&str]) -> Result<usize> {
    let list: Vec<_> = among.iter().enumerate().collect();
    let lines = list
        .iter()
        .map(|(at, text)| format!("  {}  {text}\n", at + 1));
    let question = format!("{question}\n{}Number", lines.collect::<String>());
    let count = among.len();
    let number = move |answer: &str| {
        let number = answer.trim().parse().ok();
        number.filter(|number| (1..=count).contains(number))
    };
    let valid = move |answer: &String| match number(answer) {
        Some(_) => Ok(()),
        None => Err(format!("a number from 1 to {count}, please")),
    };
    let answer = asked(move || {
        let input = Input::<String>::new().with_prompt(question);
        let input = input.default("1".to_owned()).validate_with(valid);
        input.interact().map_err(problem)
    });
    let number: usize = number(&answer.await?).unwrap_or(1);
    Ok(number - 1)
}

fn problem(error: dialoguer::Error) -> io::Error {
    let dialoguer::Error::IO(error) = error;
    error
}

/// As [`aside`], for what reads from a person or from standard input.
async fn asked<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T> {
    let line = EndLine { is_answered: false };
    let result = aside(work).await;
    line.answered();
    result?.map_err(Error::Input)
}

/// Ends the line of a question that Ctrl-C took the place of an answer to, when it is dropped.
struct EndLine {
    is_answered: bool,
}

impl EndLine {
    fn answered(mut self) {
        self.is_answered = true;
    }
}

impl Drop for EndLine {
    fn drop(&mut self) {
        if !self.is_answered && is_possible() {
            eprintln!();
        }
    }
}
