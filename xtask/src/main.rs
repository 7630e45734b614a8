//! The project's tasks: `cargo xtask …`.

mod bench;
mod corpus;
mod faults;
mod npm;
mod release_check;
mod soak;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{regen, release};

/// The generator allocates millions of small tokens and syntax nodes. The system's allocator took
/// half of its time on Linux.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The project's tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Generate the clients from their documents.
    Regen(regen::Regen),
    /// Report what a branch changes in the clients, for reviewers.
    Review(regen::Review),
    /// Prepare a release: version, changelog, manifests.
    Release(release::Release),
    /// Fail if the surface changed more than the version says.
    VersionCheck(release::VersionCheck),
    /// Check a release: size, packages, tests in other environments.
    ReleaseCheck(release_check::ReleaseCheck),
    /// Create npm packages from built programs.
    Npm(npm::Npm),
    /// Run the generator on real documents.
    Corpus(corpus::Corpus),
    /// Measure the client, the command and the generator, and compare them with others.
    Bench(bench::Bench),
    /// Document what the client does on every fault.
    Faults(faults::Faults),
    /// Test the store with many processes, some of which are killed.
    Soak(soak::Soak),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
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
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
