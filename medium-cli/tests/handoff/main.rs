//! `medium handoff`.

#[path = "../../../medium-sandbox/tests/browser/appearance.rs"]
#[allow(dead_code, reason = "the sandbox's own tests use more of it")]
mod appearance;
mod chromium;
mod corpus;
#[path = "../../../medium-sandbox/tests/browser/driver.rs"]
#[allow(dead_code, reason = "the sandbox's own tests use more of it")]
mod driver;
mod import;
mod pages;
mod safety;
#[path = "../support/mod.rs"]
mod support;
mod web_server;
mod writer;
