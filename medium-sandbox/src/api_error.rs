//! Errors of the API, as clients receive them.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

/// An error of the API.
#[derive(Clone, Debug)]
pub(crate) enum ApiError {
    /// JSON: `{"errors":[{"message","code"}]}`.
    Json {
        status: StatusCode,
        code: i32,
        message: String,
    },
    /// The proxy's HTML page, sent before the API sees the request.
    TooLarge,
}

/// The code of errors without a specific code.
pub(crate) const UNSPECIFIC: i32 = -1;

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: i32, message: impl Into<String>) -> Self {
        Self::Json {
            status,
            code,
            message: message.into(),
        }
    }

    fn unauthorized(code: i32, message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, message)
    }

    pub(crate) fn token_required() -> Self {
        Self::unauthorized(6000, "An access token is required.")
    }

    pub(crate) fn token_invalid() -> Self {
        Self::unauthorized(6003, "Token was invalid.")
    }

    pub(crate) fn missing_scope(scope: &str) -> Self {
        Self::unauthorized(6002, format!("Missing scope: {scope}"))
    }

    pub(crate) fn user_not_found(status: StatusCode) -> Self {
        Self::new(status, 6004, "User not found")
    }

    pub(crate) fn application_not_found() -> Self {
        Self::unauthorized(6005, "Application not found")
    }

    pub(crate) fn code_not_found() -> Self {
        Self::unauthorized(6016, "Authorization code not found.")
    }

    pub(crate) fn grant_type() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 6021, "grant_type was invalid.")
    }

    pub(crate) fn rate_limited() -> Self {
        let message = "User has reached the rate limit for publishing today.";
        Self::new(StatusCode::TOO_MANY_REQUESTS, 1007, message)
    }

    /// Returns the error for a body that stalled or exceeds the limit.
    pub(crate) fn unread_body(status: StatusCode) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::bad_request("The body could not be read."),
        }
    }

    /// Returns the error for such a body of a control call. Always JSON.
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

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Json {
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

/// Returns a JSON response with Medium's charset parameter.
pub(crate) fn json_response(status: StatusCode, body: &serde_json::Value) -> Response {
    let content_type = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (status, content_type, body.to_string()).into_response()
}

/// The page that Medium's proxy sends for a body that is too large.
pub(crate) const NGINX_413: &str = "<html>\r\n<head><title>413 Request Entity Too Large</title>\
</head>\r\n<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n\
<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
