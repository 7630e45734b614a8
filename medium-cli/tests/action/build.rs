//! Building and caching the command if there is no release.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::program;
use crate::support::project::{git, script};

#[test]
fn the_cache_key_depends_on_the_actions_files() {
    let action = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let file = action.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    let key = || key_of(action.path());
    write("Cargo.lock", "one\n");
    write("medium-cli/src/main.rs", "fn main() {}\n");
    let first = key();
    assert_eq!((first.len(), key()), (40, first.clone()));

    write("medium-cli/src/main.rs", "fn main() { }\n");
    let edited = key();
    assert_ne!(edited, first);
    fs::rename(
        action.path().join("medium-cli/src/main.rs"),
        action.path().join("medium-cli/src/lib.rs"),
    )
    .unwrap();
    assert_ne!(key(), edited);

    // Build output does not change the key.
    let before = key();
    write("target/debug/medium", "built");
    assert_eq!(key(), before);
}

/// Line-ending rules and filters could make different files look equal.
#[test]
fn gitattributes_do_not_affect_the_cache_key() {
    let action = tempfile::tempdir().unwrap();
    git(action.path(), &["init", "--quiet"]);
    fs::write(action.path().join(".gitattributes"), "* text\n").unwrap();
    let mut keys = Vec::new();
    for text in ["a\r\n", "a\n"] {
        fs::write(action.path().join("Cargo.lock"), text).unwrap();
        keys.push(key_of(action.path()));
    }
    assert_ne!(keys[0], keys[1]);
}

/// The repository with the articles may have a `.cargo/config.toml`, which can make Cargo run programs.
#[test]
fn builds_outside_the_checkout_and_without_the_token() {
    let machine = tempfile::tempdir().unwrap();
    let programs = machine.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let cargo = programs.join("cargo");
    program(&cargo, "pwd -P\nenv\necho \"$@\"");
    let action = machine.path().join("action");
    fs::create_dir(&action).unwrap();

    let done = Command::new(script("build"))
        .args([&action, Path::new("/the/command")])
        .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
        .env("MEDIUM_TOKEN", "5eed-of-a-test")
        .current_dir(machine.path())
        .output()
        .unwrap();
    let output = String::from_utf8(done.stdout).unwrap();
    let folder = action.canonicalize().unwrap();
    assert_eq!(output.lines().next(), Some(folder.to_str().unwrap()));
    assert!(!output.contains("5eed-of-a-test"), "{output}");
    let arguments = "install --locked --path medium-cli --root /the/command";
    assert_eq!(output.lines().last(), Some(arguments));
}

fn key_of(action: &Path) -> String {
    let done = Command::new(script("cache-key")).arg(action).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{done:?}");
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}
