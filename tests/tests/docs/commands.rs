//! Every command in the documentation is run by a test, or is listed here with a reason.
//!
//! `medium-cli/tests/documented_commands.rs` tries those of `medium`, and
//! `xtask/tests/documented_commands.rs` those of `cargo xtask`.

use std::process::Command;

use medium_sandbox::Sandbox;
use serde_json::Value;
use tests::markdown::{Command as Documented, pages};
use tests::root;

/// Commands that no test runs. The first words of a command decide.
#[rustfmt::skip]
const NOT_RUN: [(&str, &str); 15] = [
    ("medium ", "is tried by medium-cli/tests/documented_commands.rs"),
    ("cargo xtask ", "is tried by xtask/tests/documented_commands.rs"),
    ("npx --package medium-cli ", "is tried by medium-cli/tests/documented_commands.rs"),
    ("uvx --from medium-cli ", "is tried by medium-cli/tests/documented_commands.rs"),
    ("medium-sandbox ", "has the options of `medium sandbox`"),
    ("curl --proto ", "downloads a release"),
    ("powershell ", "downloads a release"),
    ("brew ", "installs a release"),
    ("npm install ", "installs from a registry"),
    ("pip install ", "installs from a registry"),
    ("cargo binstall ", "installs a release"),
    ("cargo install ", "installs from a registry"),
    ("cargo audit ", "needs a program and a database that are not in the repository"),
    ("npx jest", "is run by examples/check"),
    ("pytest", "is run by examples/check"),
];

/// Pages whose commands no test runs.
const PAGES_NOT_RUN: [(&str, &str); 1] = [(
    "medium-sandbox/swagger-ui/README.md",
    "its commands download from npm",
)];

/// Programs whose commands are also checked in prose.
const IN_PROSE: [&str; 2] = ["cargo", ".ci/with-postgres"];

#[tokio::test(flavor = "multi_thread")]
async fn commands_in_the_documentation_work() {
    let sandbox = Sandbox::start().await.unwrap();
    let metadata = metadata();
    let mut problems = String::new();
    for page in pages(&root()) {
        if PAGES_NOT_RUN.iter().any(|(path, _)| *path == page.path) {
            continue;
        }
        let spans = page.span_commands(&IN_PROSE);
        for command in page.block_commands().into_iter().chain(spans) {
            if let Err(problem) = check(&command.words, &metadata, &sandbox) {
                let text = command.words.join(" ");
                problems.push_str(&format!("{}: {text}: {problem}\n", command.position));
            }
        }
    }
    assert!(
        problems.is_empty(),
        "Correct these commands, or list them in NOT_RUN with a reason:\n{problems}"
    );
}

fn check(words: &[String], metadata: &Value, sandbox: &Sandbox) -> Result<(), String> {
    let text = words.join(" ") + " ";
    if NOT_RUN.iter().any(|(start, _)| text.starts_with(start)) {
        return Ok(());
    }
    match words[0].as_str() {
        "cargo" => cargo(words, metadata),
        "curl" => curl(&words[1..], sandbox),
        script if script.starts_with(".ci/") => {
            if !root().join(script).is_file() {
                return Err("no such script".to_owned());
            }
            match &words[1..] {
                [] => Ok(()),
                rest => check(rest, metadata, sandbox),
            }
        }
        _ => Err("is run by no test".to_owned()),
    }
}

/// Checks that the packages and targets in a cargo command exist.
fn cargo(words: &[String], metadata: &Value) -> Result<(), String> {
    let own = words.split(|word| word == "--").next().unwrap_or_default();
    let value = |option: &str| {
        let position = own.iter().position(|word| word == option)?;
        own.get(position + 1).map(String::as_str)
    };
    let Some(name) = value("-p") else {
        return Ok(());
    };
    let mut packages = metadata["packages"].as_array().unwrap().iter();
    let package = packages.find(|package| package["name"] == name);
    let package = package.ok_or_else(|| format!("no package {name}"))?;
    for (option, kind) in [("--test", "test"), ("--bench", "bench")] {
        let Some(target_name) = value(option) else {
            continue;
        };
        let mut targets = package["targets"].as_array().unwrap().iter();
        if !targets.any(|target| target["kind"][0] == kind && target["name"] == target_name) {
            return Err(format!("{name} has no {kind} {target_name}"));
        }
    }
    Ok(())
}

/// Runs the command on a sandbox of this test, which has to return a success.
fn curl(arguments: &[String], sandbox: &Sandbox) -> Result<(), String> {
    let here = arguments.iter().map(|argument| {
        // This sandbox gets no requests that `timeout` could wait for.
        let argument = argument.replace("http://127.0.0.1:4000", sandbox.url());
        argument.replace("&count=3&timeout=30", "")
    });
    let output = Command::new("curl")
        .args(["--fail", "--silent", "--show-error"])
        .args(here)
        .output();
    let output = match output {
        Ok(output) => output,
        // curl is part of Windows and macOS, and installed on CI machines.
        Err(_) if std::env::var_os("CI").is_none() => return Ok(()),
        Err(error) => return Err(error.to_string()),
    };
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Rules that no longer apply would otherwise stay unnoticed.
#[test]
fn exceptions_are_needed() {
    let commands: Vec<String> = pages(&root())
        .iter()
        .flat_map(|page| [page.block_commands(), page.span_commands(&IN_PROSE)])
        .flatten()
        .map(|Documented { words, .. }| words.join(" ") + " ")
        .collect();
    for (start, reason) in NOT_RUN {
        let is_used = commands.iter().any(|command| command.starts_with(start));
        assert!(is_used, "remove `{start}` ({reason}) from NOT_RUN");
    }
}
