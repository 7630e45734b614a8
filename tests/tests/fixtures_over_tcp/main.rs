//! The generator does not depend on Medium: the client of another service, generated from
//! `fixtures/other_service.yaml`, is called over TCP, and the requests match the document.
#![deny(missing_docs)]
// Each test calls a part of it.
#![allow(dead_code)]

tests::clients! {
    other_service, any_json, derived_names, envelope_siblings, error_bodies, event_stream,
    form_nested, multipart_kinds, redirect_called, request_bodies, response_bodies,
    response_headers, responses_by_status, header_and_cookie_styles, methods, no_server, paging,
    parameter_names, path_styles, query_styles, relative_server, rust_names, secret_parameters,
    security_schemes, server_variables
}

mod errors;
mod forms;
mod names;
mod pages;
mod parameters;
mod request_types;
mod requests;
mod response_types;
mod security;
mod server;
mod servers;
mod statuses;
mod streams;

use std::collections::BTreeSet;

use serde_json::json;

use other_service::types::{TreeId, Weather};
use other_service::{Client, operations};
use server::{Server, USER_AGENT};

async fn start() -> (Server, Client) {
    let server = Server::start().await;
    let url = server.url();
    let client = Client::builder()
        .token("gardeners-token")
        .user_agent(USER_AGENT)
        .api_url(format!("{url}/v7"))
        .server(operations::WEATHER.server, format!("{url}/weather-station"))
        .server(operations::GATE.server, &url)
        .build()
        .unwrap();
    (server, client)
}

#[tokio::test]
async fn an_operation_with_its_own_server_returns_two_types() {
    let (server, client) = start().await;
    server.respond(200, json!("fair"));
    server.respond(200, json!({ "degrees": -3.5 }));
    let words = client.weather().await.unwrap();
    assert!(matches!(words, Weather::String(text) if text == "fair"));
    let numbers = client.weather().await.unwrap();
    assert!(matches!(numbers, Weather::Measured(measured) if measured.degrees < 0.0));

    assert_eq!(server.last().target, "/weather-station/weather");
    assert_eq!(server.last().header("authorization"), None);
}

#[tokio::test]
async fn a_redirect_is_a_url_for_a_browser() {
    let (server, client) = start().await;
    let back = "https://me.example/?a=b".parse().unwrap();
    let directions = ["in".to_owned(), "out".to_owned()];
    let url = client
        .gate("east gate", &back)
        .ask(&directions)
        .url()
        .unwrap();

    let response = format!(
        "{}/gate/east%20gate?back=https%3A%2F%2Fme.example%2F%3Fa%3Db&ask=in,out",
        server.url()
    );
    assert_eq!(url.as_str(), response);
    assert!(server.all().is_empty(), "nothing is sent");
}

#[tokio::test]
async fn requests_do_not_reveal_the_generator() {
    let (server, client) = start().await;
    server.respond(200, json!({ "name": "a" }));
    client.branch(&TreeId::from("a"), "b").await.unwrap();

    let request = server.last();
    let names: BTreeSet<&str> = request.headers.keys().map(|name| name.as_str()).collect();
    assert_eq!(
        names,
        BTreeSet::from(["accept", "authorization", "host", "user-agent"])
    );
    assert_eq!(request.header("accept"), Some("application/json"));
}
