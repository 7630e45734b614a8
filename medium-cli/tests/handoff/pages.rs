//! The content of the pages, and the protection of the server.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use medium_sandbox::Sandbox;

use crate::support::{Medium, Serving, get, get_as};
use crate::writer::without_login;

const ARTICLE: &str = "---\ntitle: Bells <&>\nsubtitle: Below\ntags: [a, b, c, d, e, f]\n\
    canonical_url: https://example.com/bells\nstatus: draft\n---\n\
    One ![A \"bell\"](a.gif)\n\nhttps://youtu.be/1\n\n```\ncode <b>\n```\n\n\
    <img src=\"https://example.com/b.png\" onerror=\"alert(1)\">\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.gif"), b"GIF89a and what is in it").unwrap();
    fs::write(folder.path().join("a.md"), ARTICLE).unwrap();
    fs::write(folder.path().join("b.md"), "# Another\n\nText.\n").unwrap();
    folder
}

/// Serves the pages of these articles of [`folder`], with a sandbox in place of Medium.
async fn serve(articles: &[&str]) -> (Sandbox, tempfile::TempDir, Medium, Serving, String) {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = folder();
    let medium = without_login(&sandbox).in_folder(folder.path());
    let arguments = [&["handoff", "--no-open"], articles].concat();
    let (serving, url) = medium.serving(&arguments);
    (sandbox, folder, medium, serving, url)
}

fn text(url: &str) -> String {
    String::from_utf8(get(url).1).unwrap()
}

pub(crate) const JSON: &str = "Content-Type: application/json\r\n";

/// Sends a URL like the page's script, with these headers.
pub(crate) fn record(page: &str, headers: &str, body: &str) -> String {
    let (_, rest) = page.split_once("://").unwrap();
    let (address, path) = rest.split_once('/').unwrap();
    let mut server = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        server,
        "POST /{path}published HTTP/1.0\r\nHost: {address}\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut response = String::new();
    server.read_to_string(&mut response).unwrap();
    response
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_has_everything_to_copy_and_check() {
    let (sandbox, _folder, _medium, _serving, url) = serve(&["a.md"]).await;
    let (head, _) = get(&url);
    assert!(
        head.contains("location: ") && head.contains("/1/"),
        "{head}"
    );
    let page = text(&format!("{url}1/"));
    for expected in [
        "<h1>Publish on Medium: <bdi>Bells &#60;&#38;&#62;</bdi></h1>",
        "[Image 1: A &quot;bell&quot;]",
        "<pre>code &lt;b&gt;</pre>",
        "<li><a href=\"https://youtu.be/1\"",
        "<li><a href=\"https://example.com/b.png\"",
        "data-copy=\"https://example.com/bells\"",
        "Medium accepts five, so 1 more are left out",
        "<dt>Status</dt><dd>draft</dd>",
        &format!("href=\"{}/new-story\"", sandbox.url()),
        "not with Medium itself",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(
        !page.contains("onerror") && !page.contains("<script>"),
        "{page}"
    );
    let (head, image) = get(&format!("{url}1/images/0"));
    assert!(head.contains("content-type: image/gif"), "{head}");
    assert_eq!(image, b"GIF89a and what is in it");
    assert!(get(&format!("{url}1/images/1")).0.contains(" 404 "));
    assert!(get(&format!("{url}2/")).0.contains(" 404 "));
}

#[tokio::test(flavor = "multi_thread")]
async fn requires_the_token_and_the_right_host() {
    let (sandbox, _folder, medium, _serving, url) = serve(&["a.md"]).await;
    let (origin, _) = url.trim_end_matches('/').rsplit_once('/').unwrap();
    for path in [
        "/",
        "/1/",
        "/style.css",
        "/0123456789abcdef0123456789abcdef/1/",
    ] {
        assert!(
            get(&format!("{origin}{path}")).0.contains(" 404 "),
            "{path}"
        );
    }
    let (head, page) = get_as(&format!("{url}1/"), "evil.example");
    assert!(head.contains(" 421 ") && page.is_empty(), "{head}");
    let (head, _) = get(&format!("{url}1/"));
    for expected in [
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(head.contains(expected), "{head}");
    }
    let page = format!("{url}1/");
    let body = format!("{{\"url\":\"{}/p/0123456789ab\"}}", sandbox.url());
    let foreign = format!("{JSON}Origin: https://evil.example\r\n");
    assert!(record(&page, &foreign, &body).contains(" 403 "));
    assert!(record(&page, "Content-Type: text/plain\r\n", &body).contains(" 415 "));
    let ledger = medium.run(&["ledger"]);
    assert_eq!(ledger.stdout, "", "nothing was recorded");
}

#[tokio::test(flavor = "multi_thread")]
async fn hands_off_several_articles_and_stops() {
    let (sandbox, _folder, medium, mut serving, url) = serve(&["a.md", "b.md"]).await;
    let list = text(&url);
    assert!(
        list.contains("<a href=\"2/\"><bdi>Another</bdi></a>"),
        "{list}"
    );
    for (number, next) in [(2, "1"), (1, "null")] {
        let page = format!("{url}{number}/");
        let body = format!(
            "{{\"url\":\"{}/p/{number}123456789ab?source=x\"}}",
            sandbox.url()
        );
        let response = record(&page, JSON, &body);
        let expected = format!(
            "{{\"next\":{next},\"recorded\":\"{}/p/{number}123456789ab\"}}",
            sandbox.url()
        );
        assert!(response.ends_with(&expected), "{response}");
        if number == 2 {
            let wrong = body.replace("p/2123456789ab", "p/bad3456789ab");
            assert!(record(&page, JSON, &wrong).contains("p/bad3456789ab"));
            assert!(
                record(&page, JSON, &body).ends_with(&expected),
                "corrects the URL"
            );
            let again = record(&page, JSON, &body);
            assert!(again.ends_with(&expected), "from a second window: {again}");
            let list = text(&url);
            assert_eq!(list.matches("✓ published").count(), 1, "{list}");
        }
    }
    assert_eq!(serving.wait(), Some(0));
    let ledger = medium.run(&["ledger", "--jq", ".[] | [.state, .url] | join(\" \")"]);
    let line = |number| format!("published {}/p/{number}123456789ab", sandbox.url());
    assert_eq!(ledger.data(), format!("{}\n{}", line(1), line(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn loads_nothing_from_the_web_before_the_article_is_shown() {
    let (_sandbox, folder, medium, _serving, url) = serve(&["a.md"]).await;
    let page = text(&format!("{url}1/"));
    medium.expect(0, &["handoff", "a.md", "--output", "page.html"]);
    let file = fs::read_to_string(folder.path().join("page.html")).unwrap();
    for page in [page, file] {
        let (before, rest) = page.split_once("<template id=\"article\">").unwrap();
        let (article, after) = rest.split_once("</template>").unwrap();
        assert!(
            article.contains("src=\"https://example.com/b.png\""),
            "{article}"
        );
        for loaded in [before, after] {
            assert!(!loaded.contains("src=\"https:"), "{loaded}");
        }
        assert!(page.contains("loaded only when you open this"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn does_not_hand_off_what_was_or_may_have_been_published() {
    use crate::support::workspace::Workspace;

    let workspace = Workspace::with_articles(2).await;
    workspace.expect(0, &["publish", "1.md"]).await;
    let done = workspace.run(&["handoff", "1.md", "--no-open"]).await;
    done.assert_output(0, "");
    done.assert_stderr(&workspace.sandbox.posts()[0].url);

    workspace.lose_response().await;
    workspace.expect(7, &["publish", "2.md"]).await;
    for force in [&["--no-open"][..], &["--no-open", "--force"]] {
        let done = workspace
            .expect(7, &[&["handoff", "2.md"], force].concat())
            .await;
        done.assert_stderr("medium ledger check");
    }
}

#[test]
fn rejects_conflicting_options_before_anything_is_written() {
    let folder = folder();
    let medium = crate::support::Medium::new().in_folder(folder.path());
    for (arguments, expected) in [
        (
            &["handoff", "a.md", "b.md", "--output", "x.html"][..],
            "--output works with one article only",
        ),
        (
            &["handoff", "a.md", "--import", "site"],
            "missing --import-url <URL>",
        ),
        (
            &["handoff", "a.md", "--import", "site", "--output", "x.html"],
            "cannot be used with",
        ),
        (&["handoff"], "missing <PATH>"),
    ] {
        let done = medium.expect(2, arguments);
        done.assert_stderr(expected);
    }
    assert!(!folder.path().join("site").exists());
    assert!(medium.left_at_home().is_empty());
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_it_without_failure() {
    let folder = folder();
    let medium = crate::support::Medium::new().in_folder(folder.path());
    let (mut serving, _) = medium.serving(&["handoff", "a.md", "--no-open"]);
    assert_eq!(serving.end_by("-INT"), Some(0));
}
