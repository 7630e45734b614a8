//! The listener that waits for the browser.

use std::future::Future;
use std::net::{Ipv4Addr, TcpListener};
use std::time::{Duration, Instant};

use medium_api::Error;
use medium_api::auth::{Application, Callback, Login, Loopback};
use medium_api::types::Scope;
use medium_sandbox::Sandbox;
use url::Url;

use crate::support::http::{get, post_form};
use crate::support::{application, consent};

/// Longer than any of these tests takes.
const LONG_WAIT: Duration = Duration::from_secs(60);

/// Starts a sandbox whose application's callback is a free port, and a listener there.
async fn bound() -> (Sandbox, Application, Loopback) {
    // Another program may take the port first: try another.
    for _ in 0..20 {
        let found = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = found.local_addr().unwrap().port();
        drop(found);
        let callback = format!("http://127.0.0.1:{port}/callback");
        let sandbox = Sandbox::builder()
            .redirect_uri(&callback)
            .start()
            .await
            .unwrap();
        let application = application(&sandbox);
        if let Ok(listener) = Loopback::bind(&application).await {
            return (sandbox, application, listener);
        }
    }
    panic!("no port stays free");
}

/// Like `bound`, with a started login.
async fn started() -> (Sandbox, Application, Login, Loopback) {
    let (sandbox, application, listener) = bound().await;
    let login = application.login(&[Scope::BasicProfile]).unwrap();
    (sandbox, application, login, listener)
}

/// Asserts that the listener receives the code while `browser` runs.
async fn assert_granted<T>(
    listener: Loopback,
    login: &Login,
    browser: impl Future<Output = T>,
) -> T {
    let (outcome, result) = tokio::join!(listener.wait(login, LONG_WAIT), browser);
    assert!(matches!(outcome, Ok(Callback::Granted(_))), "{outcome:?}");
    result
}

fn with_query(callback: &Url, query: &str) -> Url {
    let mut url = callback.clone();
    url.set_query(Some(query));
    url
}

#[tokio::test]
async fn receives_the_code() {
    let (_sandbox, application, login, listener) = started().await;
    let browser = async {
        let callback = consent::decide(login.url(), "allow").await;
        get(&callback).await
    };
    let (callback, page) = tokio::join!(listener.wait(&login, LONG_WAIT), browser);
    let Ok(Callback::Granted(code)) = callback else {
        panic!("not granted: {callback:?}");
    };
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("You can close this page"),
        "{}",
        page.body
    );
    assert!(!page.body.contains(code.expose()));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    application.exchange(code).await.unwrap();
    // One callback, after which the listener is closed.
    assert!(std::net::TcpStream::connect(address(&application)).is_err());
}

fn address(application: &Application) -> std::net::SocketAddr {
    let port = application.redirect_uri.port().unwrap();
    (Ipv4Addr::LOCALHOST, port).into()
}

#[tokio::test]
async fn ignores_other_requests() {
    let (_sandbox, application, login, listener) = started().await;
    let other = application.login(&[Scope::BasicProfile]).unwrap();
    let callback = application.redirect_uri.clone();
    let browser = async {
        let icon = callback.join("/favicon.ico").unwrap();
        assert_eq!(get(&icon).await.status, 404);
        assert_eq!(
            get(&with_query(&callback, "code=1&state=forged"))
                .await
                .status,
            400
        );
        assert_eq!(get(&with_query(&callback, "code=1")).await.status, 400);
        let theirs = consent::decide(other.url(), "allow").await;
        assert_eq!(get(&theirs).await.status, 400);
        let ours = consent::decide(login.url(), "allow").await;
        assert_eq!(get(&ours).await.status, 200);
    };
    assert_granted(listener, &login, browser).await;
}

#[tokio::test]
async fn ignores_invalid_requests() {
    use tokio::io::AsyncWriteExt as _;
    use tokio::net::TcpStream;

    let (_sandbox, application, login, listener) = started().await;
    let browser = async {
        drop(TcpStream::connect(address(&application)).await.unwrap());
        let mut noise = TcpStream::connect(address(&application)).await.unwrap();
        noise
            .write_all(b"\x16\x03\x01 no HTTP\r\n\r\n")
            .await
            .unwrap();
        drop(noise);
        let ours = consent::decide(login.url(), "allow").await;
        assert_eq!(get(&ours).await.status, 200);
    };
    assert_granted(listener, &login, browser).await;
}

#[tokio::test]
async fn the_wait_has_a_limit() {
    let (_sandbox, _application, login, listener) = started().await;
    let (limit, start) = (Duration::from_millis(300), Instant::now());
    let error = listener.wait(&login, limit).await.unwrap_err();
    assert!(
        matches!(&error, Error::Input { field, .. } if field == "callback"),
        "{error}"
    );
    assert!((limit..LONG_WAIT).contains(&start.elapsed()));
}

#[tokio::test]
async fn rejects_redirect_uris_of_other_machines() {
    for callback in [
        "https://app.example/callback",
        "http://127.0.0.1/callback",
        "https://127.0.0.1:8585/callback",
    ] {
        let callback = Url::parse(callback).unwrap();
        let application = Application::new("id", "secret", callback);
        let error = Loopback::bind(&application).await.unwrap_err();
        assert!(
            matches!(&error, Error::Input { field, .. } if field == "redirect_uri"),
            "{error}"
        );
    }
    let (_sandbox, application, _held) = bound().await;
    let error = Loopback::bind(&application).await.unwrap_err();
    assert!(error.to_string().contains("is not available"), "{error}");
}

#[tokio::test]
async fn ignores_a_post_to_the_callback() {
    let (_sandbox, _application, login, listener) = started().await;
    let browser = async {
        let ours = consent::decide(login.url(), "allow").await;
        let posted = tokio::spawn({
            let ours = ours.clone();
            async move { post_form(&ours, &[]).await }
        });
        // It is not handled as a callback, however it ends.
        assert!(posted.await.map_or(true, |page| page.status != 200));
        assert_eq!(get(&ours).await.status, 200);
    };
    assert_granted(listener, &login, browser).await;
}

/// Browsers open connections in advance, and other programs may also connect.
#[tokio::test]
async fn silent_connections_delay_no_others() {
    let (_sandbox, application, login, listener) = started().await;
    let ours = consent::decide(login.url(), "allow").await;
    let mut silent = Vec::new();
    // More than the limit, so the oldest are closed. Each may wait five seconds for a request; one
    // after the other would exceed the limit.
    for _ in 0..100 {
        let stream = tokio::net::TcpStream::connect(address(&application)).await;
        silent.push(stream.unwrap());
    }
    let page = assert_granted(listener, &login, get(&ours)).await;
    assert_eq!(page.status, 200);
}

/// Any web page can send a browser to `http://127.0.0.1:PORT/callback?error=…`.
#[tokio::test]
async fn a_denial_without_a_state_does_not_end_the_wait() {
    let (_sandbox, application, login, listener) = started().await;
    let callback = application.redirect_uri.clone();
    let browser = async {
        for (query, status) in [
            ("error=access_denied", 200),
            ("error=access_denied&state=", 400),
            ("error=access_denied&state=guessed", 400),
            ("error=invalid_scope", 400),
            ("error=invalid_scope&state=guessed", 400),
            ("error=access_denied&state=a&state=b", 400),
        ] {
            let page = get(&with_query(&callback, query)).await;
            assert_eq!(page.status, status, "{query}");
            assert!(!page.body.contains("You can close"), "{}", page.body);
        }
        let ours = consent::decide(login.url(), "allow").await;
        get(&ours).await
    };
    let page = assert_granted(listener, &login, browser).await;
    assert_eq!(page.status, 200);
}

/// Medium's denials have no state, so it looks like a forged one.
#[tokio::test]
async fn a_denial_without_a_state_is_returned_at_the_limit() {
    let (_sandbox, _application, login, listener) = started().await;
    let ours = consent::decide(login.url(), "deny").await;
    // Long enough for one request. The test waits this whole time.
    let limit = Duration::from_secs(3);
    let (outcome, page) = tokio::join!(listener.wait(&login, limit), get(&ours));
    assert!(matches!(outcome, Ok(Callback::Denied)), "{outcome:?}");
    assert!(page.body.contains("Ctrl-C"), "{}", page.body);
    // A pasted URL comes from the user.
    let pasted = login.callback_from_user("http://127.0.0.1:8585/callback?error=access_denied");
    assert!(matches!(pasted, Ok(Callback::Denied)), "{pasted:?}");
}
