//! Counts that don't depend on the machine's load: instructions, allocations, connections.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::any_client::AnyClient;
use crate::case::{Case, Inputs};
use crate::client::{Implementation, argument};
use crate::server_process::ServerProcess;

/// The counts of one client in one case.
pub(crate) struct CallCounts {
    pub(crate) case: Case,
    pub(crate) implementation: Implementation,
    /// Per call, by callgrind.
    pub(crate) instructions: Option<f64>,
    /// Per call, including those of the connection.
    pub(crate) allocations: u64,
    /// Peak heap of a call, in bytes.
    pub(crate) peak: u64,
}

/// Each case with two numbers of calls. Their difference contains no work that is done once.
const LENGTHS: [(Case, u32, u32); 4] = [
    (Case::Me, 200, 1200),
    (Case::Post20k, 100, 300),
    (Case::PostOthers, 100, 300),
    (Case::Post2m, 3, 9),
];

/// Counts for medium-api and bare reqwest.
pub(crate) fn count(server: &ServerProcess, folder: &Path) -> Result<Vec<CallCounts>> {
    let mut counts = Vec::new();
    for (case, few, many) in LENGTHS {
        for implementation in [Implementation::MediumApi, Implementation::Reqwest] {
            eprintln!("counting: {} by {} …", case.title(), implementation.title());
            let (allocations, peak) = allocations(server, implementation, case)?;
            let in_few = instructions(server, folder, implementation, case, few)?;
            let in_many = instructions(server, folder, implementation, case, many)?;
            let per_call = |(in_few, in_many)| (in_many - in_few) / f64::from(many - few);
            counts.push(CallCounts {
                case,
                implementation,
                instructions: in_few.zip(in_many).map(per_call),
                allocations,
                peak,
            });
        }
    }
    Ok(counts)
}

fn allocations(
    server: &ServerProcess,
    implementation: Implementation,
    case: Case,
) -> Result<(u64, u64)> {
    let program = std::env::current_exe()?.with_file_name("count");
    let output = Command::new(program)
        .args([&argument(implementation), &argument(case), &server.base])
        .stderr(Stdio::inherit())
        .output()
        .context("the program `count` is not built")?;
    ensure!(output.status.success(), "counting allocations failed");
    let text = String::from_utf8(output.stdout)?;
    let (count, peak) = text.trim().split_once(' ').context("no numbers")?;
    Ok((count.parse()?, peak.parse()?))
}

/// Returns `None` without valgrind.
fn instructions(
    server: &ServerProcess,
    folder: &Path,
    implementation: Implementation,
    case: Case,
    calls: u32,
) -> Result<Option<f64>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args([
            "calls",
            &argument(implementation),
            &argument(case),
            &calls.to_string(),
        ])
        .args(["--base", &server.base, "--folder"])
        .arg(folder)
        .output();
    let Ok(output) = output else { return Ok(None) };
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "under valgrind: {text}");
    let line = text.lines().find(|line| line.contains("refs:"));
    let number = line.and_then(|line| line.rsplit(' ').next());
    Ok(number.and_then(|number| number.replace(',', "").parse().ok()))
}

/// Returns how many connections 20 rounds of 64 concurrent calls open.
pub(crate) async fn connections(
    server: &ServerProcess,
    folder: &Path,
) -> Result<Vec<(Implementation, u64)>> {
    let inputs = Inputs::new(folder);
    let mut all = Vec::new();
    for implementation in [Implementation::MediumApi, Implementation::Reqwest] {
        let client = AnyClient::new(implementation, &server.base).await?;
        let before = server.connections()?;
        client.run(Case::Concurrent, 64 * 20, &inputs).await?;
        // The second query also opens a connection.
        all.push((implementation, server.connections()? - before - 1));
    }
    Ok(all)
}
