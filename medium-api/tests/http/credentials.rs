//! Credentials are sent only to their origin, and only with their scopes.

use std::sync::Arc;

use medium_api::auth::{self, Application, Memory, Tokens};
use medium_api::types::{NewPost, Scope, UserId};
use medium_api::{Client, Error, Secret, operations};
use medium_sandbox::Sandbox;
use serde_json::json;

use crate::support::server::{Request, Response, Server};
use crate::support::{
    application, builder_with_short_limits, client_with_token, consent, user_client,
};

async fn empty_server() -> Server {
    Server::with_response(Response::json(200, &json!({ "data": [] }))).await
}

fn registered_at(url: &str) -> Application {
    let callback = "http://127.0.0.1:8585/callback".parse().unwrap();
    Application::new("id", "secret", callback).with_origin(url)
}

#[tokio::test]
async fn a_call_without_its_scope_is_not_sent() {
    let server = empty_server().await;
    let tokens = Tokens::new("access", None).scopes([Scope::BasicProfile]);
    let client = user_client(
        &server.url(),
        registered_at(&server.url()),
        Memory::new(tokens),
    );
    let post = NewPost::markdown("Bells", "# Bells");
    let author = UserId("1".to_owned());
    let error = client.create_post(&author, &post).await.unwrap_err();
    assert!(
        matches!(&error, Error::Scope { scope, .. } if scope == "publishPost"),
        "{error}"
    );
    let error = client.publications(&author).await.unwrap_err();
    assert!(matches!(&error, Error::Scope { scope, .. } if scope == "listPublications"));
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_token_with_unknown_scopes_is_sent() {
    let server = empty_server().await;
    let client = client_with_token(&server.url(), "access");
    client.publications(&UserId("1".to_owned())).await.unwrap();
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn names_the_missing_scope() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
    tokens.scopes = None;
    let client = user_client(sandbox.url(), application(&sandbox), Memory::new(tokens));
    let user = UserId(sandbox.users()[0].id.clone());
    let error = client.publications(&user).await.unwrap_err();
    assert!(
        matches!(&error, Error::Scope { scope, .. } if scope == "listPublications"),
        "{error}"
    );
}

#[tokio::test]
async fn rejects_an_application_of_another_origin() {
    let server = empty_server().await;
    for elsewhere in [
        "https://api.medium.com",
        "http://127.0.0.1:1",
        "http://localhost:1",
        "nothing",
    ] {
        let tokens = Memory::new(Tokens::new("access", Some(Secret::from("refresh"))));
        let error = builder_with_short_limits(&server.url())
            .credential(auth::oauth(registered_at(elsewhere), Arc::new(tokens)))
            .build()
            .unwrap_err();
        assert!(matches!(error, Error::Input { .. }), "{error}");
    }
}

#[tokio::test]
async fn sends_code_and_secret_to_no_other_origin() {
    let server = empty_server().await;
    let other_client = builder_with_short_limits(&server.url()).build().unwrap();
    let application = registered_at("https://api.medium.com").with_client(other_client);
    let exchanged = application.exchange(Secret::from("code")).await;
    assert!(
        matches!(exchanged, Err(Error::Input { .. })),
        "{exchanged:?}"
    );
    assert!(application.login(&[Scope::BasicProfile]).is_err());
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn does_not_follow_redirects() {
    let elsewhere = empty_server().await;
    let url = format!("{}/v1/me", elsewhere.url());
    for status in [301, 302, 303, 307, 308] {
        let server =
            Server::with_response(Response::text(status, "text/html", "").header("Location", &url))
                .await;
        let client = client_with_token(&server.url(), "access");
        let error = client.me().await.unwrap_err();
        assert!(matches!(error, Error::Redirected { .. }), "{error}");
        assert_eq!(server.seen().len(), 1);
    }
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn rejects_logins_at_another_origin() {
    let api = empty_server().await;
    let half = Client::builder().api_url(api.url()).build();
    let application = registered_at(&api.url()).with_client(half.unwrap());
    let error = application
        .login(&[Scope::BasicProfile])
        .unwrap_err()
        .to_string();
    assert!(error.contains("https://medium.com"), "{error}");
    assert!(error.contains(&api.url()), "{error}");
    assert!(error.contains("Builder::origin"), "{error}");

    let other_half = Client::builder().server(operations::AUTHORIZE.server, api.url());
    let application = registered_at(Client::SERVER).with_client(other_half.build().unwrap());
    let error = application
        .login(&[Scope::BasicProfile])
        .unwrap_err()
        .to_string();
    assert!(error.contains(Client::SERVER), "{error}");
}

#[tokio::test]
async fn starts_a_login_without_a_client() {
    let api = empty_server().await;
    for (origin, page) in [
        (Client::SERVER, "https://medium.com/m/oauth/authorize?"),
        (&*api.url(), &*format!("{}/m/oauth/authorize?", api.url())),
    ] {
        let login = registered_at(origin).login(&[Scope::BasicProfile]).unwrap();
        assert!(login.url().as_str().starts_with(page), "{}", login.url());
    }
    assert!(api.seen().is_empty());
}

#[tokio::test]
async fn a_login_sends_no_request_to_the_authorization_server() {
    let (api, pages) = (empty_server().await, empty_server().await);
    let client = Client::builder()
        .api_url(api.url())
        .server(operations::AUTHORIZE.server, pages.url())
        .token("access-token")
        .build()
        .unwrap();
    let application = registered_at(&api.url()).with_client(client);
    let login = application.login(&[Scope::BasicProfile]).unwrap();
    assert!(login.url().as_str().starts_with(&pages.url()));
    assert!(!login.url().as_str().contains("access-token"));
    assert!(!login.url().as_str().contains("client_secret"));
    assert!(api.seen().is_empty() && pages.seen().is_empty());
}

#[tokio::test]
async fn a_refresh_does_not_send_the_old_token() {
    let server = Server::start(async |request: Request| match request.target.as_str() {
        "/v1/tokens" => Response::error(400, 6021, "grant_type was invalid."),
        _ => Response::error(401, 6003, "Token was invalid."),
    })
    .await;
    let tokens = Tokens::new("access", Some(Secret::from("refresh")));
    let client = user_client(
        &server.url(),
        registered_at(&server.url()),
        Memory::new(tokens),
    );
    let error = client.me().await.unwrap_err();
    assert!(matches!(error, Error::LoginRequired { .. }), "{error}");
    let [call, refresh] = &server.seen()[..] else {
        panic!("two requests: {:?}", server.seen());
    };
    assert_eq!(call.header("authorization"), Some("Bearer access"));
    assert_eq!(
        (refresh.target.as_str(), refresh.header("authorization")),
        ("/v1/tokens", None)
    );
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let server = empty_server().await;
    let client = builder_with_short_limits(&server.url()).build().unwrap();
    let error = client.me().await.unwrap_err();
    assert!(
        matches!(&error, Error::Input { field, .. } if field == "token"),
        "{error}"
    );
    assert!(server.seen().is_empty());
}
