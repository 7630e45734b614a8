//! Where it was measured.

use std::fs;
use std::process::Command;

/// Processor, memory, system, compiler: what can be found out.
pub(crate) fn describe() -> String {
    let field = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text
            .lines()
            .find(|line| line.starts_with(name))
            .map(str::to_owned)?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split(' ').next()?.parse::<u64>().ok())
        .map_or_else(
            || "unknown".to_owned(),
            |kib| format!("{} GiB", kib.div_ceil(1 << 20)),
        );
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let congestion = crate::network::congestion_control();
    let mut lines = vec![
        format!("- processor: {processor}, {cores} cores"),
        format!("- memory: {memory}"),
        format!(
            "- sends by: {}",
            congestion.unwrap_or_else(|| "unknown".to_owned())
        ),
    ];
    for (name, program, argument) in [
        ("system", "uname", "-sr"),
        ("compiler", "rustc", "--version"),
        ("for the SDKs", "node", "--version"),
        ("and", "python3", "--version"),
        ("instructions counted by", "valgrind", "--version"),
    ] {
        let output = Command::new(program).arg(argument).output();
        let said = output
            .ok()
            .and_then(|output| String::from_utf8(output.stdout).ok());
        let said = said.map_or_else(|| "not there".to_owned(), |said| said.trim().to_owned());
        let said = if program == "node" {
            format!("Node {said}")
        } else {
            said
        };
        lines.push(format!("- {name}: {said}"));
    }
    lines.join("\n")
}
