//! Public feeds, of the sandbox and of hostile servers.

mod support;

use std::io::Write;

use support::server::Server;
use support::workspace::Workspace;
use support::{Finished, Medium};

fn feed(title: &str) -> String {
    format!(
        "<rss version='2.0'><channel><title>T</title><item><title>{title}</title>\
         <link>https://medium.com/@demo/a-e6f36a?source=rss</link>\
         <guid>https://medium.com/p/e6f36a</guid></item></channel></rss>"
    )
}

fn posts(server: &Server) -> Finished {
    posts_of(&Medium::new(), server)
}

fn posts_of(medium: &Medium, server: &Server) -> Finished {
    medium.run(&["--api-url", &server.url, "posts", "@demo"])
}

#[tokio::test]
async fn lists_the_newest_public_posts() {
    let workspace = Workspace::with_articles(2).await;
    workspace.expect(0, &["publish", "1.md", "2.md"]).await;
    let draft = ["publish", "1.md", "--force", "--status", "draft"];
    workspace.expect(0, &draft).await;
    let posts = workspace.sandbox.posts();

    let done = workspace.run(&["posts"]).await;
    let lines: Vec<_> = done.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{} {}", done.stdout, done.stderr);
    assert!(lines[0].contains("Part 2") && lines[0].ends_with(&posts[1].url));
    let done = workspace.run(&["posts", "@demo", "--json"]).await;
    let list = done.json();
    assert_eq!(list[1]["id"], posts[0].id);
    assert_eq!(list[1]["cli"]["author"], "Demo Author");
    assert_eq!(
        list[1]["publishedAt"].as_i64().unwrap() / 1000,
        posts[0].published_at.unwrap() / 1000
    );
    let done = workspace.run(&["posts", "sandbox-weekly"]).await;
    done.assert_output(0, "");
    let done = workspace.expect(1, &["posts", "@nobody"]).await;
    done.assert_stderr("no feed for @nobody");
}

#[test]
fn needs_a_name_without_a_login() {
    let done = Medium::new().run(&["posts"]);
    assert_eq!(done.code, 3, "{}", done.stderr);
    done.assert_stderr("medium posts @user");
}

#[test]
fn uses_the_cache_for_an_unchanged_feed() {
    let server = Server::new(|head, stream| {
        let response = if head.contains("if-none-match: \"7\"") {
            "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_owned()
        } else {
            let feed = feed("Known");
            let length = feed.len();
            format!(
                "HTTP/1.1 200 OK\r\nETag: \"7\"\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{feed}"
            )
        };
        let _ = stream.write_all(response.as_bytes());
    });
    let medium = Medium::new();
    let first = posts_of(&medium, &server);
    let second = posts_of(&medium, &server);
    assert_eq!(first.code, 0, "{}", first.stderr);
    first.assert_stdout("Known");
    assert_eq!(second.stdout, first.stdout, "{}", second.stderr);
    let requests = server.requests();
    assert!(
        requests[0].starts_with("get /feed/@demo "),
        "{}",
        requests[0]
    );
    assert!(!requests[0].contains("if-none-match") && !requests[0].contains("authorization"));
    assert!(requests[1].contains("if-none-match"), "{}", requests[1]);
}

#[test]
fn limits_the_size_of_a_feed() {
    let announced = Server::new(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n<rss>";
        let _ = stream.write_all(head.as_bytes());
    });
    let endless = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<rss>");
        // Until the client closes the connection.
        while stream.write_all(&[b' '; 1 << 16]).is_ok() {}
    });
    for server in [announced, endless] {
        let done = posts(&server);
        assert_eq!(done.code, 6, "{}", done.stderr);
        done.assert_stderr("larger than");
    }
}

#[test]
fn escapes_control_characters_and_markup() {
    let title = "&lt;b>bold&lt;/b>\u{9b}31m \u{202e}&#x1b;]0;taken&#7;";
    let server = Server::with_response("HTTP/1.1 200 OK", feed(title));
    let done = posts(&server);
    let text = done.stdout + &done.stderr;
    for harmful in ['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}'] {
        assert!(!text.contains(harmful), "{text:?}");
    }
    if done.code == 0 {
        assert!(text.contains("<b>bold</b>"), "{text}");
    }
}

#[test]
fn truncates_long_titles_in_the_table_only() {
    let title = "title ".repeat(50);
    let server = Server::with_response("HTTP/1.1 200 OK", feed(&title));
    let row = posts(&server).stdout;
    assert!(row.contains("title…  https://medium.com/"), "{row}");
    assert!(row.len() < 130, "{row}");
    let medium = Medium::new();
    let done = medium.run(&[
        "--api-url",
        &server.url,
        "posts",
        "@demo",
        "--jq",
        ".[0].title",
    ]);
    assert_eq!(done.data(), title.trim_end());
}

#[test]
fn reports_invalid_feeds_with_their_url() {
    for (head, body, code, expected) in [
        ("HTTP/1.1 200 OK", "<html><p>Hi", 6, "not a valid feed"),
        (
            "HTTP/1.1 200 OK",
            "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><rss>&b;",
            6,
            "not a valid feed",
        ),
        ("HTTP/1.1 403 Forbidden", "", 6, "403 Forbidden"),
        ("HTTP/1.1 500 No", "", 6, "500 "),
        (
            "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/",
            "",
            6,
            "redirected",
        ),
        (
            "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd",
            "",
            6,
            "redirected",
        ),
    ] {
        let server = Server::with_response(head, body);
        let done = posts(&server);
        assert_eq!(done.code, code, "{head}: {}", done.stderr);
        done.assert_stderr(expected);
    }
}

#[test]
fn follows_redirects_but_not_loops() {
    let end = Server::with_response("HTTP/1.1 200 OK", feed("Moved"));
    let start = Server::with_response(
        &format!("HTTP/1.1 301 Moved\r\nLocation: {}/feed", end.url),
        "",
    );
    let done = posts(&start);
    done.assert_stdout("Moved");
    let circle = Server::with_response("HTTP/1.1 302 Found\r\nLocation: /feed/@demo", "");
    let done = posts(&circle);
    assert_eq!(
        (done.code, circle.requests().len()),
        (6, 6),
        "{}",
        done.stderr
    );
}
