//! What a run has found, as a document with two pictures.

mod chart;
mod limits;
mod machine;
mod tables;

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::run::{Findings, Settings};

/// Writes `performance.md` and its pictures into `folder`, and says whether all
/// limits are kept.
pub(crate) fn write(findings: &Findings, settings: &Settings, folder: &Path) -> Result<bool> {
    let limits = limits::check(findings);
    let text = tables::document(findings, settings, &limits);
    fs::write(folder.join("performance.md"), &text)?;
    fs::write(
        folder.join("performance-ratios.svg"),
        chart::ratios(&findings.rows),
    )?;
    fs::write(
        folder.join("performance-memory.svg"),
        chart::memory(&findings.grown),
    )?;
    println!("{text}");
    eprintln!("Written to {}.", folder.join("performance.md").display());
    let missed: Vec<_> = limits.iter().filter(|limit| !limit.kept()).collect();
    for limit in &missed {
        eprintln!("Not kept: {} ({limit})", limit.what);
    }
    Ok(missed.is_empty())
}
