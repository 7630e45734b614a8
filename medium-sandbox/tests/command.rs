//! The options of the program. Secrets are not arguments, since other users can read those.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Returns the program with only these environment variables.
fn program(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_medium-sandbox"));
    command
        .args(["--port", "0"])
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Starts the program, stops it, and returns what it printed.
fn shell_exports(arguments: &[&str], variables: &[(&str, &str)]) -> Vec<String> {
    let mut child = program(arguments, variables).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut printed = Vec::new();
    for line in lines.map_while(Result::ok) {
        let is_last = line.starts_with("export MEDIUM_REDIRECT_URI=");
        printed.push(line);
        if is_last {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    printed
}

fn error_output(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let Output { status, stderr, .. } = program(arguments, variables).output().unwrap();
    assert!(!status.success(), "{arguments:?}");
    String::from_utf8(stderr).unwrap()
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn reads_secrets_from_files_and_variables() {
    let folder = tempfile::tempdir().unwrap();
    let token = file(folder.path(), "token", "5eed\n");
    let secret = file(folder.path(), "secret", "5ecret\r\n");
    let by_file = [
        "--token-file",
        &token,
        "--client-id",
        "demo",
        "--client-secret-file",
        &secret,
    ];
    let by_variable = [
        ("MEDIUM_SANDBOX_TOKEN", "5eed"),
        ("MEDIUM_SANDBOX_CLIENT_SECRET", "5ecret"),
    ];
    for printed in [
        shell_exports(&by_file, &[]),
        shell_exports(&["--client-id", "demo"], &by_variable),
        // A file takes precedence over a variable.
        shell_exports(&by_file, &[("MEDIUM_SANDBOX_TOKEN", "another")]),
    ] {
        for line in [
            "export MEDIUM_TOKEN=5eed",
            "export MEDIUM_CLIENT_ID=demo",
            "export MEDIUM_CLIENT_SECRET=5ecret",
        ] {
            assert!(printed.iter().any(|printed| printed == line), "{printed:?}");
        }
    }
}

/// Variables of the real account are not for a sandbox, which shows its tokens on pages.
#[test]
fn ignores_the_variables_of_the_real_account() {
    let real = [("MEDIUM_TOKEN", "5eed"), ("MEDIUM_CLIENT_SECRET", "5ecret")];
    let printed = shell_exports(&[], &real).join("\n");
    assert!(!printed.contains("5eed") && !printed.contains("5ecret"));
}

#[test]
fn rejects_secrets_on_the_command_line() {
    for option in ["--token", "--client-secret"] {
        let output = error_output(&[option, "5eed"], &[]);
        assert!(
            output.contains(&format!("unexpected argument '{option}'")),
            "{output}"
        );
    }
}

#[test]
fn rejects_an_invalid_secret_file_without_printing_it() {
    let folder = tempfile::tempdir().unwrap();
    for (text, problem) in [
        ("", "it is empty"),
        ("\n\n", "it is empty"),
        ("5eed\n5eed\n", "it has more than one line"),
        (&*"5eed".repeat(10_000), "it is too long to be a secret"),
    ] {
        let token = file(folder.path(), "token", text);
        let output = error_output(&["--token-file", &token], &[]);
        assert!(
            output.contains(&token) && output.contains(problem),
            "{output}"
        );
        assert!(!output.replace(&token, "").contains("5eed"), "{output}");
    }
    let missing = folder.path().join("missing");
    let missing = missing.to_str().unwrap();
    assert!(error_output(&["--token-file", missing], &[]).contains(missing));
    let output = error_output(&["--client-id", "demo"], &[]);
    assert!(output.contains("MEDIUM_SANDBOX_CLIENT_SECRET"), "{output}");
}
