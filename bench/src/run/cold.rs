//! A program that starts, asks who the user is, and ends.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::Settings;
use crate::client::TOKEN;
use crate::paired::{Ratio, Spread};
use crate::served::Served;

/// `medium me`, and the same with reqwest alone.
pub(crate) struct Cold {
    pub(crate) medium: Spread,
    pub(crate) bare: Spread,
    pub(crate) ratio: Ratio,
}

/// Both in turn.
pub(crate) fn measure(settings: &Settings, server: &Served, home: &Path) -> Result<Cold> {
    eprintln!("cold start …");
    let folder = std::env::current_exe()?;
    let run = |program: &str, arguments: &[&str]| -> Result<f64> {
        let start = Instant::now();
        let status = Command::new(folder.with_file_name(program))
            .args(arguments)
            .env("MEDIUM_TOKEN", TOKEN)
            .env("MEDIUM_API_URL", &server.base)
            // Nothing of the user's own.
            .env("HOME", home)
            .stdout(Stdio::null())
            .status()
            .with_context(|| format!("{program} is not built"))?;
        ensure!(status.success(), "{program}: {status}");
        Ok(start.elapsed().as_secs_f64() * 1e6)
    };
    let (mut medium, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..settings.rounds(120) {
        medium.push(run("medium", &["me"])?);
        bare.push(run("cold", &[])?);
    }
    Ok(Cold {
        ratio: Ratio::of(&medium, &bare),
        medium: Spread::of(&medium),
        bare: Spread::of(&bare),
    })
}
