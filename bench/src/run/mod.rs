//! One run: everything is measured, then written down.

mod builds;
mod calls;
mod cold;
mod counts;
mod generated;
pub mod memory;
mod sdk;

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::case::{Case, file_name};
use crate::paired::{Ratio, Spread};
use crate::report;
use crate::served::Served;

pub(crate) use builds::Builds;
pub(crate) use cold::Cold;
pub(crate) use counts::Counted;
pub(crate) use generated::Generated;
pub(crate) use memory::Grown;

/// How thorough a run is.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Fewer rounds, and no cold builds.
    pub quick: bool,
}

impl Settings {
    fn rounds(self, full: u32) -> u32 {
        if self.quick { full / 2 } else { full * 2 }
    }
}

/// A client in a case.
pub(crate) struct Row {
    pub(crate) case: Case,
    pub(crate) who: &'static str,
    pub(crate) micros: Spread,
    /// To bare reqwest.
    pub(crate) ratio: Ratio,
    /// By round.
    pub(crate) times: Vec<Option<f64>>,
}

/// All that a run has found.
pub(crate) struct Findings {
    pub(crate) rows: Vec<Row>,
    pub(crate) counted: Vec<Counted>,
    pub(crate) connections: Vec<(crate::client::Who, u64)>,
    /// Microseconds for the MD5 of the 20 MB alone.
    pub(crate) md5: Spread,
    pub(crate) grown: Vec<Grown>,
    pub(crate) cold: Cold,
    pub(crate) generated: Vec<Generated>,
    pub(crate) builds: Option<Builds>,
    /// Bytes of the long post, serialized.
    pub(crate) long_post: usize,
}

/// Where a run finds and puts its things.
struct Places {
    root: PathBuf,
    /// What is installed, and what a quick run writes.
    target: PathBuf,
}

fn places() -> Result<Places> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("no project")?;
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).context("no target")?;
    Ok(Places {
        root: root.to_owned(),
        target: target.join("bench"),
    })
}

/// Fetches all that comes from elsewhere, which a run can do without then.
///
/// # Errors
///
/// Where something can't be fetched.
pub fn prepare(settings: Settings) -> Result<()> {
    let Places { root, target } = places()?;
    fs::create_dir_all(&target)?;
    sdk::Sdks::install(&target)?;
    if !settings.quick {
        builds::prepare(&root, &target)?;
    }
    Ok(())
}

/// Measures everything, and writes the report. Whether all limits are kept.
///
/// # Errors
///
/// Where something can't be measured.
pub async fn measure(settings: Settings) -> Result<bool> {
    let Places { root, target } = places()?;
    let sdks = sdk::Sdks::installed(&target);
    let folder = tempfile::tempdir_in(&target)?;
    for (megabytes, name) in memory::FILES {
        image(&folder.path().join(name), u64::from(megabytes) * 1_000_000)?;
    }
    image(&folder.path().join(memory::SMALL), 64 << 10)?;
    let server = Served::start()?;
    let inputs = crate::case::Inputs::new(folder.path());
    let findings = Findings {
        rows: calls::measure(&settings, folder.path(), &sdks).await?,
        connections: counts::connections(&server, folder.path()).await?,
        md5: md5_alone(&folder.path().join(file_name(Case::Upload20m)))?,
        counted: counts::count(&server, folder.path())?,
        grown: memory::measure(&server, folder.path(), &sdks)?,
        cold: cold::measure(&settings, &server, folder.path())?,
        generated: generated::measure(&root, folder.path())?,
        builds: if settings.quick {
            None
        } else {
            Some(builds::measure(&root, &target)?)
        },
        long_post: serde_json::to_vec(inputs.post(Case::Post2m))?.len(),
    };
    // A quick run is for looking at; the document is of a thorough one.
    let docs = if settings.quick {
        target
    } else {
        root.join("docs")
    };
    report::write(&findings, &settings, &docs)
}

/// A file that starts like a PNG.
fn image(path: &Path, bytes: u64) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(b"\x89PNG\r\n\x1a\n")?;
    file.set_len(bytes)
}

fn md5_alone(file: &Path) -> Result<Spread> {
    let bytes = fs::read(file)?;
    let times: Vec<f64> = (0..15)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(md5::compute(&bytes));
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    Ok(Spread::of(&times))
}
