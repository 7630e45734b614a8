//! What goes wrong: on starting a sandbox, and in the responses of its API.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

use std::path::PathBuf;

use crate::state::StateError;
use crate::{Scope, SeedError};

/// Why a sandbox could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address is taken, or may not be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// Host and port that were asked for.
        address: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A state file that can't be used.
    #[error("cannot use the state file {}", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: StateError,
    },
    /// A file that is no seed, or can't be read.
    #[error("cannot use the seed {}: {problem}", path.display())]
    SeedFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A seed that names what does not exist, or what can't be.
    #[error("cannot use the seed")]
    Seed(#[from] SeedError),
    /// A token that could not stand in a header. It is not repeated here.
    #[error("the token is empty or has characters that no header can carry")]
    Token,
    /// A file that is to hold a secret, and does not.
    #[error("cannot read a secret from {}", path.display())]
    Secret {
        /// The file.
        path: PathBuf,
        /// What the operating system said, or what is wrong with the file.
        source: std::io::Error,
    },
    /// A variable that is to hold a secret, and is no text.
    #[error("the variable {0} is not UTF-8")]
    SecretVariable(&'static str),
    /// An application's id without its secret.
    #[error(
        "the application's secret is missing: put it into MEDIUM_SANDBOX_CLIENT_SECRET, or into a \
         file for --client-secret-file"
    )]
    NoClientSecret,
    /// A callback address that is no absolute URL.
    #[error("the redirect URI {0:?} is not an absolute URL")]
    RedirectUri(String),
}

/// An error as a client meets it.
#[derive(Clone, Debug)]
pub(crate) enum ApiError {
    /// The API's own: `{"errors":[{"message","code"}]}`.
    Refused {
        status: StatusCode,
        code: i32,
        message: String,
    },
    /// The proxy's, in HTML, before the API has seen the request.
    TooLarge,
}

/// The code of errors that have no code of their own.
const UNSPECIFIC: i32 = -1;

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: i32, message: impl Into<String>) -> Self {
        Self::Refused {
            status,
            code,
            message: message.into(),
        }
    }

    pub(crate) fn token_required() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            6000,
            "An access token is required.",
        )
    }

    pub(crate) fn token_invalid() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 6003, "Token was invalid.")
    }

    pub(crate) fn missing_scope(scope: Scope) -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            6002,
            format!("Missing scope: {}", scope.as_str()),
        )
    }

    pub(crate) fn user_not_found(status: StatusCode) -> Self {
        Self::new(status, 6004, "User not found")
    }

    pub(crate) fn application_not_found() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 6005, "Application not found")
    }

    pub(crate) fn code_not_found() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            6016,
            "Authorization code not found.",
        )
    }

    pub(crate) fn grant_type() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 6021, "grant_type was invalid.")
    }

    pub(crate) fn rate_limited() -> Self {
        let message = "User has reached the rate limit for publishing today.";
        Self::new(StatusCode::TOO_MANY_REQUESTS, 1007, message)
    }

    /// For a body that stopped coming, or was more than is read.
    pub(crate) fn unread_body(status: StatusCode) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::bad_request("The body could not be read."),
        }
    }

    /// For a control call's body that was not read: as JSON, however it failed.
    pub(crate) fn unread_control_body(status: StatusCode, message: String) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(status, UNSPECIFIC, message),
            _ => Self::bad_request(message),
        }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, UNSPECIFIC, message)
    }

    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, UNSPECIFIC, message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, UNSPECIFIC, message)
    }
}

/// Medium has no such trouble; whoever runs the sandbox should know of it.
impl From<StateError> for ApiError {
    fn from(error: StateError) -> Self {
        let message = format!("The sandbox could not save its state: {error}.");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, UNSPECIFIC, message)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Refused {
                status,
                code,
                message,
            } => {
                let body = json!({ "errors": [{ "message": message, "code": code }] });
                json_response(status, &body)
            }
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Html(NGINX_413)).into_response(),
        }
    }
}

/// A JSON response with the charset that Medium names.
pub(crate) fn json_response(status: StatusCode, body: &serde_json::Value) -> Response {
    let content_type = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (status, content_type, body.to_string()).into_response()
}

/// What Medium's proxy says of a body that is too large.
pub(crate) const NGINX_413: &str = "<html>\r\n<head><title>413 Request Entity Too Large</title>\
</head>\r\n<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n\
<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
