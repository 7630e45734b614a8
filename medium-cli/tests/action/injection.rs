//! Malicious repositories, checkouts and servers.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::support::program;
use crate::support::project::{Project, git, script};

/// Returns the lines of a step's output that the runner executes as workflow commands: those that
/// start with `::`, after optional white space, or contain `##[`. A carriage return also ends a
/// line.
fn commands(printed: &str) -> Vec<&str> {
    let lines = printed.split(['\r', '\n']).map(str::trim_start);
    lines
        .filter(|line| line.starts_with("::") || line.contains("##["))
        .collect()
}

#[tokio::test]
async fn file_names_cannot_inject_workflow_commands() {
    let names = [
        "::error::plain.md",
        " ::error::space.md",
        "\u{a0}::error::no-break space.md",
        "a\n::error::line.md",
        "b\r::error::return.md",
        "c\r\n::error::both.md",
        "##[error]old.md",
        "d%0A::error::escaped.md",
    ];
    let project = Project::with_articles(0).await;
    for text in ["Text.", "Better text."] {
        for (number, name) in names.iter().enumerate() {
            project.write_article(name, &format!("# Part {number}\n\n{text}\n"));
        }
        project.push();
        let done = project.expect(&project.job(), 0, 8).await;
        let commands = commands(&done.stdout);
        if text == "Text." {
            assert_eq!(commands, [""; 0]);
        } else {
            // The action's own warnings, one for each edited file.
            assert_eq!(commands.len(), 8, "{commands:?}");
            for command in &commands {
                assert!(command.starts_with("::warning::"), "{command}");
                assert!(command.contains("was edited since"), "{command}");
            }
            assert!(
                commands
                    .iter()
                    .any(|command| command.contains("d%250A::error::"))
            );
        }
        if text == "Text." {
            // Each line now starts with the name of a published file.
            let done = project.run().await;
            done.assert_stdout("already sent as a draft");
            assert_eq!(self::commands(&done.stdout), [""; 0], "{}", done.stdout);
        }
    }
}

/// Including messages of a server that git prints.
#[test]
fn program_output_cannot_inject_workflow_commands() {
    let printed =
        "::a::\n \t::b::\r::c::\r\n\u{2003}::d::\n\u{1b}::e::\nx ##[f]\n\0::g::\n\r\r::h::\nend";
    assert_eq!(commands(&printed.replace('\0', "")).len(), 7);
    let mut filter = with_lib("without_commands")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = filter.stdin.take().unwrap();
    stdin.write_all(printed.as_bytes()).unwrap();
    drop(stdin);
    let done = filter.wait_with_output().unwrap();
    let filtered = String::from_utf8(done.stdout).unwrap();
    assert_eq!(commands(&filtered), [""; 0], "{filtered:?}");
    // The text is still readable.
    for part in [
        "::a::", "::b::", "::c::", "::d::", "::e::", "[f]", "::g::", "::h::",
    ] {
        assert!(filtered.contains(part), "{filtered:?}");
    }
    assert!(filtered.ends_with("end\n"));
}

#[tokio::test]
async fn responses_cannot_inject_workflow_commands_or_outputs() {
    let project = Project::with_articles(1).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let evil = "x\n::error::no\r::error::no\n##[error]no";
    let me = json!({ "data": {
        "id": "1", "username": "demo", "name": evil,
        "url": "https://medium.com/@demo", "imageUrl": "https://medium.com/a.png",
    }});
    let created = json!({ "data": {
        "id": "p\nid<<x\r\ny", "title": evil, "authorId": "1", "tags": [],
        "url": "https://medium.com/p/1", "canonicalUrl": "", "publishStatus": "draft",
        "license": "", "licenseUrl": "",
    }});
    let respond_with = |value: Value| move || async move { Json(value) };
    let server = Router::new()
        .route("/v1/me", get(respond_with(me)))
        .route("/v1/users/{user}/posts", post(respond_with(created)));
    tokio::spawn(async { axum::serve(listener, server).await });

    let job = project.job().input("MEDIUM_API_URL", &address);
    let done = job.finish().await;
    assert_eq!(commands(&done.stdout), [""; 0], "{}", done.stdout);
    let outputs = job.outputs();
    let lines: Vec<_> = outputs.split(['\r', '\n']).collect();
    // Two outputs, each with a name, one line of value and a delimiter, and a final line break.
    assert_eq!(lines.len(), 7, "{outputs}");
    assert_eq!(lines[4], "https://medium.com/p/1");
}

/// Each setting and hook that could make git run a program names one that creates a file.
#[tokio::test]
async fn git_runs_no_hooks_or_programs_of_the_checkout() {
    let project = Project::with_articles(1).await;
    let before = project.head();
    project.write(2, "New.");
    project.push();
    let job = project.job().input("INPUT_ONLY_CHANGED", "true");
    let job = job.input("INPUT_BEFORE", &before);
    let trace = job.machine.path().join("trace");
    let hooks = job.machine.path().join("hooks");
    let own_hooks = job.checkout().join(".git/hooks");
    for folder in [&hooks, &own_hooks] {
        fs::create_dir_all(folder).unwrap();
        for hook in [
            "pre-push",
            "reference-transaction",
            "post-checkout",
            "post-merge",
        ] {
            program(&folder.join(hook), &format!("touch '{}'", trace.display()));
        }
    }
    let helper = job.machine.path().join("helper");
    program(&helper, &format!("touch '{}'", trace.display()));
    for (key, value) in [
        ("core.hooksPath", hooks.to_str().unwrap()),
        ("core.fsmonitor", helper.to_str().unwrap()),
        ("core.pager", helper.to_str().unwrap()),
        ("credential.helper", helper.to_str().unwrap()),
        ("diff.external", helper.to_str().unwrap()),
        ("remote.origin.uploadpack", helper.to_str().unwrap()),
        ("remote.origin.receivepack", helper.to_str().unwrap()),
        ("filter.evil.clean", helper.to_str().unwrap()),
        ("filter.evil.smudge", helper.to_str().unwrap()),
        ("alias.push", &format!("!{}", helper.display())),
    ] {
        git(&job.checkout(), &["config", key, value]);
    }
    fs::write(job.checkout().join(".gitattributes"), "* filter=evil\n").unwrap();

    let done = project.expect(&job, 0, 1).await;
    assert!(!trace.exists(), "{}", done.stdout);
}

/// A `git` earlier in `PATH` records its environment and runs the real one.
#[tokio::test]
async fn the_token_is_not_in_the_environment_of_git() {
    let project = Project::with_articles(1).await;
    let job = project.job();
    let programs = job.machine.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let seen = job.machine.path().join("seen");
    let path = std::env::var("PATH").unwrap();
    let script = format!("env >>'{}'\nPATH='{path}' exec git \"$@\"", seen.display());
    program(&programs.join("git"), &script);
    let job = job.input("PATH", format!("{}:{path}", programs.display()));
    project.expect(&job, 0, 1).await;
    let seen = fs::read_to_string(seen).unwrap();
    assert!(seen.contains("MEDIUM_LEDGER_FOLDER="), "git did not run");
    assert!(!seen.contains(project.sandbox.token()));
}

/// Pushing to GitHub needs the credentials that actions/checkout writes to the configuration.
#[test]
fn copies_only_the_credentials_of_the_checkout() {
    let machine = tempfile::tempdir().unwrap();
    let (checkout, ledger) = (
        machine.path().join("checkout"),
        machine.path().join("ledger"),
    );
    fs::create_dir(&ledger).unwrap();
    git(machine.path(), &["init", "--quiet", "checkout"]);
    let header = r#"AUTHORIZATION: basic "x\y"; #z"#;
    let included = machine.path().join("credentials.config");
    let key = "http.https://github.example/.extraheader";
    git(
        machine.path(),
        &["config", "-f", "credentials.config", key, header],
    );
    for (key, value) in [
        ("remote.origin.url", "https://github.example/a/b"),
        ("http.extraheader", "X-Plain: 1"),
        ("include.path", included.to_str().unwrap()),
        ("core.sshCommand", "ssh -i key"),
        ("credential.helper", "evil"),
    ] {
        git(&checkout, &["config", key, value]);
    }
    let mut command = with_lib("open_repository");
    command.env("MEDIUM_LEDGER_FOLDER", &ledger);
    let done = command.current_dir(&checkout).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let config = ["config", "--file", "git/config"];
    let value = |key| git(&ledger, &[&config[..], &["--get", key]].concat());
    assert_eq!(value(key), header);
    assert_eq!(value("http.extraheader"), "X-Plain: 1");
    assert_eq!(value("core.sshCommand"), "ssh -i key");
    assert_eq!(value("remote.origin.url"), "https://github.example/a/b");
    let all = git(&ledger, &[&config[..], &["--list"]].concat());
    assert!(!all.contains("credential"), "{all}");
}

/// Bash with the action's functions, to run the command `work`.
fn with_lib(work: &str) -> Command {
    let load = format!(
        "set -euo pipefail; source '{}'; {work}",
        script("lib.sh").display()
    );
    let mut command = Command::new("bash");
    command.args(["-c", &load]);
    command.env("MEDIUM_LEDGER_BRANCH", "medium-ledger");
    command.env("MEDIUM_LEDGER_FOLDER", "/nowhere");
    command
}
