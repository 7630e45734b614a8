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
struct FakeMachine {
    checkout: Checkout,
    machine: tempfile::TempDir,
}

impl FakeMachine {
    fn new(checkout: Checkout) -> Self {
        let fake = Self {
            checkout,
            machine: tempfile::tempdir().unwrap(),
        };
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github");
        for name in ["release-pr", "start-release", "comment"] {
            let text = fs::read_to_string(scripts.join(name)).unwrap();
            fake.checkout.write(&format!(".github/{name}"), &text);
        }
        fake.checkout.commit("The scripts");
        fake.program("gh", GH);
        let xtask = env!("CARGO_BIN_EXE_xtask");
        let cargo = std::env::var("CARGO").unwrap();
        fake.program(
            "cargo",
            &format!("#!/bin/sh\nif [ \"$1\" = xtask ]; then shift; exec {xtask} \"$@\"; fi\nexec {cargo} \"$@\"\n"),
        );
        for name in ["calls", "pulls", "comments"] {
            fake.file(name, "");
        }
        let origin = fake.machine.path().join("origin.git");
        let origin = origin.to_str().unwrap();
        fake.checkout.git(&["init", "--quiet", "--bare", origin]);
        fake.checkout.git(&["remote", "add", "origin", origin]);
        fake
    }

    fn program(&self, name: &str, text: &str) {
        self.file(name, text);
        let path = self.machine.path().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).unwrap();
    }

    fn file(&self, name: &str, text: &str) {
        fs::write(self.machine.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.machine.path().join(name)).unwrap()
    }

    fn run(&self, script: &str, arguments: &[&str]) -> String {
        let path = std::env::var("PATH").unwrap();
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
            .unwrap();
        let Output {
            status,
            stdout,
            stderr,
        } = output;
        let message = String::from_utf8([stdout, stderr].concat()).unwrap();
        assert!(status.success(), "{script}: {message}");
        message
    }
}

#[test]
fn changes_on_main_become_a_pull_request_and_its_merge_a_release() {
    let fake = FakeMachine::new(Checkout::with_release("0.1.0"));
    fake.checkout.commit("fix(cli): end the line");
    fake.run("release-pr", &[]);
    let calls = fake.read("calls");
    let create = "pr create --head release/next --base main --title Release 0.1.1";
    assert!(calls.contains(create), "{calls}");
    // Main has nothing to release yet.
    fake.checkout.git(&["switch", "--quiet", "main"]);
    let message = fake.run("start-release", &[]);
    assert!(message.contains("0.1.0 is not to be released"), "{message}");

    let merge = ["merge", "--quiet", "origin/release/next"];
    fake.checkout.git(&merge);
    fake.run("start-release", &[]);
    let calls = fake.read("calls");
    let start = "workflow run release.yml --ref main --field tag=v0.1.1\n";
    assert!(calls.ends_with(start), "{calls}");
    // A release in progress needs no further pull request.
    let message = fake.run("release-pr", &[]);
    assert!(message.contains("0.1.1 is being released"), "{message}");

    fake.checkout.git(&["tag", "v0.1.1"]);
    let message = fake.run("start-release", &[]);
    assert!(message.contains("0.1.1 is released"), "{message}");
    let message = fake.run("release-pr", &[]);
    let nothing = "Nothing was committed since v0.1.1";
    assert!(message.contains(nothing), "{message}");
}

#[test]
fn prepares_the_first_release() {
    let fake = FakeMachine::new(Checkout::new());
    fake.run("release-pr", &[]);
    let calls = fake.read("calls");
    assert!(calls.contains("--title Release 0.1.0"), "{calls}");
}

#[test]
fn updates_an_open_pull_request() {
    let fake = FakeMachine::new(Checkout::with_release("0.1.0"));
    fake.checkout.commit("fix: a letter");
    fake.program(
        "gh",
        &GH.replace("*pulls*)", "*'pr list'*) echo 7 ;;\n    *pulls*)"),
    );
    fake.run("release-pr", &[]);
    let calls = fake.read("calls");
    let edit = "pr edit release/next --title Release 0.1.1";
    assert!(calls.contains(edit), "{calls}");
    assert!(!calls.contains("pr create"), "{calls}");
}

#[test]
fn a_report_is_one_comment_that_later_runs_replace() {
    let fake = FakeMachine::new(Checkout::new());
    fake.file("pulls", "12\n");
    fake.file("report.md", "### Nothing changes, @everybody\n");
    let report = fake.machine.path().join("report.md");
    let report = report.to_str().unwrap();
    fake.run("comment", &[report]);
    let calls = fake.read("calls");
    let post = "--method POST repos/OWNER/medium/issues/12/comments";
    assert!(calls.contains(post), "{calls}");
    // The comment mentions no users.
    let body = "<!-- cargo xtask review -->\n### Nothing changes, @\u{200b}everybody\n";
    assert_eq!(fake.read("body"), body);

    fake.file("comments", "345\n");
    fake.run("comment", &[report]);
    let calls = fake.read("calls");
    let patch = "--method PATCH repos/OWNER/medium/issues/comments/345";
    assert!(calls.contains(patch), "{calls}");
    assert_eq!(calls.matches("--method POST").count(), 1, "{calls}");
}

#[test]
fn a_long_report_is_cut_between_characters() {
    let fake = FakeMachine::new(Checkout::new());
    fake.file("pulls", "12\n");
    fake.file("report.md", &format!("a{}", "é".repeat(40_000)));
    let report = fake.machine.path().join("report.md");
    fake.run("comment", &[report.to_str().unwrap()]);
    let body = fake.read("body");
    assert!(body.len() < 65_536);
    assert!(body.trim_end().ends_with('é'), "{}", body.len());
}
