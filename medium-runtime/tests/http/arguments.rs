//! Encodes arguments, and rejects invalid ones.

use medium_runtime::{Builder, Call, Error, Secret, Style, Transport, decode};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::json;

use crate::client::{BELL, BELLS, SERVER, builder, client};
use crate::server::{Response, Server};

async fn server() -> Server {
    Server::with_response(Response::json(200, &json!(7))).await
}

fn bells(client: &Transport) -> Call<u32> {
    client.call(&BELLS, decode::json())
}

#[tokio::test]
async fn a_path_parameter_is_one_segment() {
    let server = server().await;
    let client = client(&server);
    for (id, segment) in [
        ("great-tom", "great-tom"),
        ("é 7?#", "%C3%A9%207%3F%23"),
        ("a/../b", "a%2F..%2Fb"),
        ("%2e%2e", "%252e%252e"),
        ("{towerId}", "%7BtowerId%7D"),
        ("a\\b\n", "a%5Cb%0A"),
        ("...", "..."),
    ] {
        let call: Call<u32> = client.call(&BELL, decode::json());
        let call = call.path("towerId", id).path("bellId", &3);
        assert_eq!(call.await.unwrap(), 7, "{id}");
        let seen = server.seen();
        let target = &seen.last().unwrap().target;
        assert_eq!(target, &format!("/v1/towers/{segment}/bells/3"), "{id}");
    }
}

#[tokio::test]
async fn rejects_path_parameters_that_change_the_path() {
    let server = server().await;
    let client = client(&server);
    for id in ["", ".", ".."] {
        let call = client.call(&BELL, decode::empty());
        let error = call
            .path("towerId", id)
            .path("bellId", &3)
            .await
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("bell: towerId"), "{error}");
    }
    let call = client.call(&BELL, decode::empty()).path("towerId", "a");
    let error = call.await.unwrap_err();
    assert!(error.to_string().contains("{bellId}"), "{error}");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_repeated_query_parameter_replaces_the_first() {
    let server = server().await;
    let call = bells(&client(&server))
        .query("limit", &3)
        .query("tag", &["a", "b&c"])
        .query_as("kind", &["x", "y z"], Style::FORM)
        .query_as("none", &[""; 0], Style::FORM)
        .query("limit", &5);
    call.await.unwrap();
    assert_eq!(
        server.seen()[0].target,
        "/v1/bells?tag=a&tag=b%26c&kind=x,y%20z&limit=5"
    );
}

#[tokio::test]
async fn headers_are_sent_and_secret_ones_are_not_shown() {
    let server = server().await;
    let client = client(&server);
    let key = Secret::from("key-0f");
    let call = bells(&client)
        .header_parameter("X-Trace", "7d1f")
        .header_as("X-Key", &key, Style::SIMPLE.secret())
        .header("x-team", "ringers");
    assert_eq!(format!("{call:?}"), "Call { operation: \"bells\", .. }");
    call.await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("x-trace"), Some("7d1f"));
    assert_eq!(seen[0].header("x-key"), Some("key-0f"));
    assert_eq!(seen[0].header("x-team"), Some("ringers"));
    assert_eq!(
        seen[0].header("authorization"),
        Some("Bearer secret-token-0f")
    );
    assert_eq!(seen[0].header("accept"), Some("application/json"));
}

#[tokio::test]
async fn rejects_reserved_headers_and_invalid_values() {
    let server = server().await;
    let client = client(&server);
    for (name, value) in [
        ("Authorization", "Bearer other"),
        ("content-length", "3"),
        ("host", "elsewhere.example"),
        ("bad name", "x"),
        ("x-line", "a\nb"),
    ] {
        let call = bells(&client).header(name, value);
        let error = call.await.expect_err(name);
        assert!(matches!(error, Error::Input { .. }), "{name}: {error}");
    }
    let call = bells(&client).header_as("X-Key", &Secret::from("key\n0f"), Style::SIMPLE.secret());
    let error = format!("{:?}", call.await.unwrap_err());
    assert!(error.contains("X-Key") && !error.contains("0f"), "{error}");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn reports_the_first_invalid_argument() {
    let server = server().await;
    let call = client(&server).call(&BELL, decode::empty());
    let call = call.path("towerId", "").path("bellId", "..");
    let error = call.await.unwrap_err().to_string();
    assert!(error.contains("towerId is empty"), "{error}");
}

#[tokio::test]
async fn returns_the_url_of_a_call_without_sending_it() {
    let server = server().await;
    let client = builder(&server).api_url(format!("{}/base/", server.url()));
    let client = client.build().unwrap();
    let url = bells(&client).query("a", "b c").url().unwrap();
    assert_eq!(
        url.as_str(),
        format!("{}/base/v1/bells?a=b%20c", server.url())
    );
    assert!(server.seen().is_empty());
}

#[test]
fn any_text_as_a_path_parameter_is_one_segment_or_an_error() {
    let client: Transport = Builder::new(SERVER).build().unwrap();
    proptest!(|(text in any_text())| {
        let call: Call<()> = client.call(&BELL, decode::empty());
        match call.path("towerId", &text).path("bellId", "3").url() {
            Ok(url) => {
                let id = url.path().strip_prefix("/v1/towers/");
                let id = id.and_then(|rest| rest.strip_suffix("/bells/3")).unwrap();
                prop_assert!(!id.contains('/'));
                prop_assert_eq!((url.query(), url.fragment()), (None, None));
                prop_assert_eq!(url.origin().ascii_serialization(), SERVER);
                let decoded = percent_decode_str(id).decode_utf8();
                prop_assert_eq!(decoded.unwrap(), text);
            }
            Err(error) => {
                prop_assert!(matches!(text.as_str(), "" | "." | ".."), "{text:?} was rejected");
                prop_assert!(!error.to_string().contains(char::is_control));
            }
        }
    });
}

/// Generates text, often with characters that could end a path segment.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "/", "..", ".", "%2e", "%2F", "\\", "?", "#", "{bellId}", "\n"
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}
