//! The scripts of the GitHub Action, run as on a runner: each job has a fresh clone and no other files.
#![cfg(unix)]

mod build;
mod duplicates;
mod examples;
mod injection;
mod install;
mod ledger;
mod pages;
mod paths;
mod report;
mod runner;
#[path = "../support/mod.rs"]
mod support;
