//! Tokens, images, ledger, key and schema, on both engines.

mod conflicts;
mod files;
mod images;
mod invalid_values;
mod keys;
mod logins;
mod one_file;
mod outcomes;
mod query_plans;
mod rekey;
mod renamed_articles;
mod schema;
mod server;
mod settle;
#[path = "../support/mod.rs"]
mod support;
mod waiting;
