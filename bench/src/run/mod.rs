//! A run: measures everything and returns the findings.

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
use crate::server_process::ServerProcess;

pub(crate) use builds::Builds;
pub(crate) use cold::ColdStart;
pub(crate) use counts::CallCounts;
pub(crate) use generated::Generation;
pub(crate) use memory::UploadMemory;

/// The thoroughness of a run.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Fewer rounds, and no cold builds.
    pub quick: bool,
}

impl Settings {
    fn rounds(self, full: u32) -> u32 {
        if self.quick { full / 2 } else { full * 2 }
    }

    /// Returns the folder of the report: `docs`, or a folder below `target` for a quick run, whose
    /// figures are not thorough enough to publish.
    pub fn report_folder(self) -> Result<PathBuf> {
        let Folders { root, target } = folders()?;
        Ok(if self.quick {
            target
        } else {
            root.join("docs")
        })
    }
}

/// The times of one client in one case.
pub(crate) struct CaseTiming {
    pub(crate) case: Case,
    pub(crate) client: &'static str,
    pub(crate) micros: Spread,
    /// Relative to bare reqwest.
    pub(crate) ratio: Ratio,
    /// One per round; `None` where the client did not take part.
    pub(crate) times: Vec<Option<f64>>,
}

/// The results of a run.
pub struct Findings {
    pub(crate) timings: Vec<CaseTiming>,
    pub(crate) counts: Vec<CallCounts>,
    pub(crate) connections: Vec<(crate::client::Implementation, u64)>,
    /// Microseconds for the MD5 of 20 MB alone.
    pub(crate) md5: Spread,
    pub(crate) upload_memory: Vec<UploadMemory>,
    pub(crate) cold: ColdStart,
    pub(crate) generated: Vec<Generation>,
    pub(crate) builds: Option<Builds>,
    /// The size of the long post as JSON, in bytes.
    pub(crate) long_post: usize,
}

/// The folders of a run.
struct Folders {
    root: PathBuf,
    /// For SDKs, builds, and the report of a quick run.
    target: PathBuf,
}

fn folders() -> Result<Folders> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("no project folder")?;
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).context("no target folder")?;
    Ok(Folders {
        root: root.to_owned(),
        target: target.join("bench"),
    })
}

/// Fetches everything that a run needs from a network.
pub fn prepare(settings: Settings) -> Result<()> {
    let Folders { root, target } = folders()?;
    fs::create_dir_all(&target)?;
    sdk::Sdks::install(&target)?;
    if !settings.quick {
        builds::prepare(&root, &target)?;
    }
    Ok(())
}

/// Measures everything.
pub async fn measure(settings: Settings) -> Result<Findings> {
    let Folders { root, target } = folders()?;
    let sdks = sdk::Sdks::in_target(&target);
    let folder = tempfile::tempdir_in(&target)?;
    for (megabytes, name) in memory::FILES {
        image(&folder.path().join(name), u64::from(megabytes) * 1_000_000)?;
    }
    image(&folder.path().join(memory::SMALL), 64 << 10)?;
    let server = ServerProcess::start()?;
    let inputs = crate::case::Inputs::new(folder.path());
    Ok(Findings {
        timings: calls::measure(&settings, folder.path(), &sdks).await?,
        connections: counts::connections(&server, folder.path()).await?,
        md5: md5_alone(&folder.path().join(file_name(Case::Upload20m)))?,
        counts: counts::count(&server, folder.path())?,
        upload_memory: memory::measure(&server, folder.path(), &sdks)?,
        cold: cold::measure(&settings, &server, folder.path())?,
        generated: generated::measure(&root, folder.path())?,
        builds: if settings.quick {
            None
        } else {
            Some(builds::measure(&root, &target)?)
        },
        long_post: serde_json::to_vec(inputs.post(Case::Post2m))?.len(),
    })
}

/// Creates a file with the signature of a PNG.
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
