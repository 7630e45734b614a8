//! The spans of a call have OpenTelemetry's names and contain no secret.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use medium_runtime::{Call, Operation, Placement, SecurityScheme, Style, decode};
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::client::{BELL, RING, SERVER, builder};
use crate::server::{Request, Response, Server};

static KEY: SecurityScheme = SecurityScheme::new("key", Placement::Query("key"));
static SEARCH: Operation =
    Operation::new("search", "GET", SERVER, "/v1/people/{name}").security(&[&[&KEY]], &[]);

/// The fields of a span, as text.
type Fields = BTreeMap<String, String>;

/// The ended spans, with their names.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<(String, Fields)>>>);

struct Recorded(Fields);

impl Visit for Recorded {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl<S: tracing::Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut recorded = Recorded(Fields::new());
        attributes.record(&mut recorded);
        let span = context.span(id).unwrap();
        span.extensions_mut().insert(recorded);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let mut extensions = span.extensions_mut();
        values.record(extensions.get_mut::<Recorded>().unwrap());
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).unwrap();
        if span.metadata().target() != "medium_runtime" {
            return;
        }
        let fields = span.extensions_mut().remove::<Recorded>().unwrap().0;
        let name = span.name().to_owned();
        self.0.lock().unwrap().push((name, fields));
    }
}

async fn spans_of<T: 'static>(call: Call<T>) -> Vec<(String, Fields)> {
    let spans = Spans::default();
    let subscriber = tracing_subscriber::registry().with(spans.clone());
    let guard = tracing::subscriber::set_default(subscriber);
    let _ = call.await;
    drop(guard);
    let spans = spans.0.lock().unwrap();
    spans.clone()
}

fn fields<const N: usize>(pairs: [(&str, &str); N]) -> Fields {
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Fields::from(pairs)
}

fn with(fields: &Fields, more: &[(&str, &str)]) -> Fields {
    let more = more.iter().copied();
    let more = more.map(|(name, value)| (name.to_owned(), value.to_owned()));
    fields.clone().into_iter().chain(more).collect()
}

#[tokio::test]
async fn calls_and_requests_have_spans() {
    let server = Server::start(async |request: Request| match request.number {
        1 => Response::json(503, &json!({})),
        _ => Response::json(200, &json!("tom")),
    })
    .await;
    let client = builder(&server).build().unwrap();
    let call = client.call(&BELL, decode::json::<String>());
    let spans = spans_of(call.path("towerId", "t 1").path("bellId", "b")).await;
    let (url, port) = (server.url(), server.address().port().to_string());
    let url = format!("{url}/v1/towers/t%201/bells/b");
    let request = fields([
        ("otel.name", "GET /v1/towers/{towerId}/bells/{bellId}"),
        ("otel.kind", "client"),
        ("operation.id", "bell"),
        ("http.request.method", "GET"),
        ("url.template", "/v1/towers/{towerId}/bells/{bellId}"),
        ("url.full", &url),
        ("server.address", "127.0.0.1"),
        ("server.port", &port),
    ]);
    let failed = [
        ("http.response.status_code", "503"),
        ("error.type", "unavailable"),
        ("otel.status_code", "ERROR"),
    ];
    let successful = [
        ("http.response.status_code", "200"),
        ("http.request.resend_count", "1"),
    ];
    let call = fields([
        ("otel.name", "bell"),
        ("otel.kind", "internal"),
        ("operation.id", "bell"),
    ]);
    let expected = [
        ("request".to_owned(), with(&request, &failed)),
        ("request".to_owned(), with(&request, &successful)),
        ("call".to_owned(), call),
    ];
    assert_eq!(spans, expected);
}

#[tokio::test]
async fn spans_have_the_error_type() {
    let server = Server::with_response(Response::json(500, &json!({}))).await;
    let client = builder(&server).build().unwrap();
    let spans = spans_of(client.call(&RING, decode::empty())).await;
    for (_, fields) in spans {
        assert_eq!(fields["error.type"], "outcome_unknown");
        assert_eq!(fields["otel.status_code"], "ERROR");
    }
}

#[tokio::test]
async fn spans_hide_secrets_in_urls() {
    let server = Server::with_response(Response::json(200, &json!("tom"))).await;
    let client = builder(&server).scheme(&KEY, "s3cret-api-key").build();
    let call = client.unwrap().call(&SEARCH, decode::empty());
    let call = call
        .path_as("name", "s3cret-name-of-a-person", Style::SIMPLE.secret())
        .query("diocese", "york");
    let spans = spans_of(call).await;
    assert_eq!(server.seen().len(), 1, "it was sent");
    assert!(!format!("{spans:?}").contains("s3cret"), "{spans:?}");
    assert!(!format!("{spans:?}").contains("york"), "{spans:?}");
    let (_, request) = &spans[0];
    let query = request["url.full"].split_once('?').unwrap().1;
    assert_eq!(query, "diocese=REDACTED&key=REDACTED");
}
