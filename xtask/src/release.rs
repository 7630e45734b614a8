//! `cargo xtask release`: computes the next version, its section of the changelog, and the order of
//! publishing. It edits files, but doesn't commit, tag or publish.

mod bump;
mod changelog;
mod check;
mod commits;
mod manifests;
mod surface;
mod version_mentions;

use fs_err as fs;
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use semver::Version;

use crate::git::Repository;
pub use bump::Bump;
pub use check::{VersionCheck, run as version_check};
use commits::Entry;
use surface::Surfaces;

/// Prepare a release: version, changelog, manifests.
#[derive(Debug, clap::Args)]
pub struct Release {
    /// Print what would change, without writing it.
    #[arg(long)]
    dry_run: bool,
    /// A higher version than computed, such as 1.0.0.
    #[arg(long, value_name = "VERSION")]
    version: Option<Version>,
    /// The date in the changelog. Default: today, in UTC.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
    /// Only print the crates, in the order of publishing.
    #[arg(long, conflicts_with_all = ["dry_run", "version", "date"])]
    order: bool,
}

/// The next release, with the reasons for its version.
struct ReleasePlan {
    next: Version,
    commits: Vec<Entry>,
    /// `None` before the first release.
    last: Option<LastRelease>,
}

/// The last release, and the changes of the surface since.
struct LastRelease {
    tag: String,
    version: Version,
    surfaces: Surfaces,
}

/// Runs the task.
pub fn run(arguments: &Release) -> Result<ExitCode> {
    let repository = Repository::discover(&env::current_dir()?)?;
    let order = manifests::publish_order(repository.root())?;
    if arguments.order {
        println!("{}", order.join("\n"));
        return Ok(ExitCode::SUCCESS);
    }
    let plan = ReleasePlan::new(&repository, arguments.version.as_ref())?;
    let today = || {
        jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date()
    };
    let date = arguments.date.unwrap_or_else(today).to_string();
    let files = plan.files(repository.root(), &date)?;
    if !arguments.dry_run {
        for (path, text) in files {
            fs::write(path, text)?;
        }
        manifests::update_lock(repository.root())?;
    }
    print!("{}", plan.text());
    println!("Publish the crates in this order: {}.", order.join(", "));
    Ok(ExitCode::SUCCESS)
}

/// Returns a file with its new text.
fn edit(path: &Path, change: impl Fn(&str) -> Result<String>) -> Result<(PathBuf, String)> {
    let text = fs::read_to_string(path)?;
    Ok((
        path.to_owned(),
        change(&text).with_context(|| path.display().to_string())?,
    ))
}

impl ReleasePlan {
    fn new(repository: &Repository, requested: Option<&Version>) -> Result<Self> {
        let last = LastRelease::find(repository)?;
        let all = repository.commits_since(last.as_ref().map(|last| last.tag.as_str()))?;
        let commits = commits::changelog_entries(&all);
        let current = check::current(repository)?;
        let needed = match &last {
            Some(last) => {
                ensure!(!all.is_empty(), "there are no commits since {}", last.tag);
                last.next(&commits)
            }
            // The first release uses the version in the manifest.
            None => current.clone(),
        };
        // A version that was raised manually may be higher.
        let next = requested.cloned().unwrap_or(current.max(needed.clone()));
        ensure!(
            next >= needed,
            "{next} is too low for the changes: use {needed} or higher"
        );
        Ok(Self {
            next,
            commits,
            last,
        })
    }

    /// Returns the changed files with their new texts.
    fn files(&self, root: &Path, date: &str) -> Result<Vec<(PathBuf, String)>> {
        let changelog = edit(&root.join("CHANGELOG.md"), |text| {
            changelog::with_release(text, &self.next, date, &self.commits)
        })?;
        let mut files = vec![changelog];
        let manifests = manifests::paths(root)?;
        for path in &manifests {
            let set = |text: &str| manifests::with_version(text, &self.next);
            files.push(edit(path, set)?);
        }
        if let Some(last) = &self.last {
            for path in version_mentions::paths(root, &manifests)? {
                let set = |text: &str| {
                    Ok(version_mentions::with_version(
                        text,
                        &last.version,
                        &self.next,
                    ))
                };
                files.push(edit(&path, set)?);
            }
        }
        Ok(files)
    }

    fn text(&self) -> String {
        let Some(last) = &self.last else {
            return format!("The first release: {}.\n", self.next);
        };
        let mut text = format!("{} → {}, since {}:\n", last.version, self.next, last.tag);
        text.push_str(&match last.surfaces.changes.as_slice() {
            [] => "  surface: no changes\n".to_owned(),
            _ => format!(
                "  surface: {} ({})\n",
                last.surfaces.bump(),
                last.surfaces.most_severe()
            ),
        });
        if self.commits.is_empty() {
            text.push_str("  commits: none with a prefix\n");
        }
        for entry in &self.commits {
            text.push_str(&format!("  {}: {}\n", entry.bump, entry.text));
        }
        text
    }
}

impl LastRelease {
    fn find(repository: &Repository) -> Result<Option<Self>> {
        let Some(tag) = repository.last_release()? else {
            return Ok(None);
        };
        Ok(Some(Self {
            version: check::at(&tag, repository)?,
            surfaces: Surfaces::since(&tag, repository)?,
            tag,
        }))
    }

    /// Returns the lowest version that the changes of surface and commits permit.
    fn next(&self, commits: &[Entry]) -> Version {
        let by_commits = commits.iter().map(|entry| entry.bump).max();
        let bump = self.surfaces.bump().max(by_commits.unwrap_or_default());
        bump.after(&self.version)
    }
}
