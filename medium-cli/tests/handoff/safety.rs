//! Safety: never overwrites, publishes twice, serves others, or hangs.

use std::fs;
use std::io::Write;
use std::net::TcpStream;

use medium_sandbox::Sandbox;

use crate::support::workspace::Workspace;
use crate::support::{Medium, get};
use crate::writer::without_login;

const ARTICLE: &str = "# Bells\n\nText.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), ARTICLE).unwrap();
    folder
}

#[test]
fn overwrites_only_earlier_pages() {
    let folder = folder();
    let file = |name: &str| folder.path().join(name);
    let medium = Medium::new().in_folder(folder.path());
    let done = medium.expect(1, &["handoff", "a.md", "--output", "a.md"]);
    done.assert_stderr("exists already");
    assert_eq!(fs::read_to_string(file("a.md")).unwrap(), ARTICLE);
    for _ in 0..2 {
        medium.expect(0, &["handoff", "a.md", "--output", "a.html"]);
    }

    let import = ["--import", "site", "--import-url", "https://me.example"];
    let import = [&["handoff", "a.md"][..], &import].concat();
    for _ in 0..2 {
        medium.expect(0, &import);
    }
    fs::write(file("site/a/index.html"), "<title>My own</title>").unwrap();
    medium.expect(1, &import);
    let own = fs::read_to_string(file("site/a/index.html")).unwrap();
    assert_eq!(own, "<title>My own</title>");
}

#[test]
fn the_printed_command_records_in_the_same_store() {
    let folder = folder();
    let medium = Medium::new().in_folder(folder.path());
    let handoff = [
        "--store",
        "sqlite:own.db",
        "handoff",
        "a.md",
        "--output",
        "a.html",
    ];
    let command = "--store sqlite:own.db ledger record a.md ";
    let done = medium.expect(0, &handoff);
    done.assert_stderr(&format!("run: medium {command}URL"));
    let page = fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert!(page.contains(&format!("<pre>medium {command}URL</pre>")));
    let record = format!("{command}https://medium.com/p/0123456789ab");
    medium.expect(0, &record.split(' ').collect::<Vec<_>>());
    medium
        .expect(0, &handoff)
        .assert_stderr("already published");
}

#[test]
fn records_an_article_from_standard_input_by_its_text() {
    let medium = Medium::new();
    let file = medium.home.path().join("page.html");
    let handoff = ["handoff", "-", "--output", file.to_str().unwrap()];
    let done = medium.run_with_input(&handoff, ARTICLE);
    done.assert_stderr("medium ledger record - URL");
    let record = ["ledger", "record", "-", "https://medium.com/p/0123456789ab"];
    let done = medium.run_with_input(&record, ARTICLE);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let done = medium.run_with_input(&handoff, ARTICLE);
    done.assert_stderr("already published");
}

#[tokio::test(flavor = "multi_thread")]
async fn does_not_hand_off_a_post_in_a_publication() {
    let workspace = Workspace::with_articles(1).await;
    workspace
        .expect(0, &["publish", "1.md", "--to", "sandbox-weekly"])
        .await;
    let done = workspace.run(&["handoff", "1.md", "--no-open"]).await;
    done.assert_output(0, "");
    done.assert_stderr("already published");
    let url = format!("{}/p/0123456789ab", workspace.sandbox.url());
    workspace
        .expect(1, &["ledger", "record", "1.md", &url])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaves_out_published_and_edited_articles() {
    let workspace = Workspace::with_articles(2).await;
    workspace.expect(0, &["publish", "1.md"]).await;
    let edited = "---\nstatus: public\n---\n# Part 1\n\nEdited.\n";
    workspace.write("1.md", edited);
    let medium = workspace.medium();
    let (mut serving, url) = medium.serving(&["handoff", ".", "--no-open"]);
    assert!(get(&url).0.contains("/1/"), "one page remains");
    let page = String::from_utf8(get(&format!("{url}1/")).1).unwrap();
    assert!(page.contains("Part 2"), "{page}");
    let body = format!("{{\"url\":\"{}/p/0123456789ab\"}}", workspace.sandbox.url());
    let response = crate::pages::record(&format!("{url}1/"), crate::pages::JSON, &body);
    assert!(response.contains("\"next\":null"), "{response}");
    assert_eq!(
        serving.wait(),
        Some(1),
        "the other article is not published"
    );
}

/// Other users of the machine can see the command line of a program.
#[cfg(unix)]
#[test]
fn starts_the_browser_with_a_one_time_url_without_token() {
    let folder = folder();
    let (browser, seen) = (folder.path().join("browser"), folder.path().join("seen"));
    crate::support::pipe(&seen);
    let script = format!("echo \"$1\" >'{}'", seen.display());
    crate::support::program(&browser, &script);
    let medium = Medium::new()
        .in_folder(folder.path())
        .env("PATH", std::env::var("PATH").unwrap())
        .env("BROWSER", browser.to_str().unwrap());
    let (_serving, url) = medium.serving(&["handoff", "a.md"]);
    let opened = fs::read_to_string(seen).unwrap();
    let (_, token) = url.trim_end_matches('/').rsplit_once('/').unwrap();
    assert!(!opened.contains(token), "{opened}");
    let (head, _) = get(opened.trim());
    assert!(head.contains(&format!("location: /{token}/")), "{head}");
    assert!(get(opened.trim()).0.contains(" 404 "), "works only once");
}

#[test]
fn unfinished_connections_do_not_block_the_end() {
    let folder = folder();
    let medium = Medium::new().in_folder(folder.path());
    let (mut serving, url) = medium.serving(&["handoff", "a.md", "--no-open"]);
    let (address, path) = url.trim_start_matches("http://").split_once('/').unwrap();
    let mut half = TcpStream::connect(address).unwrap();
    write!(
        half,
        "POST /{path}1/published HTTP/1.1\r\nHost: {address}\r\n\
         Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
    )
    .unwrap();
    let body = "{\"url\":\"https://medium.com/p/0123456789ab\"}";
    let response = crate::pages::record(&format!("{url}1/"), crate::pages::JSON, body);
    assert!(response.contains("recorded"), "{response}");
    assert_eq!(serving.wait(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn records_only_urls_of_posts() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = folder();
    let medium = without_login(&sandbox).in_folder(folder.path());
    let (_serving, url) = medium.serving(&["handoff", "a.md", "--no-open"]);
    for (address, expected) in [
        ("http://medium.com/p/0123456789ab", "not an https URL"),
        ("https://me:secret@medium.com/p/0123456789ab", "user name"),
        (
            "https://medium.com:8443/p/0123456789ab",
            "\"confirm\":\"medium.com:8443\"",
        ),
        (
            "https://blog.example.com/p/0123456789ab",
            "\"confirm\":\"blog.example.com\"",
        ),
        ("https://medium.com/@me", "does not end with the id"),
        (
            "https://medium.com/@me/list/bells-0123456789ab",
            "does not end with the id",
        ),
        (
            "https://medium.com/p/0123456789ab/edit",
            "the URL of the editor",
        ),
        ("javascript:alert(1)//0123456789ab", "not an https URL"),
    ] {
        let body = format!("{{\"url\":\"{address}\"}}");
        let response = crate::pages::record(&format!("{url}1/"), crate::pages::JSON, &body);
        assert!(response.contains(expected), "{address}: {response}");
        assert!(!response.contains("secret"), "{response}");
    }
    assert_eq!(medium.run(&["ledger"]).stdout, "");
}
