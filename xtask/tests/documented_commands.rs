//! The documentation shows only tasks and options that exist.

#[path = "../../tests/src/markdown.rs"]
#[allow(dead_code, unreachable_pub)]
mod markdown;

use std::path::Path;
use std::process::Command;

/// With `--help` at their end, arguments are parsed and nothing is done.
#[test]
fn every_task_in_the_documentation_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let pages = markdown::pages(&root);
    let commands = pages.iter().flat_map(|page| {
        let spans = page.span_commands(&["cargo"]);
        page.block_commands().into_iter().chain(spans)
    });
    let mut count = 0;
    for command in commands {
        let line = command.words.join(" ");
        let release = "cargo run --release -p xtask -- ";
        let arguments = line.strip_prefix("cargo xtask ");
        let Some(arguments) = arguments.or_else(|| line.strip_prefix(release)) else {
            continue;
        };
        count += 1;
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments.split(' '))
            .arg("--help")
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {error}", command.position);
    }
    assert!(count > 10, "found only {count} commands");
}
