//! `POST /v1/tokens`: exchanges a code or refreshes a token, depending on `grant_type`.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::json;
use url::form_urlencoded;

use crate::api_error::{ApiError, json_response};
use crate::headers::media_type;
use crate::state::credentials::IssuedTokens;
use crate::state::{AppState, Database};

/// The fields of both grants. `scope` is missing, since the user chose it on the consent page.
pub(super) const FIELDS: [&str; 6] = [
    "grant_type",
    "code",
    "refresh_token",
    "client_id",
    "client_secret",
    "redirect_uri",
];

pub(super) async fn issue(
    state: State<AppState>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let form = form(&headers, &body);
    if let Some(name) = form.keys().find(|name| !FIELDS.contains(&name.as_str())) {
        let message = format!("Unexpected field ({name}) specified");
        return Err(ApiError::new(StatusCode::BAD_REQUEST, 6007, message));
    }
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (policy, now) = (state.settings.tokens, state.now());
    let client_id = field("client_id");
    let issue = |db: &mut Database| match field("grant_type") {
        "authorization_code" => {
            db.application_with_secret(client_id, field("client_secret"))?;
            db.exchange_code(field("code"), client_id, field("redirect_uri"), policy, now)
        }
        "refresh_token" => {
            db.application_with_secret(client_id, field("client_secret"))?;
            db.refresh(field("refresh_token"), client_id, policy, now)
        }
        _ => Err(ApiError::grant_type()),
    };
    Ok(response(&state.change(issue).await??))
}

/// Returns the parameters, which are valid in a form body only.
fn form(headers: &HeaderMap, body: &[u8]) -> HashMap<String, String> {
    if media_type(headers) != "application/x-www-form-urlencoded" {
        return HashMap::new();
    }
    form_urlencoded::parse(body).into_owned().collect()
}

/// Returns a token response. Unlike other resources, it has no envelope.
fn response(issued: &IssuedTokens) -> Response {
    let scope: Vec<&str> = issued.scopes.iter().map(|scope| scope.as_str()).collect();
    let body = json!({
        "token_type": "Bearer",
        "access_token": issued.access_token,
        "refresh_token": issued.refresh_token,
        "scope": scope,
        "expires_at": issued.expires_at,
    });
    json_response(StatusCode::CREATED, &body)
}
