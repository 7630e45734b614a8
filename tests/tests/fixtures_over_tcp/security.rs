//! Credentials of every type: sent where the document says, and never shown.

use medium_runtime::Error;
use serde_json::json;

use crate::security_schemes::{Builder, Client, operations};
use crate::server::{Server, USER_AGENT};

fn builder(server: &Server) -> Builder {
    Client::builder()
        .api_url(server.url())
        .user_agent(USER_AGENT)
}

fn with_all_credentials(server: &Server) -> Client {
    builder(server)
        .header_key("key-0f1e2d3c")
        .query_key("q&key/4b5a")
        .cookie_key("c;ookie")
        .person("Aladdin", "open sesame")
        .digest("username=\"a\"")
        .token("token-9a8b7c6d")
        .build()
        .unwrap()
}

#[tokio::test]
async fn sends_each_credential_where_its_scheme_says() {
    let server = Server::start().await;
    let client = with_all_credentials(&server);
    client.by_header().await.unwrap();
    assert_eq!(server.last().header("x-api-key"), Some("key-0f1e2d3c"));
    assert_eq!(server.last().header("authorization"), None);

    client.by_query().floor(3).await.unwrap();
    assert_eq!(
        server.last().target,
        "/query?floor=3&api_key=q%26key%2F4b5a"
    );

    client.by_cookie().theme("dark").await.unwrap();
    assert_eq!(
        server.last().header("cookie"),
        Some("theme=dark; SID=c%3Bookie")
    );

    client.by_basic().await.unwrap();
    let basic = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    assert_eq!(server.last().header("authorization"), Some(basic));

    client.by_token().await.unwrap();
    let bearer = Some("Bearer token-9a8b7c6d");
    assert_eq!(server.last().header("authorization"), bearer);

    client.by_digest().await.unwrap();
    let digest = Some("digest username=\"a\"");
    assert_eq!(server.last().header("authorization"), digest);
}

#[tokio::test]
async fn sends_several_credentials_only_if_needed() {
    let server = Server::start().await;
    let client = with_all_credentials(&server);
    client.by_either().await.unwrap();
    let bearer = Some("Bearer token-9a8b7c6d");
    assert_eq!(server.last().header("authorization"), bearer);
    assert_eq!(server.last().header("x-api-key"), Some("key-0f1e2d3c"));

    client.by_nobody().await.unwrap();
    assert_eq!(server.last().header("authorization"), None);
    assert_eq!(server.last().header("x-api-key"), None);
}

#[tokio::test]
async fn uses_the_first_alternative_with_all_credentials() {
    let server = Server::start().await;
    let client = builder(&server)
        .header_key("key-0f")
        .person("a", "")
        .build()
        .unwrap();
    client.by_either().await.unwrap();
    assert_eq!(server.last().header("authorization"), Some("Basic YTo="));
    assert_eq!(server.last().header("x-api-key"), None);

    client.by_anyone().await.unwrap();
    assert_eq!(server.last().header("x-api-key"), Some("key-0f"));

    let anonymous = builder(&server).build().unwrap();
    anonymous.by_anyone().await.unwrap();
    assert_eq!(server.last().header("x-api-key"), None);
}

#[tokio::test]
async fn reports_a_missing_credential_before_sending() {
    let server = Server::start().await;
    let client = builder(&server).build().unwrap();
    let error = client.by_either().await.unwrap_err();
    let Error::Input { problem, .. } = &error else {
        panic!("{error}");
    };
    assert!(
        problem.contains("`header_key` and `token`, or `person`"),
        "{problem}"
    );
    let client = builder(&server).header_key("k").build().unwrap();
    let error = client.by_either().await.unwrap_err();
    assert!(
        error.to_string().contains("`token`, or `person`"),
        "{error}"
    );
    assert!(server.all().is_empty());
}

#[tokio::test]
async fn never_shows_a_credential() {
    let server = Server::start().await;
    let client = with_all_credentials(&server);
    let shown = format!(
        "{client:?} {:?}",
        builder(&server).header_key("key-0f1e2d3c")
    );
    assert!(!shown.contains("0f1e2d3c"), "{shown}");
    let echo = "no key-0f1e2d3c, no q%26key%2F4b5a, no c;ookie, no QWxhZGRpbjpvcGVuIHNlc2FtZQ==, \
                no open sesame, no token-9a8b7c6d";
    let mut errors = Vec::new();
    for _ in 0..5 {
        server.respond(418, json!({ "message": echo }));
    }
    errors.push(client.by_header().await.unwrap_err());
    errors.push(client.by_query().await.unwrap_err());
    errors.push(client.by_cookie().await.unwrap_err());
    errors.push(client.by_basic().await.unwrap_err());
    errors.push(client.by_token().await.unwrap_err());
    let secrets = ["0f1e2d3c", "4b5a", "c;ookie", "b3BlbiBzZXNhbWU", "9a8b7c6d"];
    for (error, secret) in errors.iter().zip(secrets) {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    let basic = format!("{:?}", errors[3]);
    assert!(!basic.contains("open sesame"), "{basic}");
}

#[tokio::test]
async fn never_sends_a_credential_to_another_server() {
    let (api, other) = (Server::start().await, Server::start().await);
    // If only the API's URL is replaced, the other real server gets nothing.
    let client = builder(&api).header_key("key-0f").build();
    let error = client.unwrap().elsewhere().await;
    let error = error.unwrap_err();
    assert!(
        matches!(&error, Error::Input { field, .. } if field == "server"),
        "{error}"
    );

    let client = builder(&api)
        .server(operations::ELSEWHERE.server, other.url())
        .header_key("key-0f")
        .build()
        .unwrap();
    client.elsewhere().await.unwrap();
    assert_eq!(other.last().header("x-api-key"), Some("key-0f"));
    assert!(api.all().is_empty());
}

#[test]
fn rejects_a_credential_that_cannot_be_sent() {
    for built in [
        Client::builder().header_key("a\nb").build(),
        Client::builder().header_key("").build(),
        Client::builder().person("a:b", "c").build(),
        Client::builder().token("a b").build(),
    ] {
        let error = built.unwrap_err();
        assert!(matches!(error, Error::Input { .. }), "{error}");
    }
}
