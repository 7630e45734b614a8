//! The cold start of a program: start, one call, exit.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::Settings;
use crate::client::TOKEN;
use crate::paired::{Ratio, Spread};
use crate::server_process::ServerProcess;

/// Times of `medium me` and of the same program with reqwest alone, in microseconds.
pub(crate) struct ColdStart {
    pub(crate) medium: Spread,
    pub(crate) reqwest: Spread,
    pub(crate) ratio: Ratio,
}

/// Runs both programs in turn.
pub(crate) fn measure(
    settings: &Settings,
    server: &ServerProcess,
    home: &Path,
) -> Result<ColdStart> {
    eprintln!("cold start …");
    let folder = std::env::current_exe()?;
    let run = |program: &str, arguments: &[&str]| -> Result<f64> {
        let start = Instant::now();
        let status = Command::new(folder.with_file_name(program))
            .args(arguments)
            .env("MEDIUM_TOKEN", TOKEN)
            .env("MEDIUM_API_URL", &server.base)
            // The user's own configuration must not count.
            .env("HOME", home)
            .stdout(Stdio::null())
            .status()
            .with_context(|| format!("{program} is not built"))?;
        ensure!(status.success(), "{program}: {status}");
        Ok(start.elapsed().as_secs_f64() * 1e6)
    };
    let (mut medium, mut reqwest) = (Vec::new(), Vec::new());
    for _ in 0..settings.rounds(120) {
        medium.push(run("medium", &["me"])?);
        reqwest.push(run("cold", &[])?);
    }
    Ok(ColdStart {
        ratio: Ratio::of(&medium, &reqwest),
        medium: Spread::of(&medium),
        reqwest: Spread::of(&reqwest),
    })
}
