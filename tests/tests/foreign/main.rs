//! The generator does not depend on Medium: the client of another service,
//! generated from `fixtures/foreign.yaml`, is called over TCP, and the requests
//! match the document.
#![deny(missing_docs)]
// Each test calls a part of it.
#![allow(dead_code)]

include!(concat!(env!("OUT_DIR"), "/foreign/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/any_json/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/derived_names/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/envelope_siblings/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/error_bodies/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/event_stream/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/form_nested/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/multipart_kinds/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/redirect_called/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/request_bodies/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/response_bodies/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/response_headers/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/responses_by_status/tested.rs"));
include!(concat!(
    env!("OUT_DIR"),
    "/header_and_cookie_styles/tested.rs"
));
include!(concat!(env!("OUT_DIR"), "/methods/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/no_server/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/paging/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/parameter_names/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/path_styles/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/query_styles/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/relative_server/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/rust_names/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/secret_parameters/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/security_schemes/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/server_variables/tested.rs"));

mod errors;
mod forms;
mod names;
#[path = "paging.rs"]
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

/// A client of a fixture for this server.
macro_rules! client_of {
    ($fixture:ident, $server:expr) => {
        $fixture::Client::builder()
            .api_url($server.url())
            .user_agent($crate::server::USER_AGENT)
            .build()
            .expect("valid settings")
    };
}
pub(crate) use client_of;

use std::collections::BTreeSet;

use serde_json::json;

use foreign::types::{TreeId, Weather};
use foreign::{Client, operations};
use server::{Server, USER_AGENT};

async fn started() -> (Server, Client) {
    let server = Server::start().await;
    let url = server.url();
    let client = Client::builder()
        .token("gardeners-token")
        .user_agent(USER_AGENT)
        .api_url(format!("{url}/v7"))
        .server(operations::WEATHER.server, format!("{url}/weather-station"))
        .server(operations::GATE.server, &url)
        .build()
        .expect("valid settings");
    (server, client)
}

#[tokio::test]
async fn an_operation_with_its_own_server_returns_two_types() {
    let (server, client) = started().await;
    server.respond(200, json!("fair"));
    server.respond(200, json!({ "degrees": -3.5 }));
    let words = client.weather().await.expect("a response");
    assert!(matches!(words, Weather::String(text) if text == "fair"));
    let numbers = client.weather().await.expect("a response");
    assert!(matches!(numbers, Weather::Measured(measured) if measured.degrees < 0.0));

    assert_eq!(server.last().target, "/weather-station/weather");
    assert_eq!(server.last().header("authorization"), None);
}

#[tokio::test]
async fn a_redirect_is_a_url_for_a_browser() {
    let (server, client) = started().await;
    let back = "https://me.example/?a=b".parse().expect("a URL");
    let asked = ["in".to_owned(), "out".to_owned()];
    let url = client
        .gate("east gate", &back)
        .ask(&asked)
        .url()
        .expect("a URL");

    let response = format!(
        "{}/gate/east%20gate?back=https%3A%2F%2Fme.example%2F%3Fa%3Db&ask=in,out",
        server.url()
    );
    assert_eq!(url.as_str(), response);
    assert!(server.all().is_empty(), "nothing is sent");
}

#[tokio::test]
async fn requests_do_not_reveal_the_generator() {
    let (server, client) = started().await;
    server.respond(200, json!({ "name": "a" }));
    client
        .branch(&TreeId::from("a"), "b")
        .await
        .expect("a response");

    let arrived = server.last();
    let names: BTreeSet<&str> = arrived.headers.keys().map(|name| name.as_str()).collect();
    assert_eq!(
        names,
        BTreeSet::from(["accept", "authorization", "host", "user-agent"])
    );
    assert_eq!(arrived.header("accept"), Some("application/json"));
}

#[test]
fn operations_and_scopes_are_data() {
    let ids: Vec<&str> = operations::ALL
        .iter()
        .map(|operation| operation.id)
        .collect();
    assert_eq!(
        ids,
        [
            "trees",
            "plant",
            "branch",
            "cut",
            "addPhotos",
            "note",
            "weather",
            "token",
            "gate"
        ]
    );
    assert_eq!(operations::TREES.scopes, ["look"]);
    assert_eq!(operations::PLANT.scopes, ["plant"]);
    assert!(operations::CUT.is_authenticated() && operations::CUT.scopes.is_empty());
    assert!(!operations::GATE.is_authenticated());
    assert!(operations::TOKEN.secret && !operations::PLANT.secret);
    let scopes: Vec<&str> = operations::SCOPES.iter().map(|scope| scope.name).collect();
    assert_eq!(scopes, ["look", "plant"]);
}
