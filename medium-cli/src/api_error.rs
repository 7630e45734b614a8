//! Errors of calls to Medium: kind, message and advice for users of the command.

use std::sync::OnceLock;
use std::time::Duration;

use medium_api::{Error, ServiceError, codes, operations};
use medium_cli::diagnostic::ErrorKind;

use crate::credential_source::CredentialSource;
use crate::store_location;

/// The service if it isn't Medium. The arguments and the environment select it once for the process.
static OTHER_SERVICE: OnceLock<OtherService> = OnceLock::new();

struct OtherService {
    /// Its name in messages.
    name: String,
    /// The option or variable that sets its URL. `None` for the sandbox of `--sandbox`.
    setting: Option<&'static str>,
}

/// Names the service in messages, if it isn't Medium.
pub(crate) fn set_other_service(name: &str, setting: Option<&'static str>) {
    let name = name.to_owned();
    let _ = OTHER_SERVICE.set(OtherService { name, setting });
}

/// Returns the name of the service in messages.
pub(crate) fn service() -> &'static str {
    OTHER_SERVICE
        .get()
        .map_or("Medium", |other| other.name.as_str())
}

/// Returns the option or variable that sets the API's URL.
fn url_setting() -> Option<&'static str> {
    OTHER_SERVICE.get()?.setting
}

/// Returns the error kind, which decides the exit code.
pub(crate) fn kind(error: &Error) -> ErrorKind {
    match error {
        Error::Input { field, .. } if field == "api_url" => ErrorKind::Usage,
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
    let service = service();
    match error {
        Error::Input { field, problem, .. } if field == "api_url" => {
            format!("the API's URL (--api-url or MEDIUM_API_URL) {problem}")
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

/// Returns the message if the service was not reached, or the response is not from its API.
fn transport_message(error: &Error) -> String {
    let service = service();
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
        } => format!("the response is not from Medium's API ({status}, {content_type}): {start}"),
        Error::Decode {
            status,
            path,
            problem,
            ..
        } => format!("the response ({status}) has an unexpected value at {path}: {problem}"),
        Error::TooLarge { .. } => "the response is larger than Medium's responses are".to_owned(),
        Error::Redirected { status, .. } => {
            format!("{service} redirected the request ({status}); redirects are not followed")
        }
        error => error.to_string(),
    }
}

/// What to do. Empty if the message is enough.
pub(crate) fn advice(error: &Error, source: CredentialSource<'_>) -> String {
    let text = match error {
        Error::Input { field, .. } if field == "token" => return token_origin(source),
        Error::Token { .. } => return rejected_token(source),
        Error::LoginRequired { .. } => {
            return format!("Log in again: {}", source.command("login --oauth"));
        }
        Error::RefreshFailed { .. } => return refresh_advice(source),
        Error::RateLimited { retry_after, .. } => {
            return rate_limit(*retry_after, is_post_limit(error), source);
        }
        Error::OutcomeUnknown { .. } => OUTCOME_UNKNOWN,
        Error::Scope { .. } => SCOPE,
        Error::TooLarge { what, .. } if *what == "the request" => {
            "Make the article or the image smaller. Medium does not document its limit."
        }
        Error::Connection { problem, .. } if problem.contains(THROUGH_A_PROXY) => {
            return with_nothing_published(
                error,
                "Check the proxy's URL in that variable, and the network.",
            );
        }
        Error::Connection { .. } | Error::Timeout { .. } => {
            return with_nothing_published(error, &check_network());
        }
        Error::Certificate { .. } => return with_nothing_published(error, CERTIFICATE),
        Error::Proxy { .. } => return with_nothing_published(error, ""),
        Error::Blocked { .. } => return with_nothing_published(error, CLOUDFLARE),
        Error::Unavailable { .. } => return with_nothing_published(error, "Try again later."),
        Error::NotJson { .. }
        | Error::Decode { .. }
        | Error::Redirected { .. }
        | Error::TooLarge { .. } => return check_response(),
        _ => "",
    };
    text.to_owned()
}

/// How the text of a connection error ends if a proxy was used.
const THROUGH_A_PROXY: &str = " (through the proxy of ";

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
    let problem = problem.trim_end_matches(" before message completed");
    format!("the response was incomplete ({problem}), so it may have been published")
}

/// Says that nothing was published, if the call was to publish.
fn with_nothing_published(error: &Error, advice: &str) -> String {
    let nothing = if creates_a_post(error) {
        "Nothing was published. "
    } else {
        ""
    };
    format!("{nothing}{advice}").trim_end().to_owned()
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

/// Where the invalid token comes from.
fn token_origin(source: CredentialSource<'_>) -> String {
    match source {
        CredentialSource::Environment => "It comes from MEDIUM_TOKEN.".to_owned(),
        CredentialSource::Stored(_) | CredentialSource::Sandbox(_) => {
            format!(
                "It comes from the store. Log in again: {}",
                source.command("login")
            )
        }
    }
}

/// How to replace a rejected token.
fn rejected_token(source: CredentialSource<'_>) -> String {
    let again = source.command("login");
    match source {
        CredentialSource::Environment if service() != "Medium" => {
            "Set MEDIUM_TOKEN to a token of that service. `medium sandbox` prints the token of its user."
                .to_owned()
        }
        CredentialSource::Environment => format!(
            "Copy the token again from https://medium.com/me/settings into MEDIUM_TOKEN.\n{NO_NEW_TOKENS}"
        ),
        CredentialSource::Stored(_) => {
            let advice = "The stored login was revoked or has expired. Log in again";
            with_no_new_tokens(format!("{advice}: {again}"))
        }
        CredentialSource::Sandbox(_) => {
            format!("It was revoked in the sandbox. Log in again: {again}")
        }
    }
}

fn refresh_advice(source: CredentialSource<'_>) -> String {
    let again = source.command("login --oauth");
    format!("Try again later. If it keeps failing, log in again: {again}")
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

/// Adds that there are no new tokens, if the service is Medium.
pub(crate) fn with_no_new_tokens(advice: String) -> String {
    if service() == "Medium" {
        format!("{advice}\n{NO_NEW_TOKENS}")
    } else {
        advice
    }
}

fn check_network() -> String {
    match url_setting() {
        Some(setting) => format!("Check the network, and {setting}, which sets this URL."),
        None => "Check the network.".to_owned(),
    }
}

fn check_response() -> String {
    let check = match url_setting() {
        Some(setting) => format!("Check {setting}, which sets the URL. Otherwise a"),
        None => "A".to_owned(),
    };
    format!(
        "{check} proxy may have changed the response, or {}\nhas a problem: try again later.",
        service()
    )
}

fn rate_limit(retry_after: Option<Duration>, posts: bool, source: CredentialSource<'_>) -> String {
    if posts && let CredentialSource::Sandbox(_) = source {
        let state = store_location::sandbox_state().unwrap_or_default();
        let folder = state.parent().unwrap_or(&state).display();
        return format!(
            "The sandbox accepts ten posts in 24 hours, as Medium does. To reset it, delete {folder}"
        );
    }
    match (retry_after, posts) {
        (Some(wait), true) => format!("{POST_LIMIT} Try again in {} s.", wait.as_secs()),
        (None, true) => format!("{POST_LIMIT} Try again 24 hours after the oldest of them."),
        (Some(wait), false) => format!("Try again in {} s.", wait.as_secs()),
        (None, false) => "Try again later.".to_owned(),
    }
}

const NO_NEW_TOKENS: &str = "Medium has issued no new tokens since 1 January 2025. Without one: medium handoff FILE, or try --sandbox.";

const SCOPE: &str = "\
A token's scopes are fixed when it is created. To request another with an OAuth application:
medium login --oauth --scope uploadImage";

const POST_LIMIT: &str = "Medium accepts about ten posts in 24 hours.";

const CERTIFICATE: &str = if cfg!(all(unix, not(target_vendor = "apple"))) {
    "\
Check the URL and this machine's clock. If a company or a proxy issues
its own certificates, name the file of its root certificate in SSL_CERT_FILE."
} else {
    "\
Check the URL and this machine's clock. If a company or a proxy issues
its own certificates, add its root certificate to those that this system trusts."
};

const CLOUDFLARE: &str = "\
This is common in CI and often temporary: try again later, from another network,
or with another program name in MEDIUM_USER_AGENT.";

const OUTCOME_UNKNOWN: &str = "\
The post may have been created. Look at your stories and drafts on Medium before you run it again:
it is not recorded in the ledger.";
