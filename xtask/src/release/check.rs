//! `cargo xtask version-check`: checks that the version reflects the changes of the surface.

use fs_err as fs;
use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result};
use semver::Version;

use super::manifests;
use super::surface::Surfaces;
use crate::git::Repository;

/// Fail if the surface changed more than the version says.
#[derive(Debug, clap::Args)]
pub struct VersionCheck {
    /// The release to compare with, a tag or a commit. Default: the last tag `v…`.
    #[arg(long, value_name = "REVISION")]
    base: Option<String>,
}

/// Runs the task.
pub fn run(arguments: &VersionCheck) -> Result<ExitCode> {
    let repository = Repository::discover(&env::current_dir()?)?;
    let version = current(&repository)?;
    let base = match &arguments.base {
        Some(base) => Some(base.clone()),
        None => repository.last_release()?,
    };
    let Some(base) = base else {
        println!("{version}: there is no earlier release.");
        return Ok(ExitCode::SUCCESS);
    };
    let released = at(&base, &repository)?;
    let surfaces = Surfaces::since(&base, &repository)?;
    let bump = surfaces.bump();
    if surfaces.changes.is_empty() {
        println!("{version}: the surface has not changed since {base}.");
        return Ok(ExitCode::SUCCESS);
    }
    let needed = bump.after(&released);
    let items = surfaces.most_severe();
    if version >= needed {
        println!("{version}: high enough for the changes since {base} ({bump}: {items}).");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!(
        "{version}: too low for the changes since {base} ({bump}: {items}). Run `cargo xtask release` for {needed} or higher."
    );
    Ok(ExitCode::FAILURE)
}

/// Returns the checkout's version.
pub(super) fn current(repository: &Repository) -> Result<Version> {
    manifests::version(&fs::read_to_string(repository.root().join("Cargo.toml"))?)
}

/// Returns the version at a revision.
pub(super) fn at(revision: &str, repository: &Repository) -> Result<Version> {
    let manifest = repository
        .file_at(revision, "Cargo.toml")?
        .with_context(|| format!("{revision}: no Cargo.toml"))?;
    manifests::version(&manifest).with_context(|| format!("at {revision}"))
}
