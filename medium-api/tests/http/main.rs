//! The client against the sandbox and against servers that answer as they are told, over TCP.

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
