//! The project's own tasks, run as `cargo xtask …` from anywhere in it.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::regen;

/// The project's own tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Turn the document into the client.
    Regen(regen::Regen),
}

fn main() -> ExitCode {
    let Task::Regen(regen) = Arguments::parse().task;
    match regen::run(&regen) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
