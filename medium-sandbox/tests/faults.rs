//! Faults of the proxy in front of a sandbox, over TCP.

mod support;

use std::time::Duration;

use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultProxy, FaultScope, Times};
use serde_json::json;
use support::{Request, Response, get, parse, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longer than any response takes, shorter than any stall.
const READ_TIMEOUT: Duration = Duration::from_millis(700);

async fn start() -> (Sandbox, FaultProxy) {
    let sandbox = Sandbox::start().await.unwrap();
    let proxy = FaultProxy::start(sandbox.address()).await.unwrap();
    (sandbox, proxy)
}

fn create(sandbox: &Sandbox) -> Request {
    let article = json!({ "title": "T", "contentFormat": "markdown", "content": "# T\n" });
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    post(&path).bearer(sandbox.token()).json(&article)
}

/// Creates a post with this fault, and returns the received bytes.
async fn create_with(fault: Fault) -> (Sandbox, FaultProxy, Vec<u8>) {
    let (sandbox, proxy) = start().await;
    proxy.inject(fault, Times::Next(1)).await;
    let received = create(&sandbox).raw(proxy.address()).await.unwrap();
    (sandbox, proxy, received)
}

async fn response_with(fault: Fault) -> Response {
    let (sandbox, proxy, received) = create_with(fault).await;
    let create = FaultScope::operation("createPost").unwrap();
    assert_eq!(proxy.count(&create), 1);
    assert_eq!(
        sandbox.posts().len(),
        usize::from(fault.executes()),
        "{fault}"
    );
    parse(&received).unwrap_or_else(|| panic!("{fault}: {}", String::from_utf8_lossy(&received)))
}

#[tokio::test]
async fn forwards_everything_without_faults() {
    let (sandbox, proxy) = start().await;
    assert_eq!(create(&sandbox).send(&proxy).await.status, 201);
    let me = get("/v1/me?x=1").bearer(sandbox.token()).send(&proxy).await;
    assert_eq!(me.json()["data"]["username"], "demo");
    let requests = proxy.request_counts();
    assert_eq!(requests[&("GET".to_owned(), "/v1/me".to_owned())], 1);
    assert_eq!(proxy.connections(), 2);
}

#[tokio::test]
async fn forwards_a_large_upload_unchanged() {
    let (sandbox, proxy) = start().await;
    let bytes = vec![7; 5 * 1024 * 1024];
    let request = post("/v1/images").bearer(sandbox.token());
    let request = request.part("name=\"image\"; filename=\"a.png\"", "image/png", &bytes);
    assert_eq!(request.send(&proxy).await.status, 201);
    assert_eq!(sandbox.images()[0].bytes.len(), bytes.len());
}

#[tokio::test]
async fn a_closed_port_refuses_connections_until_cleared() {
    let (sandbox, proxy) = start().await;
    proxy.inject(Fault::ConnectionRefused, Times::Always).await;
    for _ in 0..3 {
        let error = create(&sandbox).raw(proxy.address()).await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
    }
    assert_eq!(proxy.connections(), 0);
    proxy.clear().await;
    assert_eq!(create(&sandbox).send(&proxy).await.status, 201);
}

#[tokio::test]
async fn close_on_connect_reads_no_request() {
    let (sandbox, proxy) = start().await;
    proxy.inject(Fault::CloseOnConnect, Times::Next(1)).await;
    // Either writing the request or reading the response may fail.
    let received = create(&sandbox)
        .raw(proxy.address())
        .await
        .unwrap_or_default();
    assert!(received.is_empty());
    assert_eq!((proxy.connections(), proxy.request_counts().len()), (1, 0));
    assert_eq!(create(&sandbox).send(&proxy).await.status, 201);
}

#[tokio::test]
async fn closes_the_connection_before_or_after_execution() {
    for (fault, posts) in [
        (Fault::CloseAfterRequest, 0),
        (Fault::CloseAfterExecution, 1),
    ] {
        let (sandbox, proxy, received) = create_with(fault).await;
        assert!(received.is_empty(), "{fault}");
        assert_eq!(sandbox.posts().len(), posts, "{fault}");
        assert_eq!(proxy.request_counts().values().sum::<usize>(), 1);
    }
}

#[tokio::test]
async fn a_truncated_response_is_shorter_than_its_content_length() {
    let response = response_with(Fault::TruncatedBody).await;
    assert_eq!(response.status, 201);
    let expected: usize = response.header("content-length").unwrap().parse().unwrap();
    assert!(!response.body.is_empty() && response.body.len() < expected);
}

#[tokio::test]
async fn a_stall_lasts_longer_than_the_client_waits() {
    for fault in [
        Fault::StallBeforeHeaders,
        Fault::StallAfterExecution,
        Fault::StallMidBody,
    ] {
        let (sandbox, proxy) = start().await;
        proxy.inject(fault, Times::Next(1)).await;
        let waiting = create(&sandbox);
        let ended = timeout(READ_TIMEOUT, waiting.raw(proxy.address())).await;
        assert!(ended.is_err(), "{fault}: {ended:?}");
        assert_eq!(
            sandbox.posts().len(),
            usize::from(fault.executes()),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn server_errors_have_statuses_and_retry_after() {
    let table = [
        (Fault::Status500, 500, None),
        (Fault::Status502, 502, None),
        (Fault::Status502RetryAfter, 502, Some("1")),
        (Fault::Status503, 503, None),
        (Fault::Status503RetryAfter, 503, Some("1")),
        (Fault::Status429, 429, None),
        (Fault::Status429Seconds, 429, Some("1")),
        (Fault::Status504, 504, None),
    ];
    for (fault, status, wait) in table {
        let response = response_with(fault).await;
        assert_eq!(
            (response.status, response.header("retry-after")),
            (status, wait),
            "{fault}"
        );
    }
    let dated = response_with(Fault::Status429Date).await;
    let date = dated.header("retry-after").unwrap();
    assert!(date.ends_with(" GMT") && date.len() == 29, "{date}");
    assert_eq!(dated.error().0, 1007);
}

#[tokio::test]
async fn counts_requests_that_follow_a_redirect() {
    let (sandbox, proxy, received) = create_with(Fault::Status302).await;
    let response = parse(&received).unwrap();
    let elsewhere = format!("http://localhost:{}/elsewhere", proxy.address().port());
    assert_eq!(
        (response.status, response.header("location")),
        (302, Some(elsewhere.as_str()))
    );
    get("/elsewhere").send(&proxy).await;
    assert_eq!(proxy.count(&FaultScope::call("GET", "/elsewhere")), 1);
    assert!(sandbox.posts().is_empty());
}

#[tokio::test]
async fn proxy_faults_respond_in_html() {
    let challenge = response_with(Fault::CloudflareChallenge).await;
    assert_eq!(
        (challenge.status, challenge.header("cf-mitigated")),
        (403, Some("challenge"))
    );
    assert!(challenge.text().contains("Just a moment"));
    let too_large = response_with(Fault::Status413).await;
    assert_eq!(too_large.status, 413);
    assert!(too_large.text().contains("nginx"));
}

#[tokio::test]
async fn corrupts_the_response_of_an_executed_request() {
    let prefixed = response_with(Fault::PrefixBeforeJson).await.text();
    assert!(prefixed.starts_with("])}while(1);</x>{\"data\""));
    assert!(String::from_utf8(response_with(Fault::InvalidUtf8).await.body).is_err());
    assert!(response_with(Fault::EmptyBody).await.body.is_empty());
    assert_eq!(response_with(Fault::NullBody).await.text(), "null");
    assert_eq!(
        response_with(Fault::NullData).await.text(),
        "{\"data\":null}"
    );
    let typed = response_with(Fault::WrongContentType).await;
    assert_eq!(
        (typed.status, typed.header("content-type")),
        (201, Some("text/html"))
    );
    assert_eq!(typed.json()["data"]["title"], "T");
}

#[tokio::test]
async fn an_endless_body_continues_while_it_is_read() {
    let (sandbox, proxy) = start().await;
    proxy.inject(Fault::EndlessBody, Times::Next(1)).await;
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    let request = get("/v1/me").bearer(sandbox.token());
    let request = request.bytes(proxy.address(), "close");
    stream.write_all(&request).await.unwrap();
    let mut received = vec![0; 32 * 1024 * 1024];
    stream.read_exact(&mut received).await.unwrap();
    assert!(received.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test]
async fn a_fault_applies_to_its_scope_and_number_of_calls_until_cleared() {
    let (sandbox, proxy) = start().await;
    let create_post = FaultScope::operation("createPost").unwrap();
    proxy
        .inject_on(create_post.clone(), Fault::Status500, Times::Next(2))
        .await;
    let me = || get("/v1/me").bearer(sandbox.token()).send(&proxy);
    assert_eq!(me().await.status, 200);
    assert_eq!(create(&sandbox).send(&proxy).await.status, 500);
    assert_eq!(create(&sandbox).send(&proxy).await.status, 500);
    assert_eq!(create(&sandbox).send(&proxy).await.status, 201);
    assert_eq!(proxy.count(&create_post), 3);
    proxy.inject(Fault::Status500, Times::Always).await;
    assert_eq!(me().await.status, 500);
    proxy.clear().await;
    assert_eq!(me().await.status, 200);
}

#[tokio::test]
async fn dropping_the_proxy_closes_its_connections() {
    let (sandbox, proxy) = start().await;
    proxy.inject(Fault::StallBeforeHeaders, Times::Always).await;
    let address = proxy.address();
    let request = create(&sandbox);
    let waiting = tokio::spawn(async move { request.raw(address).await });
    while proxy.request_counts().is_empty() {
        tokio::task::yield_now().await;
    }
    drop(proxy);
    let ended = timeout(Duration::from_secs(10), waiting).await;
    let received = ended.unwrap().unwrap().unwrap_or_default();
    assert_eq!(received, b"");
}
