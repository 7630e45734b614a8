//! `medium sandbox COMMAND`: controls a sandbox in another process.

mod support;

use serde_json::Value;
use support::{Finished, Medium, Serving, get};

const EXAMPLE: &str = "examples/liverpool-fc/article.md";

/// Returns a sandbox, and a command with its URL.
fn sandbox(options: &[&str]) -> (Serving, Medium) {
    let (serving, url) = start(options);
    (serving, at(&url, "5eed5eed"))
}

fn at(url: &str, token: &str) -> Medium {
    Medium::new()
        .env("MEDIUM_API_URL", url)
        .env("MEDIUM_TOKEN", token)
}

fn start(options: &[&str]) -> (Serving, String) {
    let starter = Medium::new().env("MEDIUM_SANDBOX_TOKEN", "5eed5eed");
    let start = [&["sandbox", "--port", "0", "--jq", ".url"], options].concat();
    starter.serving(&start)
}

fn done(medium: &Medium, arguments: &[&str]) -> Finished {
    medium.expect(0, &[&["sandbox"], arguments].concat())
}

fn json(medium: &Medium, arguments: &[&str]) -> Value {
    let done = done(medium, &[arguments, &["--json"]].concat());
    serde_json::from_str(&done.stdout).unwrap()
}

#[test]
fn shows_and_resets_what_a_program_did() {
    let (_serving, medium) = sandbox(&[]);
    medium.expect(0, &["publish", EXAMPLE, "--status", "draft"]);

    let posts = json(&medium, &["posts"]);
    assert_eq!(posts[0]["title"], "How a football club learned to sing");
    let table = done(&medium, &["posts"]).stdout;
    assert!(
        table.starts_with("draft  demo  How a football club"),
        "{table}"
    );
    assert_eq!(json(&medium, &["images"])[0]["contentType"], "image/jpeg");
    let requests = json(
        &medium,
        &["requests", "--operation", "createPost", "--count", "1"],
    );
    assert_eq!(requests[0]["status"], 201);
    for (list, field, first) in [
        ("users", "username", "demo"),
        ("publications", "slug", "sandbox-weekly"),
        ("applications", "name", "Demo application"),
        ("tokens", "user", "demo"),
    ] {
        assert_eq!(json(&medium, &[list])[0][field], first);
        assert!(done(&medium, &[list]).stdout.lines().count() >= 1, "{list}");
    }
    assert!(
        !done(&medium, &["tokens"]).stdout.contains("5eed5eed"),
        "must not show tokens"
    );

    done(&medium, &["delete", "posts"]);
    assert_eq!(json(&medium, &["posts"]), serde_json::json!([]));
    done(&medium, &["reset"]);
    assert_eq!(json(&medium, &["images"]), serde_json::json!([]));
}

#[test]
fn injects_faults_and_advances_the_clock() {
    let (_serving, url) = start(&[]);
    let medium = at(&url, "5eed5eed");
    let injected = done(
        &medium,
        &["fault", "500", "--operation", "me", "--times", "9"],
    );
    assert_eq!(injected.data(), "500  GET /v1/me  9 more");
    medium.expect(6, &["me"]);
    assert!(
        done(&medium, &["faults"])
            .stdout
            .contains("cloudflare-challenge")
    );
    done(&medium, &["delete", "faults"]);
    medium.expect(0, &["me"]);
    for (arguments, reason) in [
        (
            &["fault", "503", "--operation", "foo"][..],
            "Unknown operation \"foo\"",
        ),
        (&["fault", "503", "--probability", "2"], "robability"),
        (&["token", "--user", "nobody"], "unknown user \"nobody\""),
    ] {
        let rejected = medium.expect(1, &[&["sandbox"], arguments].concat());
        rejected.assert_stderr(reason);
    }

    let created = done(
        &medium,
        &["token", "--scope", "basicProfile", "--user", "erin"],
    );
    let erin = at(&url, created.data());
    assert!(erin.run(&["me"]).stdout.contains("Erin Editor"));
    let without_scope = erin.expect(4, &["publications"]);
    without_scope.assert_stderr("medium login --oauth\n");

    let clock = json(&medium, &["clock", "--advance", "3600"]);
    assert_eq!(clock["aheadSeconds"], 3600);
}

#[test]
fn json_has_only_the_fields_of_the_sandboxs_document() {
    let (_serving, url) = start(&[]);
    let medium = at(&url, "5eed5eed");
    let (_, document) = get(&format!("{url}/_sandbox/openapi.json"));
    let document: Value = serde_json::from_slice(&document).unwrap();
    for (command, schema) in [
        (&["posts"][..], "Post"),
        (&["images"], "Image"),
        (&["users"], "User"),
        (&["publications"], "Publication"),
        (&["applications"], "Application"),
        (&["tokens"], "Token"),
        (&["token"], "Token"),
        (&["requests"], "LoggedRequest"),
        (&["faults"], "FaultList"),
        (&["fault", "connection-refused"], "ActiveFault"),
        (&["clock"], "Clock"),
    ] {
        let properties = &document["components"]["schemas"][schema]["properties"];
        let mut fields: Vec<&String> = properties.as_object().unwrap().keys().collect();
        fields.sort();
        let unknown = medium.expect(2, &[&["sandbox"], command, &["--json=foo"]].concat());
        assert_eq!(unknown.data(), "", "{command:?}");
        let error: Value = serde_json::from_str(&unknown.stderr).unwrap();
        let message = error["error"]["message"].as_str().unwrap();
        let (_, known) = message.split_once("no field `foo`; use some of ").unwrap();
        let mut known: Vec<&str> = known.split(", ").collect();
        known.sort_unstable();
        assert_eq!(known, fields, "{command:?}");
    }
}

#[test]
fn an_export_is_a_seed() {
    let (_serving, medium) = sandbox(&[]);
    medium.run(&["publish", EXAMPLE, "--status", "unlisted"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("seed.json");
    let file = file.to_str().unwrap();
    done(&medium, &["export", file]);

    let (_other, second) = sandbox(&["--seed", file]);
    assert_eq!(json(&second, &["posts"])[0]["publishStatus"], "unlisted");
    done(&second, &["delete", "posts"]);
    done(&second, &["import", file]);
    assert_eq!(json(&second, &["posts"]).as_array().unwrap().len(), 1);

    done(&second, &["export", file]);
    std::fs::write(file, "posts: [{ titel: T }]").unwrap();
    let refused = second.expect(1, &["sandbox", "export", file]);
    refused.assert_stderr("exists already");
    let failed = second.run(&["sandbox", "import", file]);
    failed.assert_stderr("titel");
}

#[test]
fn waiting_for_requests_times_out() {
    let (_serving, medium) = sandbox(&[]);
    let late = medium.run(&["sandbox", "requests", "--count", "2", "--timeout", "0"]);
    assert_eq!(late.code, 1);
    late.assert_stderr("only 0 of 2 requests arrived");
}

#[test]
fn controls_only_a_sandbox_on_this_machine() {
    let gone = Medium::new().env("MEDIUM_API_URL", "http://127.0.0.1:1");
    let done = gone.run(&["sandbox", "posts"]);
    assert_eq!(done.code, 1);
    done.assert_stderr("Start one with `medium sandbox`");
    let elsewhere = ["sandbox", "posts", "--api-url", "https://api.medium.com"];
    let done = gone.expect(2, &elsewhere);
    done.assert_stderr("not on this machine");
}
