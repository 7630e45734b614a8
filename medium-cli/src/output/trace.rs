//! `-v`: prints each request and its outcome, from the client's spans. They contain no secrets.

use std::fmt;
use std::io::Write;
use std::time::Instant;

use indicatif::MultiProgress;
use medium_api::runtime::sanitize_for_terminal;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// Starts printing requests on stderr, above the progress bars.
pub(super) fn start(bars: &MultiProgress) {
    let subscriber = tracing_subscriber::registry().with(Requests { bars: bars.clone() });
    // Fails if a subscriber is already set, which then remains.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

struct Requests {
    bars: MultiProgress,
}

/// What a span has recorded so far.
struct RequestLog {
    started: Instant,
    fields: Fields,
}

#[derive(Default)]
struct Fields {
    method: String,
    path: String,
    outcome: String,
    is_resent: bool,
}

impl<S: tracing::Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Requests {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let metadata = span.metadata();
        if metadata.target() != "medium_runtime" || metadata.name() != "request" {
            return;
        }
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        span.extensions_mut().insert(RequestLog {
            started: Instant::now(),
            fields,
        });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(log) = span.extensions_mut().get_mut::<RequestLog>() {
            values.record(&mut log.fields);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else {
            return;
        };
        let extensions = span.extensions();
        let Some(log) = extensions.get::<RequestLog>() else {
            return;
        };
        let millis = log.started.elapsed().as_millis();
        let Fields {
            method,
            path,
            outcome,
            is_resent,
        } = &log.fields;
        let again = if *is_resent { " (again)" } else { "" };
        let line = format!("{method} {path}{again} →{outcome}, {millis} ms");
        self.bars.suspend(|| {
            let _ = writeln!(
                anstream::stderr().lock(),
                "{}",
                sanitize_for_terminal(&line)
            );
        });
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let text = format!("{value:?}");
        match field.name() {
            "http.request.method" => self.method = text.trim_matches('"').to_owned(),
            "url.template" => self.path = text.trim_matches('"').to_owned(),
            "http.response.status_code" | "error.type" => {
                self.outcome.push(' ');
                self.outcome.push_str(text.trim_matches('"'));
            }
            "http.request.resend_count" => self.is_resent = true,
            _ => {}
        }
    }
}
