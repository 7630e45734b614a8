//! What the program is given: no secret on its command line, where everybody on the machine sees it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program with nothing in its environment but these.
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

/// Starts it and ends it, and returns the lines by which it says how to reach it.
fn access(arguments: &[&str], variables: &[(&str, &str)]) -> Vec<String> {
    let mut child = program(arguments, variables).spawn().expect("the program");
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut printed = Vec::new();
    for line in lines.map_while(Result::ok) {
        let is_last = line.starts_with("export MEDIUM_REDIRECT_URI=");
        printed.push(line);
        if is_last {
            break;
        }
    }
    child.kill().expect("it was running");
    child.wait().expect("it has ended");
    printed
}

fn refused(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let Output { status, stderr, .. } =
        program(arguments, variables).output().expect("the program");
    assert!(!status.success(), "{arguments:?}");
    String::from_utf8(stderr).expect("text")
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    path.to_str().expect("text").to_owned()
}

#[test]
fn secrets_come_from_files_or_from_variables() {
    let folder = tempfile::tempdir().expect("a folder");
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
        access(&by_file, &[]),
        access(&["--client-id", "demo"], &by_variable),
        // A file that is named comes before a variable.
        access(&by_file, &[("MEDIUM_SANDBOX_TOKEN", "another")]),
    ] {
        for line in [
            "export MEDIUM_TOKEN=5eed",
            "export MEDIUM_CLIENT_ID=demo",
            "export MEDIUM_CLIENT_SECRET=5ecret",
        ] {
            assert!(printed.iter().any(|one| one == line), "{printed:?}");
        }
    }
}

/// A variable of the real account's is not for a sandbox that anybody can look into.
#[test]
fn the_real_accounts_variables_are_not_read() {
    let real = [("MEDIUM_TOKEN", "5eed"), ("MEDIUM_CLIENT_SECRET", "5ecret")];
    let printed = access(&[], &real).join("\n");
    assert!(!printed.contains("5eed") && !printed.contains("5ecret"));
}

#[test]
fn a_secret_on_the_command_line_is_refused() {
    for option in ["--token", "--client-secret"] {
        let said = refused(&[option, "5eed"], &[]);
        assert!(
            said.contains(&format!("unexpected argument '{option}'")),
            "{said}"
        );
    }
}

#[test]
fn a_file_without_one_secret_is_refused_and_not_repeated() {
    let folder = tempfile::tempdir().expect("a folder");
    for (text, problem) in [
        ("", "it is empty"),
        ("\n\n", "it is empty"),
        ("5eed\n5eed\n", "it has more than one line"),
        (&*"5eed".repeat(10_000), "it is too long to be a secret"),
    ] {
        let token = file(folder.path(), "token", text);
        let said = refused(&["--token-file", &token], &[]);
        assert!(said.contains(&token) && said.contains(problem), "{said}");
        assert!(!said.replace(&token, "").contains("5eed"), "{said}");
    }
    let missing = folder.path().join("missing");
    let missing = missing.to_str().expect("text");
    assert!(refused(&["--token-file", missing], &[]).contains(missing));
    let said = refused(&["--client-id", "demo"], &[]);
    assert!(said.contains("MEDIUM_SANDBOX_CLIENT_SECRET"), "{said}");
}
