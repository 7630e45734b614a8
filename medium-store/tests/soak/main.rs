//! Many processes on one store, and processes that are killed: what the server sees, counted.
//!
//! `cargo test` runs it small; `cargo xtask soak` runs it in full and shows the counts in a table.

mod crew;
mod http;
mod killed;
mod publish;
mod random;
mod rekey;
mod renewal;
#[path = "../support/mod.rs"]
mod support;
mod table;
mod user;
mod worker;
