//! Errors of calls to Medium: kind, message and advice for users of the command.

mod advice;

use medium_api::{Error, ServiceError, codes, operations};
use medium_cli::diagnostic::ErrorKind;

use crate::service_name;

pub(crate) use advice::{advice, with_no_new_tokens};

/// Returns the error kind, which decides the exit code.
pub(crate) fn kind(error: &Error) -> ErrorKind {
    match error {
        Error::Input { field, .. }
            if ["api_url", "server", "user_agent"].contains(&field.as_str()) =>
        {
            ErrorKind::Usage
        }
        Error::Input { field, .. } if field == "token" => ErrorKind::TokenRejected,
        Error::Input { field, .. } if is_variable(field) => ErrorKind::Usage,
        Error::Input { .. } => ErrorKind::RequestInvalid,
        Error::Token { .. } => ErrorKind::TokenRejected,
        Error::LoginRequired { .. } => ErrorKind::LoginExpired,
        Error::RefreshFailed { .. } => ErrorKind::RefreshFailed,
        Error::RateLimited { .. } => ErrorKind::RateLimited,
        Error::OutcomeUnknown { .. } => ErrorKind::OutcomeUnknown,
        Error::Scope { .. } => ErrorKind::ScopeMissing,
        Error::Rejected { .. } => ErrorKind::Rejected,
        Error::TooLarge { what, .. } if *what == "the request" => ErrorKind::RequestTooLarge,
        Error::Connection { .. } => ErrorKind::NotReached,
        Error::Certificate { .. } => ErrorKind::Certificate,
        Error::Proxy { .. } => ErrorKind::Proxy,
        Error::Timeout { .. } => ErrorKind::Timeout,
        Error::Blocked { .. } => ErrorKind::Cloudflare,
        Error::Unavailable { .. } => ErrorKind::Unavailable,
        // Redirects, unexpected JSON, and variants that later versions of the client add.
        _ => ErrorKind::ResponseInvalid,
    }
}

/// Returns the message: what happened.
pub(crate) fn message(error: &Error) -> String {
    let service = service_name::get();
    match error {
        Error::Input { field, problem, .. } if field == "api_url" => {
            format!("the API's URL (--api-url or MEDIUM_API_URL) {problem}")
        }
        // The only other server that the command replaces.
        Error::Input { field, problem, .. } if field == "server" => {
            format!("MEDIUM_AUTHORIZE_URL {problem}")
        }
        Error::Input { field, problem, .. } if field == "user_agent" => {
            format!("MEDIUM_USER_AGENT {problem}")
        }
        Error::Input { field, problem, .. } if field == "token" => format!("the token {problem}"),
        Error::Input { field, problem, .. } => format!("{field} {problem}"),
        Error::Token { errors, .. } => {
            format!("{service} rejected the token{}", token_reasons(errors))
        }
        Error::LoginRequired { problem, .. } => format!("the login has expired: {problem}"),
        Error::RefreshFailed { problem, .. } => format!("refreshing the login failed: {problem}"),
        Error::RateLimited { errors, .. } => {
            let what = if is_post_limit(error) {
                "posts"
            } else {
                "requests"
            };
            format!(
                "{service} accepts no more {what} for now{}",
                reasons(errors)
            )
        }
        Error::OutcomeUnknown { problem, .. } => incomplete_response(problem),
        Error::Scope { scope, .. } => format!("the token lacks the scope {scope}"),
        Error::Rejected { status, errors, .. } => {
            format!(
                "{service} rejected the request ({status}){}",
                reasons(errors)
            )
        }
        Error::TooLarge { what, .. } if *what == "the request" => {
            format!("the request is larger than {service} accepts")
        }
        error => transport_message(error),
    }
}

/// Returns the message if the response is missing, isn't from the service's API, or can't be used.
fn transport_message(error: &Error) -> String {
    let service = service_name::get();
    match error {
        Error::Connection { problem, .. } => {
            format!("can't reach {service}: {}", last_cause(problem))
        }
        Error::Certificate { host, problem, .. } => {
            format!("the certificate of {host} is not valid: {problem}")
        }
        Error::Proxy { problem, .. } => problem.clone(),
        Error::Timeout { problem, .. } => format!("{service} didn't respond: {problem}"),
        Error::Blocked { status, by, .. } => {
            format!("{by}, which protects {service}, blocked this program ({status})")
        }
        Error::Unavailable {
            status, problem, ..
        } => format!("{service} is unavailable ({status}): {problem}"),
        Error::NotJson {
            status,
            content_type,
            start,
            ..
        } => {
            format!("the response is not from {service}'s API ({status}, {content_type}): {start}")
        }
        Error::Decode {
            status,
            path,
            problem,
            ..
        } => format!("the response ({status}) has an unexpected value at {path}: {problem}"),
        Error::TooLarge { .. } => {
            format!("the response is larger than {service}'s responses should be")
        }
        Error::Redirected { status, .. } => {
            format!("{service} redirected the request ({status}); redirects are not followed")
        }
        error => error.to_string(),
    }
}

/// The start of the suffix of a connection error if a proxy was used.
const THROUGH_A_PROXY: &str = " (through the proxy of ";

/// Returns the cause of a connection error, or the message of another one.
pub(crate) fn cause(error: &Error) -> String {
    match error {
        Error::Connection { problem, .. } => last_cause(problem),
        error => message(error),
    }
}

/// Returns the last cause of a connection error. The causes before it name layers of the HTTP
/// client.
fn last_cause(problem: &str) -> String {
    let end = problem.find(THROUGH_A_PROXY).unwrap_or(problem.len());
    let (chain, proxy) = problem.split_at(end);
    let cause = chain.rsplit(": ").next().unwrap_or(chain);
    let is_unknown_host = [
        "Name or service",
        "nodename nor",
        "No such host",
        "No address",
    ]
    .iter()
    .any(|start| cause.starts_with(start));
    if is_unknown_host {
        format!("host not found{proxy}")
    } else {
        format!("{}{proxy}", cause.to_lowercase())
    }
}

/// Returns the message if Medium may have created a post.
pub(crate) fn incomplete_response(problem: &str) -> String {
    let redirect = problem.strip_prefix("it was redirected (");
    if let Some((status, _)) = redirect.and_then(|text| text.split_once(')')) {
        return format!("the request was redirected ({status}), so it may have been published");
    }
    let problem = problem.trim_end_matches(" before message completed");
    format!("the response was incomplete ({problem}), so it may have been published")
}

/// Medium's reasons to reject a token, without the one that only says so.
pub(crate) fn token_reasons(errors: &[ServiceError]) -> String {
    match errors {
        [error] if error.code == Some(codes::TOKEN_INVALID) => " (code 6003)".to_owned(),
        errors => reasons(errors),
    }
}

/// Returns whether a field is an environment variable.
fn is_variable(field: &str) -> bool {
    let field = field.to_ascii_uppercase();
    field.ends_with("_PROXY") || field.starts_with("SSL_CERT_")
}

/// Medium's error messages, to append to a sentence.
pub(crate) fn reasons(errors: &[ServiceError]) -> String {
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

fn creates_a_post(error: &Error) -> bool {
    operations::ALL.iter().any(|operation| {
        let creates = operation.method == "POST" && operation.path.ends_with("/posts");
        creates && operation.id == error.operation()
    })
}

/// Returns whether a rate limit is that of posts.
fn is_post_limit(error: &Error) -> bool {
    creates_a_post(error) || error.code() == Some(codes::RATE_LIMIT)
}
