//! Many processes on one store, and killed processes. The tests count what the server receives.
//!
//! `cargo test` runs it small; `cargo xtask soak` runs it in full and prints the counts as a table.

mod consent;
mod http;
mod killed;
mod publish;
mod random;
mod refresh;
mod rekey;
mod service;
#[path = "../support/mod.rs"]
mod support;
mod table;
mod worker;
mod workers;
