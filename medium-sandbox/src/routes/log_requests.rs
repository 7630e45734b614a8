//! Middleware that logs every request to the API.

use std::time::Instant;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api_error::ApiError;
use crate::document::{Contract, Message, medium};
use crate::headers::{bearer, media_type, text};
use crate::log::mask;
use crate::state::AppState;
use crate::{Exchange, LoggedRequest};

/// Longer paths are cut.
const MAX_PATH_CHARACTERS: usize = 1_000;

/// Logs a request before its response is sent.
pub(super) async fn log_requests(state: State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if !medium().is_api(&path) {
        return next.run(request).await;
    }
    let time = state.now();
    let started = Instant::now();
    let user = username(&state, request.headers());
    let method = request.method().to_string();
    let authorization = request.headers().contains_key(header::AUTHORIZATION);
    let (logged_request, response) = match read_request(request).await {
        Ok((request, logged)) => (logged, next.run(request).await),
        Err((logged, error)) => (logged, error.into_response()),
    };
    let (response, logged_response) = read_response(response).await;
    let status = response.status().as_u16();
    let [request_violation, response_violation] =
        violations(&method, &path, status, &logged_request, &logged_response);
    let redirects = path.starts_with("/m/oauth/");
    state.log.push(LoggedRequest {
        number: 0,
        method,
        path: path.chars().take(MAX_PATH_CHARACTERS).collect(),
        status,
        authorization,
        user,
        time,
        duration: started.elapsed(),
        request_violation,
        response_violation,
        exchange: Some(exchange(&logged_request, &logged_response, redirects)),
    });
    response
}

/// The headers and body of a request or a response.
struct LoggedMessage {
    headers: HeaderMap,
    content_type: String,
    /// `None` for an upload, which is streamed, and for a body that could not be read.
    body: Option<Bytes>,
}

impl LoggedMessage {
    fn new(headers: &HeaderMap, body: Option<Bytes>) -> Self {
        Self {
            headers: headers.clone(),
            content_type: media_type(headers),
            body,
        }
    }

    fn text(&self) -> String {
        match &self.body {
            Some(body) => mask::body(&self.content_type, body),
            None => format!("({}, not logged)", self.content_type),
        }
    }
}

/// Reads the body of a request. If that fails, returns the headers and the error.
async fn read_request(
    request: Request,
) -> Result<(Request, LoggedMessage), (LoggedMessage, ApiError)> {
    let (parts, body) = request.into_parts();
    let unread = LoggedMessage::new(&parts.headers, None);
    if unread.content_type.starts_with("multipart/") {
        return Ok((Request::from_parts(parts, body), unread));
    }
    let whole = Request::from_parts(parts.clone(), body);
    let bytes = match Bytes::from_request(whole, &()).await {
        Ok(bytes) => bytes,
        Err(rejection) => return Err((unread, ApiError::unread_body(rejection.status()))),
    };
    let logged = LoggedMessage {
        body: Some(bytes.clone()),
        ..unread
    };
    Ok((Request::from_parts(parts, Body::from(bytes)), logged))
}

/// Reads the body of a response. The sandbox's responses are short and not streamed.
async fn read_response(response: Response) -> (Response, LoggedMessage) {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let logged = LoggedMessage::new(&parts.headers, Some(bytes.clone()));
    (Response::from_parts(parts, Body::from(bytes)), logged)
}

fn username(state: &AppState, headers: &HeaderMap) -> Option<String> {
    let token = bearer(text(headers, header::AUTHORIZATION)?)?;
    let db = state.db();
    let access = db.access_token(token, state.now())?;
    db.user(&access.user_id).map(|user| user.username.clone())
}

/// Returns the rules of the document that the request and the response break. The consent page is
/// skipped: the document describes only its redirect.
fn violations(
    method: &str,
    path: &str,
    status: u16,
    request: &LoggedMessage,
    response: &LoggedMessage,
) -> [Option<String>; 2] {
    let Some(operation) = medium().operation_of(method, path) else {
        return [None, None];
    };
    let operation = operation.id.as_str();
    if operation == "authorize" {
        return [None, None];
    }
    let contract: &Contract = medium().contract();
    let message = |logged: &LoggedMessage, check: &dyn Fn(Message<'_>) -> Option<String>| {
        let body = logged.body.as_deref()?;
        check(Message {
            content_type: &logged.content_type,
            body,
        })
    };
    [
        message(request, &|request| {
            contract.request_violation(operation, request)
        }),
        message(response, &|response| {
            contract.response_violation(operation, status, response)
        }),
    ]
}

fn exchange(request: &LoggedMessage, response: &LoggedMessage, redirects: bool) -> Exchange {
    Exchange {
        request_head: mask::head(&request.headers, redirects),
        request_body: request.text(),
        response_head: mask::head(&response.headers, redirects),
        response_body: response.text(),
    }
}
