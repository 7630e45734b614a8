//! A description of the machine.

use std::fs;
use std::process::Command;

/// Returns a list of processor, memory, system and tools, as far as known.
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
            "- congestion control: {}",
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
        let version = output
            .ok()
            .and_then(|output| String::from_utf8(output.stdout).ok());
        let version =
            version.map_or_else(|| "not installed".to_owned(), |text| text.trim().to_owned());
        let version = if program == "node" {
            format!("Node {version}")
        } else {
            version
        };
        lines.push(format!("- {name}: {version}"));
    }
    lines.join("\n")
}
