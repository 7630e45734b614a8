//! Calls over TCP: what is sent, what comes back, and how often.
#![allow(missing_docs)]

mod arguments;
mod client;
mod hooks;
mod options;
mod responses;
#[allow(dead_code, reason = "other crates' tests use the rest")]
#[path = "../support/server.rs"]
mod server;
