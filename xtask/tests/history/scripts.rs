//! The scripts of the release and review workflows, with a `gh` that records its arguments.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use crate::checkout::Checkout;

/// A `gh` that records its arguments, and prints the files of the test.
const GH: &str = r#"#!/usr/bin/env bash
echo "$*" >>"$RUNNER_TEMP/calls"
for word in "$@"; do
    case $word in body=@*) cp "${word#body=@}" "$RUNNER_TEMP/body" ;; esac
done
case "$*" in
    *pulls*) cat "$RUNNER_TEMP/pulls" ;;
    *--paginate*) cat "$RUNNER_TEMP/comments" ;;
esac
exit 0
"#;

/// A checkout with the project's scripts, and a machine with `gh` and an origin.
struct Trial {
    checkout: Checkout,
    machine: tempfile::TempDir,
}

impl Trial {
    fn new(checkout: Checkout) -> Self {
        let trial = Self {
            checkout,
            machine: tempfile::tempdir().expect("a folder"),
        };
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github");
        for name in ["release-pr", "start-release", "comment"] {
            let text = fs::read_to_string(scripts.join(name)).expect("can be read");
            trial.checkout.write(&format!(".github/{name}"), &text);
        }
        trial.checkout.commit("The scripts");
        trial.program("gh", GH);
        let xtask = env!("CARGO_BIN_EXE_xtask");
        let cargo = std::env::var("CARGO").expect("cargo runs this");
        trial.program(
            "cargo",
            &format!("#!/bin/sh\nif [ \"$1\" = xtask ]; then shift; exec {xtask} \"$@\"; fi\nexec {cargo} \"$@\"\n"),
        );
        for name in ["calls", "pulls", "comments"] {
            trial.file(name, "");
        }
        let origin = trial.machine.path().join("origin.git");
        let origin = origin.to_str().expect("is text");
        trial.checkout.git(&["init", "--quiet", "--bare", origin]);
        trial.checkout.git(&["remote", "add", "origin", origin]);
        trial
    }

    fn program(&self, name: &str, text: &str) {
        self.file(name, text);
        let path = self.machine.path().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).expect("can be changed");
    }

    fn file(&self, name: &str, text: &str) {
        fs::write(self.machine.path().join(name), text).expect("can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.machine.path().join(name)).expect("can be read")
    }

    fn run(&self, script: &str, arguments: &[&str]) -> String {
        let path = std::env::var("PATH").expect("is set");
        let output = Command::new("bash")
            .arg(self.checkout.path(".github").join(script))
            .args(arguments)
            .current_dir(self.checkout.path("."))
            .env("PATH", format!("{}:{path}", self.machine.path().display()))
            .env("RUNNER_TEMP", self.machine.path())
            .env("GITHUB_REPOSITORY", "OWNER/medium")
            .env("HEAD", "emma:tags")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("CARGO_NET_OFFLINE", "true")
            .output()
            .expect("bash runs");
        let Output {
            status,
            stdout,
            stderr,
        } = output;
        let message = String::from_utf8([stdout, stderr].concat()).expect("is text");
        assert!(status.success(), "{script}: {message}");
        message
    }
}

#[test]
fn changes_on_main_become_a_pull_request_and_its_merge_a_release() {
    let trial = Trial::new(Checkout::with_release("0.1.0"));
    trial.checkout.commit("fix(cli): end the line");
    trial.run("release-pr", &[]);
    let calls = trial.read("calls");
    let create = "pr create --head release/next --base main --title Release 0.1.1";
    assert!(calls.contains(create), "{calls}");
    // Main has nothing to release yet.
    trial.checkout.git(&["switch", "--quiet", "main"]);
    let message = trial.run("start-release", &[]);
    assert!(message.contains("0.1.0 is not to be released"), "{message}");

    let merge = ["merge", "--quiet", "origin/release/next"];
    trial.checkout.git(&merge);
    trial.run("start-release", &[]);
    let calls = trial.read("calls");
    let start = "workflow run release.yml --ref main --field tag=v0.1.1\n";
    assert!(calls.ends_with(start), "{calls}");
    // A release in progress needs no further pull request.
    let message = trial.run("release-pr", &[]);
    assert!(message.contains("0.1.1 is being released"), "{message}");

    trial.checkout.git(&["tag", "v0.1.1"]);
    let message = trial.run("start-release", &[]);
    assert!(message.contains("0.1.1 is released"), "{message}");
    let message = trial.run("release-pr", &[]);
    let nothing = "Nothing was committed since v0.1.1";
    assert!(message.contains(nothing), "{message}");
}

#[test]
fn prepares_the_first_release() {
    let trial = Trial::new(Checkout::new());
    trial.run("release-pr", &[]);
    let calls = trial.read("calls");
    assert!(calls.contains("--title Release 0.1.0"), "{calls}");
}

#[test]
fn updates_an_open_pull_request() {
    let trial = Trial::new(Checkout::with_release("0.1.0"));
    trial.checkout.commit("fix: a letter");
    trial.program(
        "gh",
        &GH.replace("*pulls*)", "*'pr list'*) echo 7 ;;\n    *pulls*)"),
    );
    trial.run("release-pr", &[]);
    let calls = trial.read("calls");
    let edit = "pr edit release/next --title Release 0.1.1";
    assert!(calls.contains(edit), "{calls}");
    assert!(!calls.contains("pr create"), "{calls}");
}

#[test]
fn a_report_is_one_comment_that_later_runs_replace() {
    let trial = Trial::new(Checkout::new());
    trial.file("pulls", "12\n");
    trial.file("report.md", "### Nothing changes, @everybody\n");
    let report = trial.machine.path().join("report.md");
    let report = report.to_str().expect("is text");
    trial.run("comment", &[report]);
    let calls = trial.read("calls");
    let post = "--method POST repos/OWNER/medium/issues/12/comments";
    assert!(calls.contains(post), "{calls}");
    // The comment mentions no users.
    let body = "<!-- cargo xtask review -->\n### Nothing changes, @\u{200b}everybody\n";
    assert_eq!(trial.read("body"), body);

    trial.file("comments", "345\n");
    trial.run("comment", &[report]);
    let calls = trial.read("calls");
    let patch = "--method PATCH repos/OWNER/medium/issues/comments/345";
    assert!(calls.contains(patch), "{calls}");
    assert_eq!(calls.matches("--method POST").count(), 1, "{calls}");
}

#[test]
fn a_long_report_is_cut_between_characters() {
    let trial = Trial::new(Checkout::new());
    trial.file("pulls", "12\n");
    trial.file("report.md", &format!("a{}", "é".repeat(40_000)));
    let report = trial.machine.path().join("report.md");
    trial.run("comment", &[report.to_str().expect("is text")]);
    let body = trial.read("body");
    assert!(body.len() < 65_536);
    assert!(body.trim_end().ends_with('é'), "{}", body.len());
}

/// The summary of `.ci/run` for output of cargo's tests.
#[test]
fn the_summary_counts_tests_and_names_the_slowest_programs() {
    let printed = "\
     Running unittests src/lib.rs (target/debug/deps/medium_api-0123456789abcdef)
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.12s
     Running tests/crates.rs (target/debug/deps/crates-0123456789abcdef)
test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 41.02s
   Doc-tests medium_api
test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s
";
    let machine = tempfile::tempdir().expect("a folder");
    fs::write(machine.path().join("printed"), printed).expect("can be written");
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c"])
        .arg("source \"$0\"; tests cat printed; step false")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.ci/summary.sh"))
        .current_dir(machine.path())
        .output()
        .expect("bash runs");
    assert!(!output.status.success(), "a step that fails ends the run");
    let message = String::from_utf8(output.stderr).expect("is text");
    for line in [
        "cat printed\n",
        "  false\n",
        "Slowest test programs\n    41.0 s  crates: tests/crates.rs (3 tests)\n",
        "0.1 s  medium_api: src/lib.rs (3 tests)\n",
        "in 3 programs",
        "\n11 passed, 2 failed, 1 skipped\n",
    ] {
        assert!(message.contains(line), "{line:?}: {message}");
    }
}

/// Archives of a release, with their checksums.
#[test]
fn archives_are_verified_and_unpacked_to_a_folder_per_target() {
    let machine = tempfile::tempdir().expect("a folder");
    let make = "\
        mkdir -p archives in/medium-cli-x86_64-apple-darwin && cd in
        echo mac >medium-cli-x86_64-apple-darwin/medium && echo windows >medium.exe
        tar -czf ../archives/medium-cli-x86_64-apple-darwin.tar.gz medium-cli-x86_64-apple-darwin
        python3 -m zipfile -c ../archives/medium-cli-x86_64-pc-windows-msvc.zip medium.exe
        cd ../archives && for file in *; do sha256sum --binary \"$file\" >\"$file.sha256\"; done";
    let unpack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/unpack");
    let run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(machine.path());
        command.status().expect("the program starts").success()
    };
    assert!(run("bash", &["-euc", make]));
    let unpack = unpack.to_str().expect("is text");
    assert!(run(unpack, &["archives", "programs"]));
    let read = |name: &str| fs::read_to_string(machine.path().join("programs").join(name));
    let mac = read("x86_64-apple-darwin/medium").expect("is unpacked");
    let windows = read("x86_64-pc-windows-msvc/medium.exe").expect("is unpacked");
    assert_eq!((mac.as_str(), windows.as_str()), ("mac\n", "windows\n"));

    let archive = "archives/medium-cli-x86_64-apple-darwin.tar.gz";
    fs::write(machine.path().join(archive), "something else").expect("can be written");
    assert!(!run(unpack, &["archives", "programs"]));
}
