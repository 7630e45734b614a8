//! Tokens, images, ledger, key and schema, on both engines.

mod files;
mod images;
mod keys;
mod ledger;
mod names;
mod odd;
mod one_file;
mod query_plans;
mod rekey;
mod schema;
mod server;
mod settle;
#[path = "../support/mod.rs"]
mod support;
mod tokens;
mod waiting;
