//! A description of the machine.

use std::fs;
use std::process::Command;

/// The tools whose versions the report lists, with the option that prints them.
const TOOLS: [(&str, &str, &str); 5] = [
    ("system", "uname", "-sr"),
    ("compiler", "rustc", "--version"),
    ("Node, for the SDK", "node", "--version"),
    ("Python, for the SDK", "python3", "--version"),
    ("instructions counted by", "valgrind", "--version"),
];

/// Returns a list of processor, memory, system and tools, if known.
pub(crate) fn describe() -> String {
    let unknown = || "unknown".to_owned();
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(unknown);
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split(' ').next()?.parse::<u64>().ok())
        .map_or_else(unknown, |kib| format!("{} GiB", kib.div_ceil(1 << 20)));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let congestion = crate::network::congestion_control().unwrap_or_else(unknown);
    let mut lines = vec![
        format!("- processor: {processor}, {cores} cores"),
        format!("- memory: {memory}"),
        format!("- congestion control: {congestion}"),
    ];
    lines.extend(
        TOOLS.map(|(name, program, option)| format!("- {name}: {}", version(program, option))),
    );
    lines.join("\n")
}

/// Returns a field of a file in `/proc`.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn version(program: &str, option: &str) -> String {
    let output = Command::new(program).arg(option).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.map_or_else(
        |_| "not installed".to_owned(),
        |text| text.trim().trim_start_matches("Python ").to_owned(),
    )
}
