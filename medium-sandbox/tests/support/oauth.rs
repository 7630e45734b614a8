//! The OAuth code flow, step by step.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::collections::HashMap;

use medium_sandbox::Application;
use url::Url;

use super::forms::value_of;
use super::{CheckedSandbox, Request, Response, get, post};

pub(crate) const STATE: &str = "5f0c2c";

/// Returns the path of the consent page for `scope`.
pub(crate) fn consent_path(application: &Application, scope: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", &application.client_id)
        .append_pair("scope", scope)
        .append_pair("state", STATE)
        .append_pair("response_type", "code")
        .append_pair("redirect_uri", application.redirect_uri())
        .finish();
    format!("/m/oauth/authorize?{query}")
}

pub(crate) fn consent_page(application: &Application, scope: &str) -> Request {
    get(&consent_path(application, scope))
}

/// Returns the request of the demo user's decision on that page.
pub(crate) fn decision(page: &Response, decision: &str) -> Request {
    let ticket = value_of(&page.text(), "ticket");
    post("/m/oauth/authorize").form(&[
        ("ticket", ticket.as_str()),
        ("username", "demo"),
        ("decision", decision),
    ])
}

/// Returns the callback of a redirect, and its parameters.
pub(crate) fn callback(response: &Response) -> (Url, HashMap<String, String>) {
    assert_eq!(response.status, 302, "{}", response.text());
    let url = response
        .header("location")
        .and_then(|to| Url::parse(to).ok());
    let url = url.unwrap();
    let parameters = url.query_pairs().into_owned().collect();
    (url, parameters)
}

/// Gets a code for the scopes that the demo user allowed.
pub(crate) async fn code(sandbox: &CheckedSandbox, scope: &str) -> String {
    let page = consent_page(sandbox.application(), scope);
    let page = page.send(&sandbox).await;
    let response = decision(&page, "allow").send(&sandbox).await;
    let (_, parameters) = callback(&response);
    assert_eq!(parameters["state"], STATE);
    parameters["code"].clone()
}

/// Exchanges a code of the demo application.
pub(crate) async fn exchange(sandbox: &CheckedSandbox, code: &str) -> Response {
    let exchange = exchange_by(sandbox.application(), code);
    exchange.send(&sandbox).await
}

pub(crate) fn exchange_by(application: &Application, code: &str) -> Request {
    let form = [
        ("code", code),
        ("client_id", &application.client_id),
        ("client_secret", &application.client_secret),
        ("grant_type", "authorization_code"),
        ("redirect_uri", application.redirect_uri()),
    ];
    post("/v1/tokens").form(&form)
}

pub(crate) fn refresh_by(application: &Application, token: &str) -> Request {
    let form = [
        ("refresh_token", token),
        ("client_id", &application.client_id),
        ("client_secret", &application.client_secret),
        ("grant_type", "refresh_token"),
    ];
    post("/v1/tokens").form(&form)
}

/// Returns a text field of a token response.
pub(crate) fn field(response: &Response, name: &str) -> String {
    response.json()[name].as_str().unwrap().to_owned()
}
