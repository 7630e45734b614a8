//! Takes note of each call as it passes.

use std::time::Instant;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Request, State as Extract};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Exchange, LoggedRequest, masked};
use crate::document::{Contract, Message, medium};
use crate::error::ApiError;
use crate::routes::bearer;
use crate::state::State;

/// Characters of a path that are kept.
const PATH_CHARACTERS: usize = 1_000;

/// Logs every call of the API. The entry is there before the client has the response.
pub(crate) async fn record(state: Extract<State>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if !medium().is_api(&path) {
        return next.run(request).await;
    }
    let at = state.now();
    let started = Instant::now();
    let user = username(&state, request.headers());
    let method = request.method().to_string();
    let authorization = request.headers().contains_key(header::AUTHORIZATION);
    let (sent, response) = match keep_request(request).await {
        Ok((request, sent)) => (sent, next.run(request).await),
        Err((sent, error)) => (sent, error.into_response()),
    };
    let (response, received) = keep_response(response).await;
    let status = response.status().as_u16();
    let [request_violation, response_violation] =
        violations(&method, &path, status, &sent, &received);
    let redirects = path.starts_with("/m/oauth/");
    state.log.push(LoggedRequest {
        number: 0,
        method,
        path: path.chars().take(PATH_CHARACTERS).collect(),
        status,
        authorization,
        user,
        at,
        took: started.elapsed(),
        request_violation,
        response_violation,
        exchange: Some(exchange(&sent, &received, redirects)),
    });
    response
}

/// One side of a call.
struct Kept {
    headers: HeaderMap,
    content_type: String,
    /// `None` for bodies that stream through: uploads, pages.
    body: Option<Bytes>,
}

impl Kept {
    fn new(headers: &HeaderMap, body: Option<Bytes>) -> Self {
        Self {
            headers: headers.clone(),
            content_type: essence(headers),
            body,
        }
    }

    fn text(&self) -> String {
        match &self.body {
            Some(body) => masked::body(&self.content_type, body),
            None => format!("({}, not kept)", self.content_type),
        }
    }
}

/// The media type without its parameters.
fn essence(headers: &HeaderMap) -> String {
    let value = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = value
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The request with its body read, or what is known of it and why the body was not read.
async fn keep_request(request: Request) -> Result<(Request, Kept), (Kept, ApiError)> {
    let (parts, body) = request.into_parts();
    let unread = Kept::new(&parts.headers, None);
    if unread.content_type.starts_with("multipart/") {
        return Ok((Request::from_parts(parts, body), unread));
    }
    let whole = Request::from_parts(parts.clone(), body);
    let bytes = match Bytes::from_request(whole, &()).await {
        Ok(bytes) => bytes,
        Err(rejection) => return Err((unread, ApiError::unread_body(rejection.status()))),
    };
    let kept = Kept {
        body: Some(bytes.clone()),
        ..unread
    };
    Ok((Request::from_parts(parts, Body::from(bytes)), kept))
}

/// Our own responses are short and whole.
async fn keep_response(response: Response) -> (Response, Kept) {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let kept = Kept::new(&parts.headers, Some(bytes.clone()));
    (Response::from_parts(parts, Body::from(bytes)), kept)
}

fn username(state: &State, headers: &HeaderMap) -> Option<String> {
    let token = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()
        .and_then(bearer)?;
    let world = state.world();
    let grant = world.grant(token, state.now())?;
    world.user(&grant.user_id).map(|user| user.username.clone())
}

/// What the document has against the request and against the response. The consent page is a page,
/// of which it speaks only by what comes of it.
fn violations(
    method: &str,
    path: &str,
    status: u16,
    sent: &Kept,
    received: &Kept,
) -> [Option<String>; 2] {
    let Some(operation) = medium().operation_of(method, path) else {
        return [None, None];
    };
    let operation = operation.id.as_str();
    if operation == "authorize" {
        return [None, None];
    }
    let contract: &Contract = medium().contract();
    let message = |kept: &Kept, check: &dyn Fn(Message<'_>) -> Option<String>| {
        let body = kept.body.as_deref()?;
        check(Message {
            content_type: &kept.content_type,
            body,
        })
    };
    [
        message(sent, &|request| {
            contract.request_violation(operation, request)
        }),
        message(received, &|response| {
            contract.response_violation(operation, status, response)
        }),
    ]
}

fn exchange(sent: &Kept, received: &Kept, redirects: bool) -> Exchange {
    Exchange {
        request_head: masked::head(&sent.headers, redirects),
        request_body: sent.text(),
        response_head: masked::head(&received.headers, redirects),
        response_body: received.text(),
    }
}
