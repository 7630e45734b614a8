//! `-v`: each request, and how it ended. The client's spans hold no secrets.

use std::fmt;
use std::io::Write;
use std::time::Instant;

use indicatif::MultiProgress;
use medium_api::runtime::printable;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// From now on, says each request on stderr, above the progress bars.
pub(super) fn start(bars: &MultiProgress) {
    let subscriber = tracing_subscriber::registry().with(Requests { bars: bars.clone() });
    // It fails where there is a subscriber already; then that one has the say.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

struct Requests {
    bars: MultiProgress,
}

/// What a span has said so far.
struct Said {
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
        span.extensions_mut().insert(Said {
            started: Instant::now(),
            fields,
        });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(said) = span.extensions_mut().get_mut::<Said>() {
            values.record(&mut said.fields);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else {
            return;
        };
        let extensions = span.extensions();
        let Some(said) = extensions.get::<Said>() else {
            return;
        };
        let millis = said.started.elapsed().as_millis();
        let Fields {
            method,
            path,
            outcome,
            is_resent,
        } = &said.fields;
        let again = if *is_resent { " (again)" } else { "" };
        let line = format!("{method} {path}{again} →{outcome}, {millis} ms");
        self.bars.suspend(|| {
            let _ = writeln!(anstream::stderr().lock(), "{}", printable(&line));
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
