//! The project's own tasks, run as `cargo xtask …` from anywhere in it.
#![forbid(unsafe_code)]

mod bench;
mod corpus;
mod faults;
mod npm;
mod release_check;
mod soak;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{regen, release};

/// The generator makes and drops millions of small things: tokens and what is parsed
/// of them. The system's allocator took half of its time on Linux.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    /// Say what a branch changes in the clients, for its reviewer.
    Review(regen::Review),
    /// Prepare a release: version, changelog, manifests.
    Release(release::Release),
    /// Fail where the surface changed more than the version says.
    VersionCheck(release::VersionCheck),
    /// Try what is released: its size, its packages, its tests elsewhere.
    ReleaseCheck(release_check::ReleaseCheck),
    /// Make packages of npm out of built programs.
    Npm(npm::Npm),
    /// Try the generator on real documents.
    Corpus(corpus::Corpus),
    /// Measure the client beside bare reqwest.
    Bench(bench::Bench),
    /// See what the client makes of every fault.
    Faults(faults::Faults),
    /// Try the store with many processes, and with processes that are killed.
    Soak(soak::Soak),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Regen(regen) => regen::run(&regen),
        Task::Review(review) => regen::review(&review),
        Task::Release(release) => release::run(&release),
        Task::VersionCheck(check) => release::version_check(&check),
        Task::ReleaseCheck(check) => release_check::run(&check),
        Task::Npm(npm) => npm::run(&npm),
        Task::Corpus(corpus) => corpus::run(&corpus),
        Task::Bench(bench) => bench::run(&bench),
        Task::Faults(faults) => faults::run(&faults),
        Task::Soak(soak) => soak::run(&soak),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
