//! The process that is watched: it calls everything, and shows whatever it gets hold of.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use medium_api::auth::{self, Application, Callback, Memory, TokenSource, Tokens};
use medium_api::types::{
    AuthorizationCodeGrant, NewImage, NewPost, PublicationId, RefreshTokenGrant, Scope, TokenGrant,
    UserId,
};
use medium_api::{Client, Error, Retry, Secret, operations};
use tracing_subscriber::fmt::format::FmtSpan;
use url::Url;

use crate::secrets::{ACCESS, CLIENT_SECRET, CODE, REFRESH, TOKEN};
use crate::{LEAK, PLACES};

/// Ways to leak.
pub(crate) const LEAKS: [&str; 7] = [
    "print", "stderr", "log", "panic", "percent", "base64", "start",
];

#[test]
#[ignore = "run by the other tests, in a process of its own"]
fn acts() {
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_ansi(false)
        .init();
    if let Ok(leak) = std::env::var(LEAK) {
        leak_by(&leak);
    }
    let places = std::env::var(PLACES).unwrap_or_default();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let visits = places.lines().filter_map(|line| line.split_once(' '));
        let visits = visits.map(|(name, url)| tokio::spawn(visit(name.to_owned(), url.to_owned())));
        for visit in visits.collect::<Vec<_>>() {
            visit.await.expect("no panic outside of the caught ones");
        }
    });
}

fn leak_by(way: &str) {
    match way {
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
        other => panic!("{other} is no way to leak"),
    }
}

/// Everything that can be done at one server, at once.
async fn visit(place: String, url: String) {
    let integration = client(&url).token(TOKEN);
    shown(&integration);
    let integration = integration.build().expect("a client");
    shown(&integration);
    let application = application(&url);
    shown(&application);
    let live = Tokens::new(ACCESS, Some(Secret::from(REFRESH)));
    let ended = live.clone().expires_at(0);
    tokio::join!(
        operate(&place, &integration),
        act_for_user(&place, &url, live),
        act_for_user(&place, &url, ended),
        log_in(&place, application.client(integration.clone())),
    );
}

async fn act_for_user(place: &str, url: &str, tokens: Tokens) {
    shown(&tokens);
    let source = Memory::new(tokens);
    shown(&source.load().await);
    let builder = client(url).credential(auth::oauth(application(url), Arc::new(source.clone())));
    shown(&builder);
    let user = builder.build().expect("a client");
    operate(place, &user).await;
    shown(&user);
    shown(&source);
}

fn client(url: &str) -> medium_api::Builder {
    // The outcome does not matter here, only the output.
    let brief = Duration::from_millis(700);
    let retry = Retry::default().backoff(Duration::from_millis(5), Duration::from_millis(5));
    crate::support::impatient(url)
        .connect_timeout(brief)
        .stall_timeout(brief)
        .retry(retry.attempts(2))
}

fn application(url: &str) -> Application {
    let callback = Url::parse("http://127.0.0.1:8585/callback").expect("an address");
    Application::new("client-1", CLIENT_SECRET, callback).at(url)
}

/// Every operation.
async fn operate(place: &str, client: &Client) {
    let user = UserId("u1".to_owned());
    let publication = PublicationId("f1".to_owned());
    let post = NewPost::markdown("Bells", "# Bells");
    let image = NewImage::from_bytes("dot.gif", b"GIF89a\x01\x00".as_slice());
    shown(&image);
    let grants: [TokenGrant; 2] = [
        RefreshTokenGrant::new(REFRESH, "client-1", CLIENT_SECRET).into(),
        AuthorizationCodeGrant::new(
            CODE,
            "client-1",
            CLIENT_SECRET,
            application("").redirect_uri,
        )
        .into(),
    ];
    let grants = grants.each_ref().map(async |grant| {
        shown(grant);
        called(place, "createToken", client.create_token(grant).await);
    });
    let [refreshed, exchanged] = grants;
    tokio::join!(
        async { called(place, "me", client.me().await) },
        async { called(place, "publications", client.publications(&user).await) },
        async {
            called(
                place,
                "contributors",
                client.contributors(&publication).await,
            )
        },
        async { called(place, "createPost", client.create_post(&user, &post).await) },
        async {
            let posted = client.create_publication_post(&publication, &post).await;
            called(place, "createPublicationPost", posted);
        },
        async { called(place, "uploadImage", client.upload_image(image).await) },
        refreshed,
        exchanged,
    );
}

/// The code flow.
async fn log_in(place: &str, application: Application) {
    shown(&application);
    let login = application.login(&[Scope::BasicProfile]);
    let login = login.expect("a login");
    shown(&login);
    println!("called {} at {place}: ok", operations::AUTHORIZE.id);
    let state = login.url().query_pairs().find(|(name, _)| name == "state");
    let state = state.expect("a state").1.into_owned();
    let query = |state: &str| {
        url::form_urlencoded::Serializer::new(String::new())
            .append_pair("state", state)
            .append_pair("code", CODE)
            .finish()
    };
    let callback = login.callback(&query(&state));
    shown(&callback);
    called(place, "callback", login.callback(&query("another")));
    if let Ok(Callback::Granted(code)) = callback {
        called(place, "exchange", application.exchange(code).await);
    }
}

/// Shows the outcome of a call in every format.
fn called<T: Debug>(place: &str, operation: &str, result: Result<T, Error>) {
    match result {
        Ok(value) => {
            println!("called {operation} at {place}: ok");
            shown(&value);
        }
        Err(error) => {
            println!("called {operation} at {place}: {error}");
            shown(&error);
            shown(&(error.code(), error.status(), error.errors()));
            let mut source = error.source();
            while let Some(inner) = source {
                println!("{inner} {inner:?} {inner:#?}");
                source = inner.source();
            }
            tracing::error!(%error, ?error, "logged by the program");
            // What `unwrap` does to it.
            drop(std::panic::catch_unwind(|| panic!("{error:?}")));
        }
    }
}

fn shown(value: &impl Debug) {
    println!("{value:?}");
    println!("{value:#?}");
}
