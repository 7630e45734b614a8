//! How the action gets its command where there is no release: built from its own files, and cached by them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::support::project::{git, script};

#[test]
fn the_key_of_the_cache_follows_the_files_of_the_action() {
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

    // What a build leaves is not what it is made of.
    let before = key();
    write("target/debug/medium", "built");
    assert_eq!(key(), before);
}

/// Whose line breaks and filters would say what is the same.
#[test]
fn attributes_make_no_files_equal_to_the_cache() {
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

/// The repository with the articles may have a `.cargo/config.toml`, which names programs to run.
#[test]
fn the_command_is_built_where_the_articles_have_no_say_and_without_the_token() {
    let machine = tempfile::tempdir().unwrap();
    let programs = machine.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let cargo = programs.join("cargo");
    fs::write(&cargo, "#!/bin/sh\npwd -P\nenv\necho \"$@\"\n").unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o700)).unwrap();
    let action = machine.path().join("action");
    fs::create_dir(&action).unwrap();

    let done = Command::new(script("build"))
        .args([&action, Path::new("/the/command")])
        .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
        .env("MEDIUM_TOKEN", "5eed-of-a-test")
        .current_dir(machine.path())
        .output()
        .unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    let folder = action.canonicalize().unwrap();
    assert_eq!(said.lines().next(), Some(folder.to_str().unwrap()));
    assert!(!said.contains("5eed-of-a-test"), "{said}");
    let arguments = "install --locked --path medium-cli --root /the/command";
    assert_eq!(said.lines().last(), Some(arguments));
}

fn key_of(action: &Path) -> String {
    let done = Command::new(script("cache-key")).arg(action).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{done:?}");
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}
