//! Servers: with variables, relative, none; and all methods.

use medium_runtime::Error;

use crate::server::{Server, USER_AGENT, start_server_and_client};
use crate::{no_server, relative_server, server_variables};

#[tokio::test]
async fn sends_every_method() {
    let (server, client) = start_server_and_client!(methods);
    client.get().await.unwrap();
    client.put().await.unwrap();
    client.post().await.unwrap();
    client.delete().await.unwrap();
    client.patch().await.unwrap();
    client.head().await.unwrap();
    client.options().await.unwrap();
    client.trace().await.unwrap();
    let methods: Vec<String> = server
        .all()
        .into_iter()
        .map(|request| request.method)
        .collect();
    assert_eq!(
        methods,
        [
            "GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"
        ]
    );
}

#[tokio::test]
async fn a_document_without_a_server_requires_its_url() {
    let server = Server::start().await;
    let error = no_server::Client::builder().build();
    let error = error.unwrap_err();
    assert!(
        matches!(&error, Error::Input { field, .. } if field == "document_url"),
        "{error}"
    );

    let client =
        no_server::Client::builder().document_url(format!("{}/docs/openapi.yaml", server.url()));
    let client = client.user_agent(USER_AGENT).build().unwrap();
    client.here().await.unwrap();
    assert_eq!(server.last().target, "/here");
}

#[tokio::test]
async fn a_relative_server_is_resolved_against_the_url_of_the_document() {
    let server = Server::start().await;
    assert!(relative_server::Client::builder().build().is_err());
    let client = relative_server::Client::builder()
        .document_url(format!("{}/docs/openapi.yaml", server.url()));
    let client = client.user_agent(USER_AGENT).build().unwrap();
    client.here().await.unwrap();
    assert_eq!(server.last().target, "/api/v2/here");
    client.old().await.unwrap();
    assert_eq!(server.last().target, "/api/v1/old");

    let client = relative_server::Client::builder().api_url(format!("{}/other", server.url()));
    let client = client.user_agent(USER_AGENT).build().unwrap();
    client.here().await.unwrap();
    assert_eq!(server.last().target, "/other/here");
}

#[test]
fn server_variables_accept_their_values_only() {
    let builder = server_variables::Client::builder;
    let address = |builder: server_variables::Builder| {
        let client = builder.build().unwrap();
        client.transport.api_url().to_string()
    };
    assert_eq!(address(builder()), "https://eu.regions.example/v2");
    assert_eq!(
        address(
            builder()
                .region("us")
                .version("v3/beta")
                .hook_variable("r2")
        ),
        "https://us.regions.example/v3/beta"
    );
    let error = builder().region("moon").build().unwrap_err();
    assert!(
        matches!(&error, Error::Input { field, problem, .. }
            if field == "region" && problem.contains("eu, us")),
        "{error}"
    );
    // A value can't change the host or the scheme.
    for version in ["?a", "#b"] {
        let built = builder().version(version).build();
        assert!(built.is_err(), "{version}");
    }
}
