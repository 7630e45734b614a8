//! The child process: calls every operation, and prints all results.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use medium_api::auth::{self, Application, Callback, Memory, TokenSource, Tokens};
use medium_api::types::{
    AuthorizationCodeGrant, NewPost, PublicationId, RefreshTokenGrant, Scope, UserId,
};
use medium_api::{Client, Error, Retry, Secret, operations};
use tracing_subscriber::fmt::format::FmtSpan;
use url::Url;

use crate::secrets::{ACCESS, CLIENT_SECRET, CODE, REFRESH, TOKEN};
use crate::servers::PLAIN;
use crate::support::call::{Arguments, call};
use crate::{LEAK, SERVERS};

/// The leaks that the search must find.
pub(crate) const LEAKS: [&str; 7] = [
    "print", "stderr", "log", "panic", "percent", "base64", "start",
];

#[test]
#[ignore = "run by the other tests in a child process"]
fn calls_all_servers() {
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_ansi(false)
        .init();
    if let Ok(leak) = std::env::var(LEAK) {
        print_secret(&leak);
    }
    let servers = std::env::var(SERVERS).unwrap_or_default();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let calls = servers.lines().filter_map(|line| line.split_once(' '));
        let calls =
            calls.map(|(name, url)| tokio::spawn(call_server(name.to_owned(), url.to_owned())));
        for call in calls.collect::<Vec<_>>() {
            call.await.unwrap();
        }
    });
}

fn print_secret(leak: &str) {
    match leak {
        "print" => println!("{TOKEN}"),
        "stderr" => eprintln!("{CODE}"),
        "log" => tracing::trace!(secret = CLIENT_SECRET),
        "panic" => drop(std::panic::catch_unwind(|| panic!("{ACCESS}"))),
        "percent" => println!("{}", REFRESH.replace('/', "%2F").replace('+', "%2B")),
        "base64" => {
            use base64::Engine as _;
            let basic = format!("client-1:{CLIENT_SECRET}");
            println!(
                "{}",
                base64::engine::general_purpose::STANDARD.encode(basic)
            );
        }
        "start" => println!("{}…", &TOKEN[..16]),
        other => panic!("unknown leak: {other}"),
    }
}

/// Calls one server with each type of credential, concurrently.
async fn call_server(server: String, url: String) {
    let integration = client(&server, &url).token(TOKEN);
    print(&integration);
    let integration = integration.build().unwrap();
    print(&integration);
    let application = application(&url);
    print(&application);
    let live = Tokens::new(ACCESS, Some(Secret::from(REFRESH)));
    let expired = live.clone().expires_at(0);
    tokio::join!(
        call_operations(&server, &integration),
        call_for_user(&server, &url, live),
        call_for_user(&server, &url, expired),
        log_in(&server, application.with_client(integration.clone())),
    );
}

async fn call_for_user(server: &str, url: &str, tokens: Tokens) {
    print(&tokens);
    let source = Memory::new(tokens);
    print(&source.load().await);
    let builder =
        client(server, url).credential(auth::oauth(application(url), Arc::new(source.clone())));
    print(&builder);
    let user = builder.build().unwrap();
    call_operations(server, &user).await;
    print(&user);
    print(&source);
}

fn client(server: &str, url: &str) -> medium_api::Builder {
    // With a fault, the outcome does not matter, only the output.
    let limit = Duration::from_millis(if server == PLAIN { 60_000 } else { 700 });
    let retry = Retry::default().backoff(Duration::from_millis(5), Duration::from_millis(5));
    crate::support::builder_with_short_limits(url)
        .connect_timeout(limit)
        .stall_timeout(limit)
        .retry(retry.attempts(2))
}

fn application(url: &str) -> Application {
    let callback = Url::parse("http://127.0.0.1:8585/callback").unwrap();
    Application::new("client-1", CLIENT_SECRET, callback).with_origin(url)
}

/// Calls every operation; `createToken` with both grants.
async fn call_operations(server: &str, client: &Client) {
    let redirect_uri = application("").redirect_uri;
    let with = |grant| Arguments {
        user: UserId("u1".to_owned()),
        publication: PublicationId("f1".to_owned()),
        post: NewPost::markdown("Bells", "# Bells"),
        grant,
    };
    let refresh = with(RefreshTokenGrant::new(REFRESH, "client-1", CLIENT_SECRET).into());
    let exchange =
        AuthorizationCodeGrant::new(CODE, "client-1", CLIENT_SECRET, redirect_uri).into();
    let exchange = with(exchange);
    print(&refresh.grant);
    print(&exchange.grant);
    let all = operations::ALL
        .iter()
        .map(|operation| (operation.id, &refresh));
    let exchange = (operations::CREATE_TOKEN.id, &exchange);
    let calls = all.chain([exchange]).map(|(id, with)| async move {
        if let Some(result) = call(id, client, with).await {
            print_result(server, id, result);
        }
    });
    futures_util::future::join_all(calls).await;
}

async fn log_in(server: &str, application: Application) {
    print(&application);
    let login = application.login(&[Scope::BasicProfile]).unwrap();
    print(&login);
    println!("called {} at {server}: ok", operations::AUTHORIZE.id);
    let state = login
        .url()
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap()
        .1
        .into_owned();
    let query = |state: &str| {
        url::form_urlencoded::Serializer::new(String::new())
            .append_pair("state", state)
            .append_pair("code", CODE)
            .finish()
    };
    let callback = login.callback(&query(&state));
    print(&callback);
    print_result(server, "callback", login.callback(&query("another")));
    if let Ok(Callback::Granted(code)) = callback {
        print_result(server, "exchange", application.exchange(code).await);
    }
}

/// Prints the outcome of a call in every format.
fn print_result<T: Debug>(server: &str, operation: &str, result: Result<T, Error>) {
    match result {
        Ok(value) => {
            println!("called {operation} at {server}: ok");
            print(&value);
        }
        Err(error) => {
            println!("called {operation} at {server}: {error}");
            print(&error);
            print(&(error.code(), error.status(), error.errors()));
            let mut source = error.source();
            while let Some(inner) = source {
                println!("{inner} {inner:?} {inner:#?}");
                source = inner.source();
            }
            tracing::error!(%error, ?error, "logged by the program");
            // As `unwrap` would.
            drop(std::panic::catch_unwind(|| panic!("{error:?}")));
        }
    }
}

fn print(value: &impl Debug) {
    println!("{value:?}");
    println!("{value:#?}");
}
