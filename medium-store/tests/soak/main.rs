//! Many processes on one store, and processes that are killed: what the server sees, counted.
//!
//! `cargo test` runs it small; `cargo xtask soak` runs it in full and shows the counts in a table.

mod consent;
mod crew;
mod http;
mod killed;
mod publish;
mod random;
mod rekey;
mod renewal;
mod service;
#[path = "../support/mod.rs"]
mod support;
mod table;
mod worker;
