//! Compares a recording with the document, and with a sandbox.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use serde_json::Value;
use tower::ServiceExt;

use super::compare::differences;
use super::exchange::{Credential, Exchange};
use super::finding::{Basis, Finding};
use super::format::Recording;
use super::locate::locate;
use super::seed::TOKEN;
use crate::document::operations::Operation;
use crate::document::{Message, medium};
use crate::{SandboxBuilder, StartError, routes};

/// The result of comparing a recording.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Verification {
    /// The differences, without duplicates.
    pub findings: Vec<Finding>,
    /// The number of exchanges that were compared with the sandbox.
    pub replayed: usize,
    /// Exchanges that were not compared with the sandbox, and why.
    pub not_replayed: Vec<String>,
}

impl Recording {
    /// Compares every response with the document, and with the response of a sandbox that starts with
    /// the recorded users and publications. `sandbox` configures it. Sends nothing over the network.
    ///
    /// # Errors
    ///
    /// If the sandbox can't start with the recorded users and publications.
    pub async fn verify(&self, sandbox: SandboxBuilder) -> Result<Verification, StartError> {
        let state = sandbox
            .rate_limit(false)
            .seed(self.seed())
            .prepare_state()
            .await?;
        let router = routes::router(state);
        let mut verification = Verification::default();
        for exchange in &self.exchanges {
            self.verify_exchange(exchange, &router, &mut verification)
                .await;
        }
        verification.findings.sort();
        verification.findings.dedup_by_key(|finding| Finding {
            evidence: String::new(),
            ..finding.clone()
        });
        Ok(verification)
    }

    async fn verify_exchange(&self, exchange: &Exchange, router: &Router, into: &mut Verification) {
        if exchange.method == "HEAD" {
            into.not_replayed
                .push(describe_skipped(exchange, "it has no body"));
            return;
        }
        let operation = medium().operation_of(&exchange.method, exchange.bare_path());
        let evidence = self.evidence(exchange, operation);
        let Some(operation) = operation else {
            into.findings.push(Finding {
                pointer: "#/paths".to_owned(),
                basis: Basis::Document,
                expected: format!("no {} {}", exchange.method, exchange.bare_path()),
                observed: exchange.status.to_string(),
                evidence,
            });
            return;
        };
        let finding = |basis, (instance, expected, observed): (&str, String, String)| Finding {
            pointer: pointer(operation, exchange.status, instance),
            basis,
            expected,
            observed,
            evidence: evidence.clone(),
        };
        if let Some((rule, observed)) = against_document(operation, exchange) {
            into.findings
                .push(finding(Basis::Document, ("", rule, observed)));
        }
        if let Some(why) = not_replayable(operation, exchange) {
            into.not_replayed.push(describe_skipped(exchange, why));
            return;
        }
        into.replayed += 1;
        for (instance, expected, observed) in against_sandbox(exchange, router).await {
            let mut finding = finding(Basis::Sandbox, (&instance, expected, observed));
            finding.add_pointer(&instance);
            into.findings.push(finding);
        }
    }

    /// Returns the time and the operation, without ids of users.
    fn evidence(&self, exchange: &Exchange, operation: Option<&Operation>) -> String {
        let time = exchange.time.strftime("%Y-%m-%d %H:%M UTC");
        let upstream = &self.upstream;
        let path = operation.map_or(exchange.bare_path(), |operation| operation.path.as_str());
        let method = &exchange.method;
        format!("recorded response of {upstream}, {time}: `{method} {path}`")
    }
}

/// Describes an exchange that was not replayed.
fn describe_skipped(exchange: &Exchange, why: &str) -> String {
    let (method, status) = (&exchange.method, exchange.status);
    format!("{method} {} ({status}): {why}", exchange.bare_path())
}

fn pointer(operation: &Operation, status: u16, instance: &str) -> String {
    let call = (operation.path.as_str(), operation.method.as_str());
    locate(medium().value(), call, status, instance)
}

/// Returns the rule of the document that the response violates, and what was observed.
fn against_document(operation: &Operation, exchange: &Exchange) -> Option<(String, String)> {
    let content_type = exchange.response.content_type();
    let message = Message {
        content_type: &content_type,
        body: exchange.response.body.as_bytes(),
    };
    let contract = medium().contract();
    let broken = contract.response_violation(&operation.id, exchange.status, message)?;
    let observed = format!("{} {content_type}", exchange.status);
    Some((broken, observed))
}

/// Returns why an exchange can't be replayed, if so.
fn not_replayable(operation: &Operation, exchange: &Exchange) -> Option<&'static str> {
    let is_json = exchange.response.content_type() == "application/json";
    match (operation.id.as_str(), exchange.status) {
        ("authorize", _) => Some("it is a page, not an API call"),
        ("createToken", 200..=299 | 401) => Some("its secrets are not recorded"),
        (_, 401) if !is_about_the_token(exchange) => Some("the scopes of its token are unknown"),
        (_, 500..) => Some("the service failed"),
        (_, 429) => Some("the number of earlier posts is unknown"),
        (_, 403) if !is_json => Some("a proxy in front of the service responded"),
        (_, 413) => Some("a proxy in front of the service responded"),
        _ => None,
    }
}

/// Returns whether an error is about a missing or invalid token.
fn is_about_the_token(exchange: &Exchange) -> bool {
    let body = exchange.response.json().unwrap_or_default();
    let code = body["errors"][0]["code"].as_i64();
    matches!(code, Some(6000 | 6003) | None)
}

/// Returns the differences from the sandbox's response: pointer, expected, observed.
async fn against_sandbox(exchange: &Exchange, router: &Router) -> Vec<(String, String, String)> {
    let response = match request(exchange) {
        Some(request) => router.clone().oneshot(request).await,
        None => return Vec::new(),
    };
    let Ok(response) = response;
    let status = response.status().as_u16();
    if status != exchange.status {
        let observed = exchange.status.to_string();
        return vec![(String::new(), format!("{status} by the sandbox"), observed)];
    }
    let body = to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap_or_default();
    let ours: Option<Value> = serde_json::from_slice(&body).ok();
    let (Some(ours), Some(observed)) = (ours, exchange.response.json()) else {
        return Vec::new();
    };
    let differences = differences(&ours, &observed).into_iter();
    differences
        .map(|difference| (difference.pointer, difference.expected, difference.observed))
        .collect()
}

/// Returns the request with the sandbox's token: the original token was not recorded.
fn request(exchange: &Exchange) -> Option<Request<Body>> {
    let mut request = Request::builder()
        .method(exchange.method.as_str())
        .uri(&exchange.path)
        .header(header::HOST, "localhost");
    match exchange.credential {
        Credential::None => {}
        // A rejected token must be rejected again.
        _ if exchange.status == 401 => {
            request = request.header(header::AUTHORIZATION, "Bearer invalid");
        }
        _ => request = request.header(header::AUTHORIZATION, format!("Bearer {TOKEN}")),
    }
    let content_type = exchange.request.content_type();
    let request = match content_type.as_str() {
        "multipart/form-data" => image_upload(request),
        "" => request.body(Body::empty()),
        _ => request
            .header(header::CONTENT_TYPE, content_type)
            .body(Body::from(exchange.request.body.clone())),
    };
    request.ok()
}

/// Returns an upload of a placeholder for the image, which is not recorded.
fn image_upload(request: axum::http::request::Builder) -> axum::http::Result<Request<Body>> {
    const BODY: &str = "--frontier\r\n\
        Content-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\
        Content-Type: image/png\r\n\r\nPNG\r\n--frontier--\r\n";
    request
        .header(
            header::CONTENT_TYPE,
            "multipart/form-data; boundary=frontier",
        )
        .body(Body::from(BODY))
}
