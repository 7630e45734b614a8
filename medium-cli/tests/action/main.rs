//! The GitHub Action's scripts, as a runner runs them: a fresh clone each time, on a machine that has
//! forgotten its disk.
#![cfg(unix)]

mod build;
mod examples;
mod hostile;
mod install;
mod ledger;
mod once;
mod pages;
mod paths;
mod report;
mod runner;
#[path = "../support/mod.rs"]
mod support;
