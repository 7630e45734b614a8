//! Errors of `medium login`.

use medium_api::{Error, codes};
use medium_cli::diagnostic::ErrorKind;

use crate::api_error::{self, reasons, token_reasons, with_no_new_tokens};
use crate::credential_source::CredentialSource;
use crate::service_name;

/// The login failed, and nothing was stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LoginError {
    /// The API rejected the token.
    #[error("{}", token_message(.0))]
    Token(#[source] Error),
    /// The user denied access.
    #[error("access was not granted")]
    Denied,
    /// The service reported an OAuth error instead of asking the user.
    #[error("{service} didn't ask for your consent: {0}", service = service_name::get())]
    NotAsked(String),
    /// The pasted URL does not belong to this login.
    #[error("the {field} of the pasted URL {problem}")]
    Callback { field: String, problem: String },
    /// Nothing was pasted.
    #[error("no URL was pasted")]
    NoUrl,
    /// The redirect URI's address can't be listened on.
    #[error("the redirect URI {0}")]
    Listen(String),
    /// The browser was not redirected in time.
    #[error("no login arrived in {0} s")]
    Timeout(u64),
    /// The service rejected the authorization code.
    #[error("{}", exchange_message(.0))]
    Exchange(#[source] Error),
}

impl LoginError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Token(error) => api_error::kind(error),
            Self::Exchange(Error::Rejected { .. } | Error::Token { .. }) => ErrorKind::LoginFailed,
            Self::Exchange(Error::OutcomeUnknown { .. }) => ErrorKind::ConnectionBroken,
            Self::Exchange(error) => api_error::kind(error),
            _ => ErrorKind::LoginFailed,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let advice = match self {
            Self::Token(error) => return token_advice(error, source),
            Self::Exchange(error) => return exchange_advice(error, source),
            Self::Denied => "Run the command again, and select Allow.",
            Self::NotAsked(reason) if reason == "invalid_scope" => {
                "Few applications may request uploadImage: omit --scope."
            }
            Self::NotAsked(_) => CHECK_APPLICATION,
            Self::Callback { .. } | Self::NoUrl => PASTE,
            Self::Listen(_) => {
                let paste = source.command("login --oauth --paste");
                return format!("Nothing was stored. To paste the URL instead: {paste}");
            }
            Self::Timeout(_) => TIMEOUT,
        };
        format!("Nothing was stored. {advice}")
    }
}

fn token_message(error: &Error) -> String {
    match error {
        Error::Token { errors, .. } => {
            format!(
                "{} rejected this token{}",
                service_name::get(),
                token_reasons(errors)
            )
        }
        error => api_error::message(error),
    }
}

fn token_advice(error: &Error, source: CredentialSource<'_>) -> String {
    let is_about_token = match error {
        Error::Token { .. } => true,
        Error::Input { field, .. } => field == "token",
        _ => false,
    };
    if !is_about_token {
        return api_error::advice(error, source);
    }
    let advice = "Nothing was stored. The token is mistyped, revoked, or for another service.";
    with_no_new_tokens(advice.to_owned(), source)
}

fn exchange_message(error: &Error) -> String {
    match error {
        Error::Rejected { errors, .. } | Error::Token { errors, .. } => {
            format!(
                "{} rejected the login{}",
                service_name::get(),
                reasons(errors)
            )
        }
        error => api_error::message(error),
    }
}

fn exchange_advice(error: &Error, source: CredentialSource<'_>) -> String {
    let advice = match error {
        _ if error.code() == Some(codes::APPLICATION_NOT_FOUND) => CHECK_APPLICATION,
        Error::Rejected { .. } | Error::Token { .. } | Error::OutcomeUnknown { .. } => {
            "Run the command again: the code from the browser is valid once, for about ten minutes."
        }
        error => return api_error::advice(error, source),
    };
    format!("Nothing was stored. {advice}")
}

const CHECK_APPLICATION: &str = "\
Compare the client id and secret with those of the application:
https://medium.com/me/applications";

const PASTE: &str = "\
Run the command again, and paste the whole URL that the browser is redirected to,
even if it shows an error there.";

const TIMEOUT: &str = "\
Run the command again. If the browser is on another machine, add --paste. If Medium showed an error,
compare --redirect-uri with the application's callback URLs.";
