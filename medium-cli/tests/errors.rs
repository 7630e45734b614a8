//! JSON errors on stderr, one object per line, and their documentation.

mod support;

use std::fs;

use clap::ValueEnum;
use medium_cli::diagnostic::{ErrorKind, Exit};
use medium_sandbox::faults::{Fault, Times};
use serde_json::{Value, json};
use support::workspace::{Workspace, article};
use support::{Finished, Medium};

/// Returns the objects on stderr. With `-q`, it contains nothing else.
fn errors(done: &Finished) -> Vec<Value> {
    let parsed = |line| serde_json::from_str::<Value>(line).expect(line);
    let errors = done.stderr.lines().map(parsed);
    errors.map(|mut object| object["error"].take()).collect()
}

/// Returns the kind and code of each error.
fn kinds(errors: &[Value]) -> Vec<(&str, i64)> {
    let kind = |error: &'_ Value| error["code"].as_i64().unwrap();
    let kinds = errors.iter();
    kinds
        .map(|error| (error["kind"].as_str().unwrap(), kind(error)))
        .collect()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn each_problem_of_an_article_is_an_object_with_its_position() {
    let folder = folder(&[
        (
            "a.md",
            "---\nlicense: foo\nstatus: public\ndate: 2999-01-01\n---\n# A\n\nText\n",
        ),
        ("b.md", "# B\n\n![x](no.png)\n\n![x](/etc/passwd)\n"),
    ]);
    let medium = Medium::new().in_folder(folder.path());
    let done = medium.expect(
        1,
        &[
            "-q",
            "--json",
            "--sandbox",
            "publish",
            "a.md",
            "b.md",
            "c.md",
        ],
    );
    let errors = errors(&done);
    let places: Vec<_> = errors
        .iter()
        .map(|error| json!([error["kind"], error["file"], error["line"], error["column"]]))
        .collect();
    assert_eq!(
        places,
        [
            json!(["front_matter", "a.md", 2, 10]),
            json!(["date_in_future", "a.md", 4, 7]),
            json!(["image", "b.md", 3, 1]),
            json!(["image", "b.md", 5, 1]),
            json!(["file_not_found", "c.md", null, null]),
        ]
    );
    let message = errors[0]["message"].as_str().unwrap();
    assert!(message.starts_with("license:"), "{message}");
    assert!(errors.iter().all(|error| error["code"] == 1));
    assert!(
        errors
            .iter()
            .all(|error| error["advice"] == "Nothing was published.")
    );
    assert_eq!(done.stdout, "");
}

#[test]
fn usage_errors_are_json() {
    let medium = Medium::new();
    for (arguments, message) in [
        // Clap, before and after the command.
        (&["--json", "publish"][..], "<PATH>..."),
        (&["publsh", "--json=id"], "publsh"),
        (&["--json", "--jq", ".[", "me"], "--jq"),
        (&["--json"], "no command"),
        // The rules between options.
        (&["me", "--keep", "--json"], "--keep"),
        // The command itself.
        (&["--json", "login"], "terminal"),
        (&["--json", "man", "nothing"], "no command `nothing`"),
    ] {
        let done = medium.expect(2, arguments);
        let errors = errors(&done);
        assert_eq!(kinds(&errors), [("usage", 2)], "{arguments:?}");
        let actual = errors[0]["message"].as_str().unwrap();
        assert!(actual.contains(message), "{actual}");
        assert_eq!(done.stdout, "");
    }
}

#[test]
fn errors_are_text_without_json() {
    let medium = Medium::new();
    for (arguments, code) in [
        (&["publish"][..], 2),
        (&["--jq", ".", "me"], 3),
        (&["publish", "--", "--json"], 1),
    ] {
        let done = medium.expect(code, arguments);
        assert!(done.stderr.starts_with("error: "), "{}", done.stderr);
    }
}

#[test]
fn names_the_invalid_setting() {
    let medium = Medium::new().env("MEDIUM_API_URL", "foo");
    medium.expect(2, &["me"]).assert_stderr("MEDIUM_API_URL");
    let medium = Medium::new().env("MEDIUM_STORE_KEY", "zz");
    let article = "examples/liverpool-fc/article.md";
    let url = "https://medium.com/p/0123456789ab";
    let done = medium.run(&["ledger", "record", article, url]);
    done.assert_stderr("not 64 hexadecimal digits\n  For an existing store");
    for arguments in [
        &["sandbox", "--port", "70000"][..],
        &[
            "record",
            "--upstream",
            "http://127.0.0.1:1",
            "--port",
            "70000",
            "file",
        ],
    ] {
        let done = medium.expect(2, arguments);
        done.assert_stderr("a port is a number from 0 to 65535");
    }
}

#[test]
fn help_ignores_json() {
    let done = Medium::new().run(&["--json", "--help"]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
}

#[tokio::test]
async fn json_errors_have_the_exit_code() {
    for (fault, kind, code) in [
        (Fault::Status413, "request_too_large", 4),
        (Fault::Status429, "rate_limited", 5),
        (Fault::CloudflareChallenge, "cloudflare", 6),
        (Fault::CloseAfterExecution, "outcome_unknown", 7),
    ] {
        let workspace = Workspace::with_articles(1).await;
        workspace.inject("createPost", fault, Times::Always).await;
        let done = workspace.run(&["-q", "--json", "publish", "1.md"]).await;
        assert_eq!(done.code, i32::try_from(code).unwrap(), "{}", done.stderr);
        let errors = errors(&done);
        assert_eq!(kinds(&errors), [(kind, code)], "{fault}");
    }
    let done = Medium::new().run(&["--json", "me"]);
    assert_eq!(done.code, 3);
    assert_eq!(kinds(&errors(&done)), [("not_logged_in", 3)]);
}

#[tokio::test]
async fn each_ledger_conflict_is_an_object_and_the_last_has_the_exit_code() {
    let workspace = Workspace::with_articles(2).await;
    workspace.lose_response().await;
    workspace.expect(7, &["publish", "1.md"]).await;
    workspace.expect(0, &["publish", "2.md"]).await;
    workspace.write("2.md", article("# Part 2\n\nEdited.\n"));
    workspace.write("3.md", article("# Part 3\n\nText.\n"));

    let done = workspace
        .expect(7, &["-q", "--json=title", "publish", "."])
        .await;
    let errors = errors(&done);
    assert_eq!(
        kinds(&errors),
        [
            ("outcome_unknown", 7),
            ("edited_since_published", 1),
            ("outcome_unknown", 7)
        ]
    );
    assert_eq!(errors[0]["file"], "1.md");
    assert_eq!(errors[1]["file"], "2.md");
    assert_eq!(
        errors[2]["message"],
        "2 of 3 articles were not published, or their outcome is unknown"
    );
    let data = done.json();
    assert_eq!(data, json!([{"title": "Part 3"}]));
}

#[tokio::test]
async fn an_error_names_the_failed_article() {
    let workspace = Workspace::with_articles(2).await;
    workspace.create_post_fails(Fault::Status429).await;
    let done = workspace.run(&["-q", "--json", "publish", "."]).await;
    let errors = errors(&done);
    assert_eq!(kinds(&errors), [("rate_limited", 5)]);
    assert_eq!(errors[0]["file"], "1.md");
    let advice = errors[0]["advice"].as_str().unwrap();
    assert!(advice.ends_with("Not tried after that: 2.md"), "{advice}");
    let data = done.json();
    assert_eq!(data, json!([]));
}

#[cfg(unix)]
#[test]
fn a_signal_is_an_error_with_the_usual_exit_code() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Stdio;

    let medium = Medium::new();
    let mut command = medium.command(&["--json", "--sandbox", "login", "--token-stdin"]);
    command.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut waiting = command.spawn().unwrap();
    // Waiting for the command would close its stdin, which also answers the prompt.
    let _stdin = waiting.stdin.take();
    let mut stderr = BufReader::new(waiting.stderr.take().unwrap());
    // The sandbox line is printed before it waits.
    stderr.read_line(&mut String::new()).unwrap();
    support::signal(&waiting, "-TERM");
    assert_eq!(waiting.wait().unwrap().code(), Some(143));
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).unwrap();
    let error: Value = serde_json::from_str(&rest).expect(&rest);
    assert_eq!(error["error"]["kind"], "terminated");
    assert_eq!(error["error"]["code"], 143);
}

/// Programs still read the original name from the JSON.
#[test]
fn escapes_control_characters_in_file_names() {
    let name = "a\n\u{1b}]0;b\u{9b}\u{202e}.md";
    let done = Medium::new().run(&["--json", "publish", name]);
    assert_eq!(done.code, 1, "{}", done.stderr);
    let errors = errors(&done);
    assert_eq!(kinds(&errors), [("file_not_found", 1)]);
    assert_eq!(errors[0]["file"], name);
    let control_characters = ['\u{1b}', '\u{9b}', '\u{202e}'];
    assert!(
        !done.stderr.contains(control_characters),
        "{:?}",
        done.stderr
    );
}

#[test]
fn the_readme_lists_every_kind() {
    let mut table = "| code | kind | what happened |\n|---|---|---|\n".to_owned();
    for exit in Exit::ALL {
        let kinds = ErrorKind::value_variants().iter();
        for kind in kinds.filter(|kind| kind.exit() == exit) {
            let (code, meaning) = (exit as u8, kind.meaning());
            table.push_str(&format!("| {code} | `{kind}` | {meaning} |\n"));
        }
    }
    let readme = include_str!("../README.md").replace("\r\n", "\n");
    assert!(
        readme.contains(&table),
        "README.md has another table of errors; put this one there:\n{table}"
    );
}

#[test]
fn the_manual_page_lists_every_kind() {
    let page = Medium::new().run(&["man"]).stdout;
    let words: Vec<_> = page.split_whitespace().collect();
    for kind in ErrorKind::value_variants() {
        let name = kind.to_string();
        assert!(words.contains(&name.as_str()), "{name}");
    }
}
