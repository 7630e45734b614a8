//! Calls over TCP: requests, results and retries.
#![allow(missing_docs)]

mod arguments;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod by_status;
mod client;
mod downloads;
mod errors;
mod events;
mod hooks;
mod listener;
mod options;
#[cfg(feature = "rustls")]
mod redirects;
mod replays;
mod responses;
#[allow(dead_code, reason = "other crates' tests use the rest")]
#[path = "../support/server.rs"]
mod server;
mod settings;
mod spans;
