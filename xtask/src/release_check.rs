//! `cargo xtask release-check`: checks that are too slow for each change. The released program is
//! small enough; each package can be installed without Rust, and its program publishes into its
//! sandbox; the tests pass twice, with other time zones and languages.

mod environments;
mod npm;
mod program;
mod publish_once;
mod wheel;

use fs_err as fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};

use xtask::workspace;

/// Check a release.
#[derive(Debug, clap::Args)]
pub(crate) struct ReleaseCheck {
    /// Run only these checks. Default: all.
    #[arg(value_enum)]
    checks: Vec<Check>,
    /// The profile to build with. Releases use `dist`; others are faster.
    #[arg(long, default_value = "dist")]
    profile: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Check {
    /// The program's size, and that it publishes into its sandbox.
    Program,
    /// The Python wheel.
    Wheel,
    /// The npm packages.
    Npm,
    /// All tests, twice, each time with another time zone and language.
    Environments,
}

pub(crate) fn run(arguments: &ReleaseCheck) -> Result<ExitCode> {
    let checks = match arguments.checks.as_slice() {
        [] => &[
            Check::Program,
            Check::Wheel,
            Check::Npm,
            Check::Environments,
        ],
        some => some,
    };
    let profile = arguments.profile.as_str();
    for check in checks {
        println!("== {check:?}");
        match check {
            Check::Program => program::check(profile)?,
            Check::Wheel => wheel::check(profile)?,
            Check::Npm => npm::check(profile)?,
            Check::Environments => environments::check()?,
        }
    }
    println!("All checks passed.");
    Ok(ExitCode::SUCCESS)
}

/// Creates an empty folder for a check, below `target`.
fn folder(name: &str) -> Result<PathBuf> {
    let folder = workspace::root().join("target/release-check").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Runs a program. Returns an error if it fails.
fn succeed(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("{command:?}: can't be run; install it"))?;
    ensure!(status.success(), "{command:?}: failed");
    Ok(())
}
