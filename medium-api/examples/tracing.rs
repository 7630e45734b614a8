//! Prints spans and metrics of each call.
//!
//! The spans follow OpenTelemetry's conventions for HTTP clients. Replace the subscriber with
//! `tracing-opentelemetry` to send them to a collector. They contain no token.
//!
//! ```sh
//! MEDIUM_TOKEN=… cargo run --example tracing
//! ```

use medium_api::Client;
use medium_api::runtime::{Hook, Metrics, Operation, Outcome};
use tracing_subscriber::fmt::format::FmtSpan;

/// A program would add these numbers to its counters and histograms.
#[derive(Debug)]
struct Measured;

impl Hook for Measured {
    fn after_call(&self, operation: &'static Operation, metrics: &Metrics, outcome: &Outcome<'_>) {
        println!(
            "metrics: {} {} attempts={} ms={} sent={} received={}",
            operation.id,
            outcome.error().map_or("ok", |error| error.kind()),
            metrics.attempts,
            metrics.duration.as_millis(),
            metrics.bytes_sent,
            metrics.bytes_received,
        );
    }
}

#[tokio::main]
async fn main() -> Result<(), medium_api::Error> {
    tracing_subscriber::fmt()
        // One line per finished span, with its duration.
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .init();
    let medium = Client::builder_from_env()?.hook(Measured).build()?;
    let me = medium.me().await?;
    medium.publications(&me.id).await?;
    Ok(())
}
