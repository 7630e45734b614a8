//! The command with `--sandbox`.

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Finished, Medium, Serving, get};

const EXAMPLE: &str = "examples/liverpool-fc/article.md";

fn serving(medium: &Medium) -> (Serving, String) {
    medium.serving(&[
        "--sandbox",
        "--keep",
        "publish",
        EXAMPLE,
        "--status",
        "unlisted",
    ])
}

#[test]
fn publishes_the_example_once_across_runs() {
    let medium = Medium::new();
    let done = medium.expect(0, &["--sandbox", "publish", EXAMPLE]);
    assert!(
        done.data().starts_with("http://127.0.0.1:") && done.data().lines().count() == 1,
        "{}",
        done.stdout
    );
    for text in [
        "sandbox",
        "Uploaded the-stand.jpg",
        "Draft created",
        "--keep",
    ] {
        done.assert_stderr(text);
    }
    let again = medium.expect(0, &["--sandbox", "publish", EXAMPLE]);
    again.assert_stderr("already sent as a draft");
    // The sandbox has another port now.
    let id = |done: &Finished| done.data().rsplit('/').next().map(str::to_owned);
    assert_eq!(id(&again), id(&done));
    assert_eq!(medium.left_at_home(), [medium.home.path().join(".local")]);
}

#[test]
fn says_that_printed_urls_no_longer_work() {
    let medium = Medium::new();
    for (arguments, shows) in [
        (&["publications"][..], true),
        (&["ledger"], false),
        (&["publish", EXAMPLE], true),
        (&["publish", EXAMPLE], true),
        (&["ledger"], true),
        // The error's advice also contains the URL.
        (&["publish", EXAMPLE, "--status", "public"], true),
        (&["contributors", "Sandbox Weekly"], false),
    ] {
        let done = medium.run(&[&["--sandbox"], arguments].concat());
        let note = done.stderr.lines().last().unwrap_or_default();
        assert_eq!(
            note.contains("no longer work"),
            shows,
            "{arguments:?}: {}",
            done.stderr
        );
    }
}

#[test]
fn keep_stops_after_an_error() {
    let medium = Medium::new();
    medium.expect(0, &["--sandbox", "publish", EXAMPLE]);
    let again = [
        "--sandbox",
        "--keep",
        "publish",
        EXAMPLE,
        "--status",
        "public",
    ];
    let done = medium.run(&again);
    assert_ne!(done.code, 0);
    done.assert_stderr("has stopped because of the error");
    assert!(!done.stderr.contains("add --keep"), "{}", done.stderr);
}

#[test]
fn a_misspelled_field_of_json_is_an_error_before_anything_is_sent() {
    let medium = Medium::new();
    let run = |field: &str, command: &[&str]| {
        let json = format!("--json={field}");
        medium.run(&[&["-q", "--sandbox", &json], command].concat())
    };
    for command in [&["publish", EXAMPLE][..], &["me"], &["ledger"], &["posts"]] {
        let done = run("id,ulr", command);
        done.assert_output(2, "");
        done.assert_stderr("no field `ulr`");
        done.assert_stderr(", url");
    }
    assert_eq!(run("", &["ledger"]).data(), "[]");
    for command in [
        &["publish", EXAMPLE, "--status", "public"][..],
        &["publish", EXAMPLE, "--dry-run"],
        &["me"],
        &["publications"],
        &["contributors", "Sandbox Weekly"],
        &["posts"],
        &["ledger"],
        &["ledger", "check"],
        &["upload", "examples/liverpool-fc/the-stand.jpg"],
    ] {
        let all = run("", command);
        let value: Value = serde_json::from_str(&all.stdout).expect(&all.stderr);
        let first = value.get(0).unwrap_or(&value);
        for field in first
            .as_object()
            .into_iter()
            .flat_map(|object| object.keys())
        {
            let done = run(field, command);
            assert_eq!(done.code, 0, "{command:?} {field}: {}", done.stderr);
        }
    }
}

#[test]
fn keep_serves_the_post_as_a_page() {
    let medium = Medium::new();
    let (_serving, url) = serving(&medium);
    let (headers, page) = get(&url);
    let page = String::from_utf8(page).unwrap();
    assert!(headers.contains(" 200 ok"), "{headers}");
    assert!(headers.contains("content-type: text/html"), "{headers}");
    assert!(page.contains("<h1>How a football club learned to sing</h1>"));
    assert!(page.contains("Most football clubs began as a group of people"));

    let (_, tag) = page.split_once("<img src=\"").unwrap();
    let (origin, _) = url.split_once("/@").unwrap();
    let (path, _) = tag.split_once('"').unwrap();
    let (headers, bytes) = get(&format!("{origin}{path}"));
    assert!(headers.contains("content-type: image/jpeg"), "{headers}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/liverpool-fc/the-stand.jpg");
    assert!(
        bytes == std::fs::read(file).unwrap(),
        "the picture's bytes differ"
    );
}

#[test]
fn a_dry_run_shows_whether_followers_are_notified() {
    let medium = Medium::new();
    let publish = ["--sandbox", "publish", EXAMPLE, "--dry-run"];
    let notifies = medium.expect(0, &[&publish[..], &["--notify"]].concat());
    let rows = notifies.stdout.matches("notify   your followers\n");
    assert_eq!(rows.count(), 1, "{}", notifies.stdout);
    let silent = medium.expect(0, &publish);
    assert!(!silent.stdout.contains("followers\n"), "{}", silent.stdout);
}

#[test]
fn rejects_a_second_sandbox_with_the_same_state() {
    let medium = Medium::new();
    let _serving = serving(&medium);
    let done = medium.expect(1, &["--sandbox", "me"]);
    for text in ["another sandbox is using it", "Ctrl-C"] {
        done.assert_stderr(text);
    }
}

#[test]
fn the_rate_limit_error_says_how_to_reset_the_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=11 {
        let article = format!("---\ntags: a\n---\n# Part {number}\n\nText {number}.\n");
        std::fs::write(folder.path().join(format!("{number}.md")), article).unwrap();
    }
    let medium = Medium::new().in_folder(folder.path());
    let done = medium.expect(5, &["--sandbox", "publish", ".", "--status", "public"]);
    let state = medium.home.path().join(".local/share/medium/sandbox");
    let delete = format!("To reset it, delete {}", state.display());
    done.assert_stderr(&delete);

    std::fs::remove_dir_all(state).unwrap();
    medium.expect(0, &["--sandbox", "publish", "1.md", "--status", "public"]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_keep_with_success() {
    let medium = Medium::new();
    for signal in ["-INT", "-TERM"] {
        let (mut serving, _) = serving(&medium);
        assert_eq!(serving.end_by(signal), Some(0), "{signal}");
    }
}

#[test]
fn the_sandbox_does_not_use_the_real_account() {
    // If the command used these, the token would be rejected, and the URL not be reachable.
    let medium = Medium::new()
        .env("MEDIUM_TOKEN", "not a token\n")
        .env("MEDIUM_API_URL", "http://127.0.0.1:1");
    let done = medium.expect(0, &["--sandbox", "me"]);
    done.assert_stdout("Demo Author");
}

#[cfg(unix)]
#[test]
fn a_running_sandbox_serves_other_commands() {
    let medium = Medium::new().env("MEDIUM_SANDBOX_TOKEN", "5eed");
    let options = ["--port", "0", "--jq", ".url"];
    let (mut serving, url) = medium.serving(&[&["sandbox"], &options[..]].concat());
    let other = Medium::new()
        .env("MEDIUM_API_URL", url)
        .env("MEDIUM_TOKEN", "5eed");
    let done = other.run(&["me"]);
    assert!(
        done.code == 0 && done.stdout.contains("Demo Author"),
        "{}",
        done.stderr
    );
    assert_eq!(serving.end_by("-TERM"), Some(0));
}

/// The store and the sandbox's state contain tokens.
#[cfg(unix)]
#[test]
fn other_users_cannot_read_the_sandbox_files() {
    use std::os::unix::fs::PermissionsExt;

    let medium = Medium::new();
    medium.expect(0, &["--sandbox", "me"]);
    let mut folders = vec![medium.home.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // Folders such as ~/.local/share may be readable.
            let is_ours = path.components().any(|part| part.as_os_str() == "medium");
            let metadata = path.metadata().unwrap();
            let mode = metadata.permissions().mode() & 0o777;
            assert!(!is_ours || mode & 0o077 == 0, "{path:?} {mode:o}");
            if metadata.is_dir() {
                folders.push(path);
            } else {
                files += usize::from(is_ours);
            }
        }
    }
    assert!(files > 0);
}
