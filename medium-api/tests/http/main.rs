//! The client against the sandbox and against servers that send the responses that a test sets, over TCP.

mod code_flow;
mod credentials;

mod leases;
mod loopback;
mod refresh;
mod refresh_failures;
mod retries;
mod stalls;
#[path = "../support/mod.rs"]
mod support;
mod uploads;
