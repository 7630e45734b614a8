//! Writes the findings of a run as a document with two charts.

mod chart;
mod limits;
mod machine;
mod tables;

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::run::{Findings, Settings};

/// Writes `performance.md` and its charts to `folder`, and returns whether all limits are met.
pub fn write(findings: &Findings, settings: Settings, folder: &Path) -> Result<bool> {
    let limits = limits::check(findings);
    let text = tables::document(findings, settings, &limits);
    fs::write(folder.join("performance.md"), &text)?;
    fs::write(
        folder.join("performance-ratios.svg"),
        chart::ratios(&findings.timings),
    )?;
    fs::write(
        folder.join("performance-memory.svg"),
        chart::memory(&findings.upload_memory),
    )?;
    println!("{text}");
    eprintln!("Written to {}.", folder.join("performance.md").display());
    let missed: Vec<_> = limits.iter().filter(|limit| !limit.is_met()).collect();
    for limit in &missed {
        eprintln!("Not met: {} ({limit})", limit.what);
    }
    Ok(missed.is_empty())
}
