//! What went wrong, in words for whoever ran the command, and the process's exit code.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use medium_api::{ApiError, Error};
use medium_cli::article::ArticleError;
use thiserror::Error as ThisError;

/// The exit codes, as `medium --help` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Other = 1,
    Usage = 2,
    NotLoggedIn = 3,
    Refused = 4,
    RateLimited = 5,
    NotReached = 6,
    OutcomeUnknown = 7,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// There is no credential.
#[derive(Debug, ThisError)]
#[error("there is no token: MEDIUM_TOKEN is not set")]
pub(crate) struct NotLoggedIn;

/// A picture did not get to Medium. The post was not even tried.
#[derive(Debug, ThisError)]
#[error("image {}", file.display())]
pub(crate) struct UploadFailed {
    pub(crate) file: PathBuf,
    #[source]
    pub(crate) source: Error,
}

/// What is said about a failure.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) exit: Exit,
    /// What happened and where, a problem a line.
    pub(crate) message: String,
    /// What to do, as lines; empty if the message says so.
    pub(crate) advice: String,
}

impl Report {
    /// `in_sandbox` as the advice depends on it: there is no token to mend there.
    pub(crate) fn of(error: &anyhow::Error, in_sandbox: bool) -> Self {
        if error.is::<NotLoggedIn>() {
            return Self::new(Exit::NotLoggedIn, error.to_string(), WHAT_WORKS);
        }
        if let Some(upload) = error.downcast_ref::<UploadFailed>() {
            return Self::of_upload(upload, in_sandbox);
        }
        if let Some(article) = error.downcast_ref::<ArticleError>() {
            return Self::new(Exit::Other, article.to_string(), "Nothing was published.");
        }
        match error.downcast_ref::<Error>() {
            Some(error) => Self::of_call(error, in_sandbox),
            None => Self::new(Exit::Other, format!("{error:#}"), ""),
        }
    }

    fn new(exit: Exit, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            advice: advice.into(),
        }
    }

    fn of_upload(upload: &UploadFailed, in_sandbox: bool) -> Self {
        let mut report = match &upload.source {
            // The same bytes get the same address however often they are sent.
            Error::OutcomeUnknown { problem, .. } => Self::new(
                Exit::NotReached,
                format!("the upload broke off: {problem}"),
                "Run it again: a picture may be uploaded twice without harm.",
            ),
            error => Self::of_call(error, in_sandbox),
        };
        report.message = format!("{upload}: {}", report.message);
        report.advice = format!("Nothing was published.\n{}", report.advice);
        report
    }

    fn of_call(error: &Error, in_sandbox: bool) -> Self {
        match error {
            Error::Input { .. } => of_input(error),
            Error::Token { errors, .. } => Self::new(
                Exit::NotLoggedIn,
                format!("Medium does not accept the token{}", said(errors)),
                if in_sandbox { "" } else { BAD_TOKEN },
            ),
            Error::Scope { scope, .. } => Self::new(
                Exit::Refused,
                format!("the token may not do this: it lacks the scope {scope}"),
                "A token's scopes are settled when it is made. Use one that has this scope.",
            ),
            Error::Refused { status, errors, .. } => Self::new(
                Exit::Refused,
                format!("Medium refused this ({status}){}", said(errors)),
                "",
            ),
            Error::RateLimited {
                retry_after,
                errors,
                ..
            } => Self::new(
                Exit::RateLimited,
                format!("Medium takes no more for now{}", said(errors)),
                wait(*retry_after),
            ),
            Error::Cloudflare { status, .. } => Self::new(
                Exit::NotReached,
                format!("Cloudflare, which guards Medium, took this for a robot ({status})"),
                CLOUDFLARE,
            ),
            Error::TooLarge { what, .. } if *what == "the request" => Self::new(
                Exit::Refused,
                "it is larger than Medium takes",
                "Make it smaller. What Medium's limit is, nobody has recorded.",
            ),
            Error::OutcomeUnknown { problem, .. } => Self::new(
                Exit::OutcomeUnknown,
                format!("Medium gave no whole answer: {problem}"),
                OUTCOME_UNKNOWN,
            ),
            error => of_answer(error),
        }
    }
}

/// Something that we were given cannot be sent.
fn of_input(error: &Error) -> Report {
    match error {
        Error::Input { field, problem, .. } if field == "api_url" => {
            Report::new(Exit::Usage, format!("MEDIUM_API_URL {problem}"), "")
        }
        Error::Input { field, problem, .. } if field == "token" => {
            Report::new(Exit::NotLoggedIn, format!("MEDIUM_TOKEN {problem}"), "")
        }
        error => Report::new(Exit::Other, error.to_string(), ""),
    }
}

/// Medium was not reached, or what came back was not Medium's.
fn of_answer(error: &Error) -> Report {
    let (message, advice) = match error {
        Error::Connection { problem, .. } => (
            format!("Medium cannot be reached: {}", cause(problem)),
            NOT_REACHED,
        ),
        Error::Timeout { problem, .. } => {
            (format!("Medium did not answer: {problem}"), NOT_REACHED)
        }
        Error::NotJson {
            status,
            content_type,
            start,
            ..
        } => (
            format!("what answered is not Medium's API ({status}, {content_type}): {start}"),
            NOT_UNDERSTOOD,
        ),
        Error::Decode {
            status,
            path,
            problem,
            ..
        } => (
            format!("Medium's answer ({status}) is not understood at {path}: {problem}"),
            NOT_UNDERSTOOD,
        ),
        error => (error.to_string(), ""),
    };
    Report::new(Exit::NotReached, message, advice)
}

/// What broke, without the layers that say only that something did.
fn cause(problem: &str) -> &str {
    problem
        .strip_prefix("error sending request: ")
        .map_or(problem, |rest| {
            rest.strip_prefix("client error (Connect): ")
                .unwrap_or(rest)
        })
}

fn said(errors: &[ApiError]) -> String {
    let mut text = String::new();
    for error in errors {
        text.push_str(if text.is_empty() { ": " } else { "; " });
        text.push_str(error.message.trim_end_matches('.'));
        if let Some(code) = error.code {
            text.push_str(&format!(" (code {code})"));
        }
    }
    text
}

fn wait(retry_after: Option<Duration>) -> String {
    let when = match retry_after {
        Some(wait) => format!("Medium asks you to wait for {} s.", wait.as_secs()),
        None => "Try again when 24 hours have passed since the first.".to_owned(),
    };
    format!("It takes about ten posts in 24 hours. {when}")
}

const WHAT_WORKS: &str = "\
Medium issues no new tokens, and admits no new applications, since 1 January 2025. What works:
  - an integration token that you made before:  export MEDIUM_TOKEN=…
  - an access token of an application that was registered before, in the same way
  - neither, on your own machine:               medium --sandbox …";

const BAD_TOKEN: &str = "\
MEDIUM_TOKEN holds one that is mistyped, revoked or expired, or that is not for this address.
Medium issues no new tokens since 1 January 2025; without one, there is --sandbox.";

const NOT_REACHED: &str = "\
Nothing was done. Check the network, and MEDIUM_API_URL if it is set; then run it again.";

const NOT_UNDERSTOOD: &str = "\
If MEDIUM_API_URL is set, check it. Otherwise something stands between here and Medium, or Medium
has a bad moment: run it again later.";

const CLOUDFLARE: &str = "\
Nothing was done. This comes and goes, and meets programs in CI above all.
Run it again later, or from another network.";

const OUTCOME_UNKNOWN: &str = "\
It may have been published all the same. Look at your stories and drafts on Medium first;
if it is not there, run this again. It is not tried again by itself, so as not to post twice.";
