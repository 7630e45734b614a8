//! Comparing recordings with the document and with a sandbox.

mod support;

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use medium_sandbox::recording::{Basis, Exchange, Finding, Recording, RecordingError};
use medium_sandbox::{Behavior, Sandbox};
use serde_json::{Value, json};
use support::calls::{article, with};
use support::{CheckedSandbox, get, post, start};

/// Sends requests to a sandbox and records the responses.
struct Recorder<'a> {
    sandbox: &'a CheckedSandbox,
    recording: Recording,
}

impl<'a> Recorder<'a> {
    fn new(sandbox: &'a CheckedSandbox) -> Self {
        let recording = Recording::new("https://api.medium.example");
        Self { sandbox, recording }
    }

    async fn call(
        &mut self,
        method: &Method,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) {
        let mut request = match *method {
            Method::POST => post(path),
            _ => get(path),
        };
        let mut sent = HeaderMap::new();
        if let Some(token) = token {
            request = request.bearer(token);
            let bearer = HeaderValue::try_from(format!("Bearer {token}")).unwrap();
            sent.insert(http::header::AUTHORIZATION, bearer);
        }
        if let Some(body) = body {
            request = request.json(body);
            let json = HeaderValue::from_static("application/json");
            sent.insert(http::header::CONTENT_TYPE, json);
        }
        let response = request.send(&self.sandbox).await;
        let mut received = HeaderMap::new();
        for (name, value) in &response.headers {
            let name = HeaderName::try_from(name.as_str()).unwrap();
            received.insert(name, HeaderValue::try_from(value.as_str()).unwrap());
        }
        let status = StatusCode::from_u16(response.status).unwrap();
        let body = body.map(Value::to_string).unwrap_or_default();
        self.recording.exchanges.push(Exchange::new(
            (method, path),
            (&sent, body.as_bytes()),
            (status, &received, &response.body),
        ));
    }

    /// Records typical valid and invalid calls.
    async fn record_all(mut self) -> Recording {
        let token = Some(self.sandbox.token().to_owned());
        let token = token.as_deref();
        let me = self.sandbox.users()[0].id.clone();
        let publication = self.sandbox.publications()[0].id.clone();
        self.call(&Method::GET, "/v1/me", token, None).await;
        self.call(&Method::GET, "/v1/me", None, None).await;
        self.call(&Method::GET, "/v1/me", Some("a wrong one"), None)
            .await;
        let publications = format!("/v1/users/{me}/publications");
        self.call(&Method::GET, &publications, token, None).await;
        for publication in self.sandbox.publications() {
            let contributors = format!("/v1/publications/{}/contributors", publication.id);
            self.call(&Method::GET, &contributors, token, None).await;
        }
        let posts = format!("/v1/users/{me}/posts");
        let tagged = with(article(), "tags", json!(["Football"]));
        self.call(&Method::POST, &posts, token, Some(&tagged)).await;
        self.call(&Method::POST, &posts, token, Some(&json!({ "title": "T" })))
            .await;
        let there = format!("/v1/publications/{publication}/posts");
        self.call(&Method::POST, &there, token, Some(&article()))
            .await;
        self.call(
            &Method::POST,
            "/v1/users/nobody/posts",
            token,
            Some(&article()),
        )
        .await;
        self.recording
    }
}

async fn recorded(behavior: Behavior) -> Recording {
    let sandbox = start(Sandbox::builder().behavior(behavior)).await;
    Recorder::new(&sandbox).record_all().await
}

async fn findings(recording: &Recording) -> Vec<Finding> {
    let verification = recording.verify(Sandbox::builder()).await.unwrap();
    assert_eq!(verification.not_replayed, [""; 0]);
    assert_eq!(verification.replayed, recording.exchanges.len());
    verification.findings
}

#[tokio::test]
async fn finds_no_difference_in_a_recording_of_a_sandbox() {
    let recording = recorded(Behavior::Observed).await;
    let text = recording.exchanges.iter().map(Exchange::line);
    let text = recording.head() + &text.collect::<String>();
    assert_eq!(Recording::parse(&text).unwrap(), recording);
    assert_eq!(findings(&recording).await, []);
}

/// The differences of the two behaviors: pointer, expected, observed.
const DIFFERENCES: [(&str, &str, &str); 5] = [
    (
        "#/components/schemas/Post/properties/canonicalUrl",
        "`\"\"`",
        "absent",
    ),
    (
        "#/components/schemas/Post/properties/license",
        "`\"\"`",
        "`\"all-rights-reserved\"`",
    ),
    (
        "#/components/schemas/Post/properties/licenseUrl",
        "`\"https://policy.medium.com/medium-terms-of-service-9db0094a1e0f\"`",
        "`\"https://medium.com/policy/9db0094a1e0f\"`",
    ),
    (
        "#/components/schemas/Post/properties/tags/items",
        "`\"football\"`",
        "`\"Football\"`",
    ),
    (
        "#/paths/~1v1~1users~1{authorId}~1posts/post/responses/404",
        "403 by the sandbox",
        "404",
    ),
];

#[tokio::test]
async fn reports_each_difference_with_its_pointer() {
    let findings = findings(&recorded(Behavior::Documented).await).await;
    let found: Vec<_> = findings
        .iter()
        .map(|finding| {
            let (expected, observed) = (&*finding.expected, &*finding.observed);
            (finding.pointer.as_str(), expected, observed)
        })
        .collect();
    assert_eq!(found, DIFFERENCES);
    assert!(
        findings
            .iter()
            .all(|finding| finding.basis == Basis::Sandbox)
    );
    let row = findings[0].table_row();
    assert_eq!(row.matches(" | ").count(), 5, "{row}");
    assert!(!row.contains("|  |"), "no cell is empty: {row}");
}

#[tokio::test]
async fn reports_what_the_document_does_not_allow() {
    let mut recording = recorded(Behavior::Observed).await;
    recording.exchanges.truncate(1);
    recording.exchanges[0].response.body = r#"{"data":{"id":1}}"#.to_owned();
    let found = findings(&recording).await;
    let by_document = found
        .iter()
        .find(|finding| finding.basis == Basis::Document);
    assert!(by_document.is_some(), "{found:?}");
    let user = "{\"data\":{\"id\":\"1\",\"username\":\"a\",\"name\":\"A\",\"url\":\"http://a.example\",\"imageUrl\":\"http://a.example\",\"bio\":\"b\"}}";
    recording.exchanges[0].response.body = user.to_owned();
    let found = findings(&recording).await;
    assert_eq!(found[0].pointer, "#/components/schemas/User");
    assert_eq!(found[0].observed, "`/data/bio`: `\"b\"`");
    recording.exchanges[0].path = "/v1/bells".to_owned();
    let found = recording.verify(Sandbox::builder()).await.unwrap().findings;
    assert_eq!(found[0].expected, "no GET /v1/bells");
}

/// Returns a recording of `GET` calls and their responses.
fn recording_of(calls: &[(&str, Value)]) -> Recording {
    let mut recording = Recording::new("https://api.medium.example");
    let json = HeaderValue::from_static("application/json");
    let received = HeaderMap::from_iter([(http::header::CONTENT_TYPE, json)]);
    let bearer = HeaderValue::from_static("Bearer 5eed5eed5eed");
    let sent = HeaderMap::from_iter([(http::header::AUTHORIZATION, bearer)]);
    for (path, body) in calls {
        recording.exchanges.push(Exchange::new(
            (&Method::GET, path),
            (&sent, b""),
            (StatusCode::OK, &received, body.to_string().as_bytes()),
        ));
    }
    recording
}

/// Contributors have only IDs. The name of a user may follow in a later response.
#[tokio::test]
async fn recordings_work_in_any_order_of_responses() {
    let me = json!({ "data": { "id": "u1", "username": "anna", "name": "A",
        "url": "https://m.example/@anna", "imageUrl": "https://m.example/a" } });
    let contributors =
        json!({ "data": [{ "publicationId": "p1", "userId": "u1", "role": "editor" }] });
    let recording = recording_of(&[
        ("/v1/publications/p1/contributors", contributors),
        ("/v1/me", me),
    ]);
    assert_eq!(findings(&recording).await, []);
}

/// Names that a seed rejects are differences, but the rest is compared.
#[tokio::test]
async fn compares_a_service_with_names_that_a_seed_rejects() {
    let publication = |id: &str| json!({ "id": id, "name": "N", "url": "https://m.example/x" });
    let contributor = |id: &str| json!({ "publicationId": "p1", "userId": id, "role": "writer" });
    let recording = recording_of(&[
        (
            "/v1/me",
            json!({ "data": { "id": "u1", "username": "a b/c", "name": 7 } }),
        ),
        (
            "/v1/users/u1/publications",
            json!({ "data": [publication("p1"), publication("p2"), 7] }),
        ),
        (
            "/v1/publications/p1/contributors",
            json!({ "data": [contributor("../u"), null] }),
        ),
    ]);
    let verification = recording.verify(Sandbox::builder()).await.unwrap();
    assert_eq!(verification.replayed, 3);
    let username = "#/components/schemas/User/properties/username";
    let found = verification
        .findings
        .iter()
        .find(|finding| finding.pointer == username);
    assert_eq!(
        found.map(|finding| finding.observed.as_str()),
        Some("`\"a b/c\"`")
    );
}

#[tokio::test]
async fn a_response_without_a_body_is_not_compared() {
    let mut recording = recording_of(&[("/v1/me", json!({}))]);
    recording.exchanges[0].method = "HEAD".to_owned();
    let verification = recording.verify(Sandbox::builder()).await.unwrap();
    assert_eq!(verification.findings, []);
    assert_eq!(
        verification.not_replayed,
        ["HEAD /v1/me (200): it has no body"]
    );
}

#[test]
fn rejects_an_invalid_recording_with_its_line() {
    use RecordingError::{Line, NotARecording, Version};

    let error = |text| Recording::parse(text).unwrap_err();
    assert!(matches!(error("# Anfield"), NotARecording));
    let later = r#"{"recording":2,"upstream":"x"}"#;
    assert!(matches!(error(later), Version(2)));
    let broken = "{\"recording\":1,\"upstream\":\"x\"}\n\n{}\n";
    assert!(matches!(error(broken), Line { line: 3, .. }));
}
