//! An invalid token is refreshed once, however many calls need it.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use medium_api::auth::{self, Application, Memory, Tokens};
use medium_api::types::Scope;
use medium_api::{Client, Secret};
use medium_sandbox::Sandbox;
use serde_json::json;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;

use crate::support::server::{Request, Response, Server};
use crate::support::{application, builder_with_short_limits, consent, refreshes, user_response};

const CALLS: usize = 1000;
/// Each call needs a connection, which is two open files with the server's.
const OPEN_FILES: u64 = 4096;
/// A thousand concurrent calls take long on a small machine.
const LONG_LIMIT: Duration = Duration::from_secs(30);

async fn sandbox(rotate: bool) -> Sandbox {
    let builder = Sandbox::builder().rotate_refresh_tokens(rotate);
    builder.start().await.unwrap()
}

fn user(sandbox: &Sandbox, source: &Memory) -> Client {
    client_with_long_limits(sandbox.url(), application(sandbox), source)
}

fn client_with_long_limits(url: &str, application: Application, source: &Memory) -> Client {
    builder_with_short_limits(url)
        .connect_timeout(LONG_LIMIT)
        .stall_timeout(LONG_LIMIT)
        .credential(auth::oauth(application, Arc::new(source.clone())))
        .build()
        .unwrap()
}

fn text(secret: &Secret) -> &str {
    secret.expose()
}

async fn revoke(sandbox: &Sandbox, token: &str) {
    assert!(sandbox.revoke(token).await.unwrap());
}

/// Makes a thousand calls with an invalid token, and counts the refreshes.
async fn a_thousand_callers(rotate: bool, change: impl AsyncFn(&Sandbox, Tokens) -> Tokens) {
    rlimit::increase_nofile_limit(OPEN_FILES).unwrap();
    let sandbox = sandbox(rotate).await;
    let old = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
    let source = Memory::new(change(&sandbox, old.clone()).await);
    let client = user(&sandbox, &source);
    all_at_once(&client).await;
    assert_eq!(refreshes(&sandbox), 1, "one refresh for {CALLS} callers");
    let new = source.tokens();
    assert_ne!(text(&new.access), text(&old.access));
    let [old, new] = [old.refresh, new.refresh].map(|token| token.unwrap());
    assert_eq!(text(&old) != text(&new), rotate, "the newest is kept");
    // The stored tokens also work for the next calls.
    assert_stored_tokens_work(&sandbox, &source).await;
}

/// Makes a thousand calls, each in a separate task.
async fn all_at_once(client: &Client) {
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let client = client.clone();
        calls.spawn(async move { client.me().await.map(drop) });
    }
    for call in calls.join_all().await {
        call.unwrap();
    }
}

async fn assert_stored_tokens_work(sandbox: &Sandbox, source: &Memory) {
    revoke(sandbox, text(&source.tokens().access)).await;
    let before = refreshes(sandbox);
    user(sandbox, source).me().await.unwrap();
    assert_eq!(refreshes(sandbox), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_token_is_refreshed_once_for_a_thousand_callers() {
    for rotate in [false, true] {
        let expire = async |_: &Sandbox, tokens: Tokens| tokens.expires_at(0);
        a_thousand_callers(rotate, expire).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_is_refreshed_once_for_a_thousand_callers() {
    a_thousand_callers(true, async |sandbox: &Sandbox, tokens: Tokens| {
        revoke(sandbox, text(&tokens.access)).await;
        tokens
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_refreshed_once_if_all_calls_are_rejected_first() {
    rlimit::increase_nofile_limit(OPEN_FILES).unwrap();
    let rejected = Arc::new(Semaphore::new(0));
    let server = Server::start({
        let rejected = Arc::clone(&rejected);
        move |request: Request| {
            let rejected = Arc::clone(&rejected);
            async move {
                if request.target == "/v1/tokens" {
                    let all = rejected.acquire_many(CALLS as u32).await;
                    all.unwrap().forget();
                } else if request.header("authorization") == Some("Bearer old") {
                    rejected.add_permits(1);
                }
                token_or_user(&request)
            }
        }
    })
    .await;
    let source = Memory::new(Tokens::new("old", Some(Secret::from("first"))));
    let client = registered_user(&server, &source);
    all_at_once(&client).await;
    assert_eq!(server.count("/v1/tokens"), 1);
    assert_eq!(server.count("/v1/me"), 2 * CALLS);
}

#[tokio::test]
async fn two_programs_with_one_store_refresh_once() {
    let sandbox = sandbox(true).await;
    let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
    let source = Memory::new(tokens.expires_at(0));
    let programs = [user(&sandbox, &source), user(&sandbox, &source)];
    let calls = join_all((0..40).map(|number| programs[number % 2].me().send())).await;
    assert!(calls.iter().all(Result::is_ok), "{calls:?}");
    assert_eq!(refreshes(&sandbox), 1);
}

#[tokio::test]
async fn a_valid_token_is_not_refreshed() {
    let sandbox = sandbox(false).await;
    let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
    let client = user(&sandbox, &Memory::new(tokens));
    client.me().await.unwrap();
    assert_eq!(refreshes(&sandbox), 0);
}

#[tokio::test]
async fn a_post_with_a_rejected_token_is_sent_again() {
    let sandbox = sandbox(false).await;
    let tokens = consent::tokens(&sandbox, &[Scope::PublishPost]).await;
    revoke(&sandbox, text(&tokens.access)).await;
    let client = user(&sandbox, &Memory::new(tokens));
    let author = medium_api::types::UserId(sandbox.users()[0].id.clone());
    let post = medium_api::types::NewPost::markdown("Bells", "# Bells");
    client.create_post(&author, &post).await.unwrap();
    assert_eq!((refreshes(&sandbox), sandbox.posts().len()), (1, 1));
}

#[tokio::test]
async fn dropping_a_call_does_not_cancel_the_refresh() {
    let (requested, respond) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let server = {
        let (requested, respond) = (Arc::clone(&requested), Arc::clone(&respond));
        Server::start(move |request: Request| {
            let (requested, respond) = (Arc::clone(&requested), Arc::clone(&respond));
            async move {
                if request.target == "/v1/tokens" {
                    requested.notify_one();
                    respond.notified().await;
                }
                token_or_user(&request)
            }
        })
        .await
    };
    let old = Tokens::new("old", Some(Secret::from("first"))).expires_at(0);
    let source = Memory::new(old);
    let client = registered_user(&server, &source);
    let call = tokio::spawn({
        let client = client.clone();
        async move { client.me().await.map(drop) }
    });
    requested.notified().await;
    call.abort();
    assert!(call.await.is_err_and(|ended| ended.is_cancelled()));
    respond.notify_one();
    client.me().await.unwrap();
    assert_eq!(server.count("/v1/tokens"), 1);
    assert_eq!(text(&source.tokens().access), "new");
}

fn registered_user(server: &Server, source: &Memory) -> Client {
    let callback = "http://127.0.0.1:8585/callback".parse().unwrap();
    let application = Application::new("id", "secret", callback).with_origin(server.url());
    client_with_long_limits(&server.url(), application, source)
}

/// Returns new tokens, and a user for requests with the new one.
fn token_or_user(request: &Request) -> Response {
    if request.target == "/v1/tokens" {
        let tokens = json!({
            "token_type": "Bearer", "access_token": "new", "refresh_token": "second",
            "expires_at": 4_102_444_800_000_i64, "scope": ["basicProfile"],
        });
        return Response::json(201, &tokens);
    }
    match request.header("authorization") {
        Some("Bearer new") => user_response(),
        _ => Response::error(401, 6003, "Token was invalid."),
    }
}
