//! The client over TCP, against the sandbox and against servers with the responses of a test.

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
