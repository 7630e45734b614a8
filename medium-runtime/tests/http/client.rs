//! A client of a service for bells, like a generated one.

use std::time::Duration;

use medium_runtime::{Builder, Operation, Retry, Transport};

use crate::server::Server;

pub(crate) const SERVER: &str = "https://bells.example";

pub(crate) static BELLS: Operation = operation("bells", "GET", "/v1/bells");
pub(crate) static BELL: Operation = operation("bell", "GET", "/v1/towers/{towerId}/bells/{bellId}");
pub(crate) static RING: Operation = operation("ring", "POST", "/v1/rings");
/// A POST that is idempotent, according to the document.
pub(crate) static TUNE: Operation = operation("tune", "POST", "/v1/tunings").idempotent(true);
/// The value is under `data`.
pub(crate) static TOWER: Operation = operation("tower", "GET", "/v1/tower").envelope("data");

pub(crate) const fn operation(
    id: &'static str,
    method: &'static str,
    path: &'static str,
) -> Operation {
    Operation::new(id, method, SERVER, path).authenticated(&[])
}

/// Returns a client of `server` with very short retry waits.
pub(crate) fn client(server: &Server) -> Transport {
    builder(server).build().unwrap()
}

pub(crate) fn builder(server: &Server) -> Builder<Transport> {
    builder_at(&server.url())
}

pub(crate) fn builder_at(url: &str) -> Builder<Transport> {
    let wait = Duration::from_millis(1);
    Builder::new(SERVER)
        .api_url(url)
        .token("secret-token-0f")
        .retry(Retry::default().backoff(wait, wait))
}
