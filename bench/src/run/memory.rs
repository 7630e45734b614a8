//! The memory of an upload.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::sdk::Sdks;
use crate::any_client::AnyClient;
use crate::client::{Client, Implementation, argument};
use crate::server_process::ServerProcess;

/// Growth of peak resident memory over that after a small upload, in KiB.
pub(crate) struct UploadMemory {
    pub(crate) client: &'static str,
    pub(crate) megabytes: u32,
    pub(crate) kib: u64,
}

/// The sizes in MB, and the files' names.
pub(crate) const FILES: [(u32, &str); 4] = [
    (2, "2.png"),
    (20, "20.png"),
    (60, "60.png"),
    (200, "200.png"),
];
/// The small upload that comes first.
pub(crate) const SMALL: &str = "64k.png";

/// Measures each upload in its own process.
pub(crate) fn measure(
    server: &ServerProcess,
    folder: &Path,
    sdks: &Sdks,
) -> Result<Vec<UploadMemory>> {
    let mut all = Vec::new();
    for (megabytes, file) in FILES {
        eprintln!("memory of an upload of {megabytes} MB …");
        for implementation in [Implementation::MediumApi, Implementation::Reqwest] {
            let output = Command::new(std::env::current_exe()?)
                .args(["memory", &argument(implementation)])
                .args(["--base", &server.base, "--file"])
                .arg(folder.join(file))
                .output()?;
            ensure!(output.status.success(), "the upload failed");
            let kib = String::from_utf8(output.stdout)?.trim().parse()?;
            all.push(UploadMemory {
                client: implementation.title(),
                megabytes,
                kib,
            });
        }
        let case = match megabytes {
            20 => "upload20m",
            200 => "upload200m",
            _ => continue,
        };
        let kib = upload_with_python(server, folder, sdks, case)?;
        all.push(UploadMemory {
            client: "Medium's Python SDK",
            megabytes,
            kib,
        });
    }
    Ok(all)
}

/// Returns how much Medium's Python SDK grows by an upload, in KiB.
fn upload_with_python(
    server: &ServerProcess,
    folder: &Path,
    sdks: &Sdks,
    case: &str,
) -> Result<u64> {
    let mut python = sdks.python(&server.base, &folder.join("inputs.json"), folder)?;
    python.run("upload64k", 1)?;
    let before: u64 = python.run("peak", 0)?.parse()?;
    python.run(case, 1)?;
    let after: u64 = python.run("peak", 0)?.parse()?;
    Ok(after - before)
}

/// Uploads a file and prints the memory that it took, in KiB: the body of the subprocess.
pub async fn upload(implementation: Implementation, base: &str, file: &Path) -> Result<()> {
    let client = AnyClient::new(implementation, base).await?;
    let small = file.with_file_name(SMALL);
    send(&client, &small).await?;
    let before = peak_kib()?;
    send(&client, file).await?;
    println!("{}", peak_kib()?.saturating_sub(before));
    Ok(())
}

async fn send(client: &AnyClient, file: &Path) -> Result<()> {
    match client {
        AnyClient::MediumApi(client) => client.upload(file).await,
        AnyClient::Reqwest(client) => client.upload(file).await,
        AnyClient::Hyper(client) => client.upload(file).await,
        AnyClient::Raw(client) => client.upload(file).await,
    }
}

/// Returns `VmHWM` of this process (Linux).
fn peak_kib() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(number.context("no VmHWM")?.parse()?)
}
