//! The consent page of OAuth: the user allows or denies an application access.

use std::collections::HashMap;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::{Url, form_urlencoded};

use super::layout::{message, page_redirecting_to};
use super::session::Visitor;
use crate::state::entities::PendingConsent;
use crate::state::{AppState, Database};
use crate::{Application, Scope, User};

#[derive(Template)]
#[template(path = "consent.html")]
struct Consent<'a> {
    visitor: &'a Visitor,
    application: &'a Application,
    redirect_uri: &'a str,
    scopes: &'a [Scope],
    users: Vec<&'a User>,
    ticket: &'a str,
}

/// `GET /m/oauth/authorize`. Shows errors of the application or its callback, and sends other errors
/// to the callback.
pub(super) async fn show(
    state: State<AppState>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let query = pairs(query.unwrap_or_default().as_bytes());
    let field = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let mut db = state.db();
    let redirect_uri = field("redirect_uri");
    let registered = find_application(&db, field("client_id"), redirect_uri);
    let (application, callback) = match registered {
        Ok(registered) => registered,
        Err(text) => return invalid(text),
    };
    let scopes = match requested_scopes(&application, &query) {
        Ok(scopes) => scopes,
        Err(error) => return redirect(callback, &[("error", error), ("state", field("state"))]),
    };
    let consent = PendingConsent {
        client_id: application.client_id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        scopes: scopes.clone(),
        state: field("state").to_owned(),
        expires_at: 0,
    };
    let ticket = db.open_consent(consent, state.now());
    let users = db.users.values().collect();
    let page = Consent {
        visitor: &visitor,
        application: &application,
        redirect_uri,
        scopes: &scopes,
        users,
        ticket: &ticket,
    };
    page_redirecting_to(&destination(&callback), &page)
}

/// Returns the application and its callback, or why the page can't be shown.
fn find_application(
    db: &Database,
    client_id: &str,
    redirect_uri: &str,
) -> Result<(Application, Url), &'static str> {
    let application = db.applications.get(client_id);
    let application = application.ok_or("No application has this client_id.")?;
    let mut registered = application.redirect_uris.iter();
    match Url::parse(redirect_uri) {
        Ok(callback) if registered.any(|uri| uri == redirect_uri) => {
            Ok((application.clone(), callback))
        }
        _ => Err("The redirect_uri must be exactly one that the application registered."),
    }
}

/// Returns a callback as a source in a content security policy: its origin, or its scheme for a
/// custom one. Empty if the host has characters that could extend the policy.
fn destination(callback: &Url) -> String {
    let origin = callback.origin();
    if !origin.is_tuple() {
        return format!("{}:", callback.scheme());
    }
    let source = origin.ascii_serialization();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._:/[]".contains(c);
    if source.chars().all(plain) {
        source
    } else {
        String::new()
    }
}

/// `POST /m/oauth/authorize`, the page's form. Other sites can't know the ticket in it, so it needs no
/// CSRF token.
pub(super) async fn decide(state: State<AppState>, body: Bytes) -> Response {
    let form = pairs(&body);
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let now = state.now();
    let Some(consent) = state.db().close_consent(field("ticket"), now) else {
        return invalid(
            "This page was already submitted, or has expired. Start again from the application.",
        );
    };
    let Ok(callback) = Url::parse(&consent.redirect_uri) else {
        return invalid("The redirect_uri is not a URL.");
    };
    if field("decision") != "allow" {
        return redirect(callback, &[("error", "access_denied")]);
    }
    let oauth_state = consent.state.clone();
    let issue = |db: &mut Database| {
        let user_id = db.user_named(field("username"))?.id.clone();
        Some(db.issue_code(&user_id, consent, now))
    };
    match state.change(issue).await {
        Ok(Some(code)) => redirect(callback, &[("state", &oauth_state), ("code", &code)]),
        Ok(None) => invalid("There is no such user. Go back and choose one from the list."),
        Err(error) => error.into_response(),
    }
}

fn pairs(encoded: &[u8]) -> HashMap<String, String> {
    form_urlencoded::parse(encoded).into_owned().collect()
}

/// Returns the requested scopes, or the OAuth error code for the application.
fn requested_scopes(
    application: &Application,
    query: &HashMap<String, String>,
) -> Result<Vec<Scope>, &'static str> {
    if query.get("response_type").map(String::as_str) != Some("code") {
        return Err("unsupported_response_type");
    }
    if query.get("state").is_none_or(String::is_empty) {
        return Err("invalid_request");
    }
    let mut scopes = Vec::new();
    let names = query.get("scope").map(String::as_str).unwrap_or_default();
    for name in names.split(',') {
        let scope = Scope::parse(name.trim()).ok_or("invalid_scope")?;
        if scope == Scope::UploadImage && !application.extended {
            return Err("invalid_scope");
        }
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    Ok(scopes)
}

fn invalid(text: &str) -> Response {
    let title = "Invalid authorization request";
    message(StatusCode::BAD_REQUEST, title, text)
}

/// Redirects the browser to the callback, with parameters in addition to its own.
fn redirect(mut callback: Url, parameters: &[(&str, &str)]) -> Response {
    callback.query_pairs_mut().extend_pairs(parameters);
    let location = [(header::LOCATION, callback.to_string())];
    (StatusCode::FOUND, location).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callback_is_in_the_policy_by_origin_or_scheme() {
        for (callback, source) in [
            (
                "https://a.example:8443/callback?x=1",
                "https://a.example:8443",
            ),
            ("http://[::1]:8585/callback", "http://[::1]:8585"),
            ("com.example.app:/callback", "com.example.app:"),
            ("https://a.example;script-src/callback", ""),
            ("https://a.example,default-src/callback", ""),
        ] {
            let parsed = Url::parse(callback).unwrap();
            assert_eq!(destination(&parsed), source, "{callback}");
        }
    }
}
