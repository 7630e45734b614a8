//! How much memory an upload takes.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::sdk::Sdks;
use crate::client::{Any, Client, Who};
use crate::served::Served;

/// Growth of peak resident memory over that after a small upload, in KiB.
pub(crate) struct Grown {
    pub(crate) who: &'static str,
    pub(crate) megabytes: u32,
    pub(crate) kib: u64,
}

/// The sizes, and their files.
pub(crate) const FILES: [(u32, &str); 4] = [
    (2, "2.png"),
    (20, "20.png"),
    (60, "60.png"),
    (200, "200.png"),
];
/// The one before.
pub(crate) const SMALL: &str = "64k.png";

/// Each upload in a process of its own.
pub(crate) fn measure(server: &Served, folder: &Path, sdks: &Sdks) -> Result<Vec<Grown>> {
    let mut all = Vec::new();
    for (megabytes, file) in FILES {
        eprintln!("memory of an upload of {megabytes} MB …");
        for who in [Who::Ours, Who::Bare] {
            let output = Command::new(std::env::current_exe()?)
                .args(["memory", who.name(), "--base", &server.base, "--file"])
                .arg(folder.join(file))
                .output()?;
            ensure!(output.status.success(), "the upload failed");
            let kib = String::from_utf8(output.stdout)?.trim().parse()?;
            all.push(Grown {
                who: who.title(),
                megabytes,
                kib,
            });
        }
        let case = match megabytes {
            20 => "upload20m",
            200 => "upload200m",
            _ => continue,
        };
        let mut python = sdks.python(&server.base, &folder.join("inputs.json"), folder)?;
        python.work("upload64k", 1)?;
        let before: u64 = python.work("peak", 0)?.parse()?;
        python.work(case, 1)?;
        let after: u64 = python.work("peak", 0)?.parse()?;
        all.push(Grown {
            who: "Medium's Python SDK",
            megabytes,
            kib: after - before,
        });
    }
    Ok(all)
}

/// What the process of its own does, and prints.
///
/// # Errors
///
/// Where an upload fails.
pub async fn upload(who: Who, base: &str, file: &Path) -> Result<()> {
    let client = Any::new(who, base).await?;
    let small = file.with_file_name(SMALL);
    send(&client, &small).await?;
    let before = peak_kib()?;
    send(&client, file).await?;
    println!("{}", peak_kib()?.saturating_sub(before));
    Ok(())
}

async fn send(client: &Any, file: &Path) -> Result<()> {
    match client {
        Any::Ours(client) => client.upload(file).await,
        Any::Bare(client) => client.upload(file).await,
        Any::Hyper(client) => client.upload(file).await,
        Any::Raw(client) => client.upload(file).await,
    }
}

/// `VmHWM` of this process (Linux).
fn peak_kib() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(number.context("no VmHWM")?.parse()?)
}
