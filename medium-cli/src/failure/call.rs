//! What a failed call means for whoever ran the command.

use std::time::Duration;

use medium_api::{Error, ServiceError};

use super::{Exit, Report, login};
use crate::place;
use crate::session::Source;

impl Report {
    pub(super) fn of_call(error: &Error, source: Source<'_>) -> Self {
        match error {
            Error::Input { .. } => of_input(error, source),
            Error::Token { errors, .. } => Self::new(
                Exit::NotLoggedIn,
                format!("Medium does not accept the token{}", said(errors)),
                login::bad_token(source),
            ),
            Error::LogIn { problem, .. } => Self::new(
                Exit::NotLoggedIn,
                format!("the login can't be renewed: {problem}"),
                login::ended(source),
            ),
            Error::Renewal { problem, .. } => Self::new(
                Exit::NotReached,
                format!("the login could not be renewed: {problem}"),
                login::not_renewed(source),
            ),
            Error::RateLimited {
                retry_after,
                errors,
                ..
            } => Self::new(
                Exit::RateLimited,
                format!("Medium takes no more for now{}", said(errors)),
                match source {
                    Source::Sandbox(_) => limit_of_the_sandbox(),
                    _ => wait(*retry_after),
                },
            ),
            Error::OutcomeUnknown { problem, .. } => Self::new(
                Exit::OutcomeUnknown,
                format!("Medium gave no whole answer: {problem}"),
                OUTCOME_UNKNOWN,
            ),
            error => of_refusal(error).unwrap_or_else(|| of_answer(error)),
        }
    }
}

/// Medium understood, and will not do it.
fn of_refusal(error: &Error) -> Option<Report> {
    let (message, advice) = match error {
        Error::Scope { scope, .. } => (
            format!("the token may not do this: it lacks the scope {scope}"),
            "A token's scopes are settled when it is made. An application is granted its own by\n\
             medium login --oauth, and with --scope uploadImage that one, if Medium permits it.",
        ),
        Error::Refused { status, errors, .. } => (
            format!("Medium refused this ({status}){}", said(errors)),
            "",
        ),
        Error::TooLarge { what, .. } if *what == "the request" => (
            "it is larger than Medium takes".to_owned(),
            "Make it smaller. What Medium's limit is, nobody has recorded.",
        ),
        _ => return None,
    };
    Some(Report::new(Exit::Refused, message, advice))
}

/// Something that we were given cannot be sent.
fn of_input(error: &Error, source: Source<'_>) -> Report {
    match error {
        Error::Input { field, problem, .. } if field == "api_url" => {
            Report::new(Exit::Usage, format!("the API's address {problem}"), "")
        }
        Error::Input { field, problem, .. } if field == "token" => {
            let whose = login::token_of(source);
            Report::new(Exit::NotLoggedIn, format!("{whose} {problem}"), "")
        }
        // A variable of the environment, by its name.
        Error::Input { field, problem, .. } if is_variable(field) => {
            Report::new(Exit::Usage, format!("{field} {problem}"), "")
        }
        error => Report::new(Exit::Other, error.to_string(), ""),
    }
}

fn is_variable(field: &str) -> bool {
    let field = field.to_ascii_uppercase();
    field.ends_with("_PROXY") || field.starts_with("SSL_CERT_")
}

/// Medium was not reached, or what came back was not Medium's.
fn of_answer(error: &Error) -> Report {
    let (message, advice) = match error {
        Error::Connection { problem, .. } => (
            format!("Medium cannot be reached: {}", cause(problem)),
            NOT_REACHED,
        ),
        Error::Certificate {
            host,
            problem,
            advice,
            ..
        } => (
            format!("the certificate of {host} was not accepted: {problem}"),
            *advice,
        ),
        Error::Proxy { problem, .. } => (problem.clone(), "Nothing was done."),
        Error::Timeout { problem, .. } => {
            (format!("Medium did not answer: {problem}"), NOT_REACHED)
        }
        Error::Blocked { status, by, .. } => (
            format!("{by}, which guards Medium, took this for a robot ({status})"),
            CLOUDFLARE,
        ),
        Error::Unavailable {
            status, problem, ..
        } => (
            format!("Medium cannot answer now ({status}): {problem}"),
            "Nothing was done. Run it again later.",
        ),
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

pub(super) fn said(errors: &[ServiceError]) -> String {
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

fn limit_of_the_sandbox() -> String {
    let state = place::sandbox_state().unwrap_or_default();
    let folder = state.parent().unwrap_or(&state);
    format!(
        "The sandbox takes ten posts in 24 hours, as Medium does. To begin anew, delete {}",
        folder.display()
    )
}

const NOT_REACHED: &str = "\
Nothing was done. Check the network, and MEDIUM_API_URL if it is set; then run it again.";

const NOT_UNDERSTOOD: &str = "\
If MEDIUM_API_URL is set, check it. Otherwise something stands between here and Medium, or Medium
has a bad moment: run it again later.";

const CLOUDFLARE: &str = "\
Nothing was done. This comes and goes, and meets programs in CI above all.
Run it again later, or from another network.";

const OUTCOME_UNKNOWN: &str = "\
It may have been published all the same. Look at your stories and drafts on Medium before you run
this again: nobody remembers it.";
