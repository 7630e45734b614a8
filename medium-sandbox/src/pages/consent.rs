//! The page on which a person lets an application act for them, and what their decision leads to.

use std::collections::HashMap;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{RawQuery, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::{Url, form_urlencoded};

use super::shell::{message, page_leading_to};
use super::visitor::Visitor;
use crate::state::credentials::PendingConsent;
use crate::state::{State, World};
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

/// `GET /m/oauth/authorize`. What is wrong with the application or its callback is shown here;
/// what else is wrong goes back to the application.
pub(super) async fn show(
    state: Extract<State>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let query = pairs(query.unwrap_or_default().as_bytes());
    let field = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let mut world = state.world();
    let redirect_uri = field("redirect_uri");
    let known = registered(&world, field("client_id"), redirect_uri);
    let (application, callback) = match known {
        Ok(known) => known,
        Err(text) => return refused(text),
    };
    let scopes = match asked_scopes(&application, &query) {
        Ok(scopes) => scopes,
        Err(error) => return back(callback, &[("error", error), ("state", field("state"))]),
    };
    let consent = PendingConsent {
        client_id: application.client_id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        scopes: scopes.clone(),
        state: field("state").to_owned(),
        expires_at: 0,
    };
    let ticket = world.open_consent(consent, state.now());
    let users = world.users.values().collect();
    let page = Consent {
        visitor: &visitor,
        application: &application,
        redirect_uri,
        scopes: &scopes,
        users,
        ticket: &ticket,
    };
    page_leading_to(&destination(&callback), &page)
}

/// The application with this id and its callback, or why the page can't be shown.
fn registered(
    world: &World,
    client_id: &str,
    redirect_uri: &str,
) -> Result<(Application, Url), &'static str> {
    let application = world.applications.get(client_id);
    let application = application.ok_or("No application has this client_id.")?;
    let known = application
        .redirect_uris
        .iter()
        .any(|uri| uri == redirect_uri);
    match Url::parse(redirect_uri) {
        Ok(callback) if known => Ok((application.clone(), callback)),
        _ => Err("The redirect_uri is not one that the application registered, exactly."),
    }
}

/// A callback as a source in a policy: its origin, or its scheme if it belongs to a program on the
/// machine. A host may not carry more into the policy than its name.
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

/// `POST /m/oauth/authorize`, the page's own form. The ticket in it can't be known to another site.
pub(super) async fn decide(state: Extract<State>, body: Bytes) -> Response {
    let form = pairs(&body);
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let now = state.now();
    let Some(consent) = state.world().close_consent(field("ticket"), now) else {
        return refused("This page has been used already, or is too old. Start again.");
    };
    let Ok(callback) = Url::parse(&consent.redirect_uri) else {
        return refused("The redirect_uri is not an address.");
    };
    if field("decision") != "allow" {
        return back(callback, &[("error", "access_denied")]);
    }
    let oauth_state = consent.state.clone();
    let issue = |world: &mut World| {
        let user_id = world.user_named(field("username"))?.id.clone();
        Some(world.issue_code(&user_id, consent, now))
    };
    match state.change(issue).await {
        Ok(Some(code)) => back(callback, &[("state", &oauth_state), ("code", &code)]),
        Ok(None) => refused("There is no such user."),
        Err(error) => error.into_response(),
    }
}

fn pairs(encoded: &[u8]) -> HashMap<String, String> {
    form_urlencoded::parse(encoded).into_owned().collect()
}

/// The scopes asked for, or the OAuth error code that the application gets instead.
fn asked_scopes(
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
    for name in query
        .get("scope")
        .map(String::as_str)
        .unwrap_or_default()
        .split(',')
    {
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

fn refused(text: &str) -> Response {
    message(
        StatusCode::BAD_REQUEST,
        "This request can't be allowed",
        text,
    )
}

/// Sends the browser back to the application. Parameters that it registered stay.
fn back(mut callback: Url, parameters: &[(&str, &str)]) -> Response {
    callback.query_pairs_mut().extend_pairs(parameters);
    (
        StatusCode::FOUND,
        [(header::LOCATION, callback.to_string())],
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callback_stands_in_the_policy_by_its_origin_or_its_scheme() {
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
            let parsed = Url::parse(callback).expect("an address");
            assert_eq!(destination(&parsed), source, "{callback}");
        }
    }
}
