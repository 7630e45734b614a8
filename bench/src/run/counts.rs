//! What does not depend on the day: instructions, allocations, connections.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::case::Case;
use crate::client::Who;
use crate::served::Served;

/// Of one client and one case.
pub(crate) struct Counted {
    pub(crate) case: Case,
    pub(crate) who: Who,
    /// Of a call, by callgrind.
    pub(crate) instructions: Option<f64>,
    /// Of a call, connections' own work included.
    pub(crate) allocations: u64,
    /// Heap at once in a call, in bytes.
    pub(crate) peak: u64,
}

/// Each case with two run lengths: what is done once falls out of the
/// difference.
const LENGTHS: [(Case, u32, u32); 4] = [
    (Case::Me, 200, 1200),
    (Case::Post20k, 100, 300),
    (Case::PostOthers, 100, 300),
    (Case::Post2m, 3, 9),
];

/// Counts for the two that are compared.
pub(crate) fn count(server: &Served, folder: &Path) -> Result<Vec<Counted>> {
    let mut counted = Vec::new();
    for (case, few, many) in LENGTHS {
        for who in [Who::Ours, Who::Bare] {
            eprintln!("counting: {} by {} …", case.title(), who.title());
            let (allocations, peak) = allocations(server, who, case)?;
            let few_instructions = instructions(server, folder, who, case, few)?;
            let many_instructions = instructions(server, folder, who, case, many)?;
            let per_call = few_instructions
                .zip(many_instructions)
                .map(|(few_took, many_took)| (many_took - few_took) / f64::from(many - few));
            counted.push(Counted {
                case,
                who,
                instructions: per_call,
                allocations,
                peak,
            });
        }
    }
    Ok(counted)
}

fn allocations(server: &Served, who: Who, case: Case) -> Result<(u64, u64)> {
    let program = std::env::current_exe()?.with_file_name("count");
    let output = Command::new(program)
        .args([who.name(), case.name(), &server.base])
        .stderr(Stdio::inherit())
        .output()
        .context("the program that counts allocations is not there")?;
    ensure!(output.status.success(), "counting allocations failed");
    let text = String::from_utf8(output.stdout)?;
    let (count, peak) = text.trim().split_once(' ').context("no numbers")?;
    Ok((count.parse()?, peak.parse()?))
}

/// `None` where there is no valgrind.
fn instructions(
    server: &Served,
    folder: &Path,
    who: Who,
    case: Case,
    calls: u32,
) -> Result<Option<f64>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["calls", who.name(), case.name(), &calls.to_string()])
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

/// How many connections 64 calls at once take, 20 times over.
pub(crate) async fn connections(server: &Served, folder: &Path) -> Result<Vec<(Who, u64)>> {
    let inputs = crate::case::Inputs::new(folder);
    let mut all = Vec::new();
    for who in [Who::Ours, Who::Bare] {
        let client = crate::client::Any::new(who, &server.base).await?;
        let before = server.connections()?;
        client.drive(Case::Concurrent, 64 * 20, &inputs).await?;
        // The second question is a connection, too.
        all.push((who, server.connections()? - before - 1));
    }
    Ok(all)
}
