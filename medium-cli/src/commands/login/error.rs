//! Why a login did not succeed.

use medium_api::{Error, codes};
use medium_cli::diagnostic::ErrorKind;

use crate::api_error::{self, NO_NEW_TOKENS, reasons};
use crate::credential_source::CredentialSource;

/// A login did not succeed, and nothing was stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LoginError {
    /// The service does not accept a token that was given.
    #[error("{}", token_message(.0))]
    Token(#[source] Error),
    /// The user said no.
    #[error("access was not granted")]
    Denied,
    /// The service could not ask the user, and says why.
    #[error("Medium did not ask for your consent: {0}")]
    NotAsked(String),
    /// A pasted address that is not this login's.
    #[error("the callback's {field} {problem}")]
    Callback { field: String, problem: String },
    /// Nothing was pasted.
    #[error("no address was given")]
    NoAddress,
    /// It is not possible to listen where the browser is to come back.
    #[error("the callback {0}")]
    Listen(String),
    /// The browser did not come back.
    #[error("the browser did not come back within {0} s")]
    Late(u64),
    /// The service did not give tokens for the code.
    #[error("{}", exchange_message(.0))]
    Exchange(#[source] Error),
}

impl LoginError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Token(error) => api_error::kind(error),
            Self::Exchange(Error::Refused { .. } | Error::Token { .. }) => ErrorKind::LoginFailed,
            Self::Exchange(Error::OutcomeUnknown { .. }) => ErrorKind::ConnectionBroken,
            Self::Exchange(error) => api_error::kind(error),
            _ => ErrorKind::LoginFailed,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let advice = match self {
            Self::Token(error) => return token_advice(error, source),
            Self::Exchange(error) => return exchange_advice(error, source),
            Self::Denied => "Run it again, and press Allow.",
            Self::NotAsked(reason) if reason == "invalid_scope" => {
                "Medium lets few applications ask for uploadImage: leave out --scope."
            }
            Self::NotAsked(_) => CHECK_APPLICATION,
            Self::Callback { .. } | Self::NoAddress => PASTE,
            Self::Listen(_) => "To paste it: medium login --oauth --paste",
            Self::Late(_) => LATE,
        };
        format!("Nothing was stored. {advice}")
    }
}

fn token_message(error: &Error) -> String {
    match error {
        Error::Token { errors, .. } => {
            format!("Medium does not accept this token{}", reasons(errors))
        }
        error => api_error::message(error),
    }
}

fn token_advice(error: &Error, source: CredentialSource<'_>) -> String {
    let is_token_s = match error {
        Error::Token { .. } => true,
        Error::Input { field, .. } => field == "token",
        _ => false,
    };
    if !is_token_s {
        return api_error::advice(error, source);
    }
    let advice = "Nothing was stored. It is mistyped or revoked, or not for this address.";
    match source {
        CredentialSource::Sandbox(_) => advice.to_owned(),
        _ => format!("{advice}\n{NO_NEW_TOKENS}"),
    }
}

fn exchange_message(error: &Error) -> String {
    match error {
        Error::Refused { errors, .. } | Error::Token { errors, .. } => {
            format!("Medium refused the login{}", reasons(errors))
        }
        error => api_error::message(error),
    }
}

fn exchange_advice(error: &Error, source: CredentialSource<'_>) -> String {
    let advice = match error {
        _ if error.code() == Some(codes::APPLICATION_NOT_FOUND) => CHECK_APPLICATION,
        Error::Refused { .. } | Error::Token { .. } | Error::OutcomeUnknown { .. } => {
            "Run it again: what the browser brings back is valid once, for about ten minutes."
        }
        error => return api_error::advice(error, source),
    };
    format!("Nothing was stored. {advice}")
}

const CHECK_APPLICATION: &str = "\
Compare the client id and the client secret with what Medium shows of
the application: https://medium.com/me/applications";

const PASTE: &str = "\
Run it again, and paste the whole address that the browser ends at,
whatever the browser shows there.";

const LATE: &str = "\
Run it again; if the browser is on another machine, add --paste.
If Medium showed an error, the application may have another callback: see --redirect-uri.";
