//! `medium pull`: from feeds and saved pages to articles that publish the same blocks again.

mod support;

use std::fs;

use medium_sandbox::blocks;
use support::Medium;
use support::server::Server;
use support::workspace::{Workspace, article};

const ARTICLE: &str = "\
# Bells \"and\" more

## What is below

![A *bell*](1.gif \"By me\")

Text with *emphasis*, **weight**, `code`, and [a link](https://example.com/?a=1&b=2).\\
A second line with 1\\. no list, # no heading, and a \\*star\\*.

- one
- two

1. first
2. second

> Said

```
fn a() {
    b < c;

}
```

---

### Deeper

https://example.com/alone
";

/// Returns the blocks of the post with this number.
fn blocks(workspace: &Workspace, number: usize) -> Vec<blocks::Block> {
    let post = &workspace.sandbox.posts()[number];
    blocks::parse(post.content_format, &post.content)
}

#[tokio::test]
async fn a_pulled_article_is_published_as_the_same_blocks() {
    let workspace = Workspace::with_articles(1).await;
    let file = workspace.folder.path().join("a.md");
    let front =
        "---\ntags: [bells, \"a: b\"]\nstatus: public\npublished_at: 2024-05-01T10:00:00Z\n---\n";
    fs::write(&file, format!("{front}{ARTICLE}")).unwrap();
    workspace.expect(0, &["publish", "a.md"]).await;
    let url = workspace.sandbox.posts()[0].url.clone();
    workspace
        .expect(0, &["pull", &url, "--output", "back/b.md", "--images"])
        .await;
    let pulled = fs::read_to_string(workspace.folder.path().join("back/b.md")).unwrap();
    let expected = format!(
        "---\ntitle: \"Bells \\\"and\\\" more\"\ncanonical_url: \"{url}\"\ntags: [\"bells\", \"a: b\"]\n\
         published_at: 2024-05-01T10:00:00Z\n---\n"
    );
    assert!(pulled.starts_with(&expected), "{pulled}");
    let image = fs::read(workspace.folder.path().join("back/b-1.gif")).unwrap();
    assert_eq!(
        image,
        fs::read(workspace.folder.path().join("1.gif")).unwrap()
    );

    workspace
        .expect(0, &["publish", "back/b.md", "--status", "draft"])
        .await;
    assert_eq!(blocks(&workspace, 1), blocks(&workspace, 0), "{pulled}");
    let posts = workspace.sandbox.posts();
    assert_eq!(
        (&posts[1].title, &posts[1].tags),
        (&posts[0].title, &posts[0].tags)
    );
}

#[tokio::test]
async fn prints_a_post_without_a_status() {
    let workspace = Workspace::with_articles(0).await;
    workspace.write("a.md", article("# T\n\nText.\n"));
    workspace.expect(0, &["publish", "a.md"]).await;
    let post = workspace.sandbox.posts()[0].clone();
    let by_id = format!("{}/p/{}", workspace.sandbox.url(), post.id);
    let done = workspace
        .expect(0, &["pull", &by_id, "--from", "@demo"])
        .await;
    assert!(
        done.stdout.starts_with("---\ntitle: \"T\"\n"),
        "{}",
        done.stdout
    );
    assert!(done.stdout.ends_with("---\n\nText.\n"), "{}", done.stdout);
    assert!(!done.stdout.contains("status"), "{}", done.stdout);
    let done = workspace.run(&["pull", &by_id]).await;
    assert_eq!(
        done.code, 2,
        "its owner is not in its address: {}",
        done.stderr
    );
    let none = format!("{}/@demo/t-0123456789ab", workspace.sandbox.url());
    let done = workspace.expect(1, &["pull", &none]).await;
    done.assert_stderr("ten newest");
}

#[test]
fn pulls_a_saved_page_with_its_images() {
    let folder = tempfile::tempdir().unwrap();
    let saved = folder.path().join("saved");
    fs::create_dir_all(saved.join("Bells_files")).unwrap();
    fs::write(saved.join("Bells_files/a b.gif"), b"GIF89a with a bell").unwrap();
    fs::write(folder.path().join("secret.gif"), b"GIF89a secret").unwrap();
    let page = "<html><head><title>Bells | Medium</title>\
        <link rel=canonical href='https://example.com/bells'></head><body><nav>Home</nav><article>\
        <h1>Bells</h1><button>Follow</button><p>Text</p><script>alert(1)</script>\
        <figure><img src='./Bells_files/a%20b.gif'><figcaption>C</figcaption></figure>\
        <img src='../secret.gif'></article></body></html>";
    fs::write(folder.path().join("saved/Bells.html"), page).unwrap();
    let medium = Medium::new().in_folder(folder.path());
    let command = ["pull", "saved/Bells.html", "-o", "bells.md", "--images"];
    let done = medium.expect(0, &command);
    done.assert_stderr("outside of the page's folder");
    let article = fs::read_to_string(folder.path().join("bells.md")).unwrap();
    assert_eq!(
        article,
        "---\ntitle: \"Bells\"\ncanonical_url: \"https://example.com/bells\"\n---\n\n\
         Text\n\n![](bells-1.gif \"C\")\n\n![](../secret.gif)\n"
    );
    assert!(folder.path().join("bells-1.gif").exists());
    let again = medium.expect(1, &command);
    again.assert_stderr("exists already");
    let from = medium.expect(2, &["pull", "saved/Bells.html", "--from", "@demo"]);
    from.assert_stderr("--from is for URLs");
}

#[test]
fn a_malicious_post_runs_no_code_and_reads_no_files() {
    let html = "&lt;script>alert(1)&lt;/script>&lt;p onclick=x>Text \
        &lt;a href='javascript:alert(1)'>a&lt;/a>&lt;/p>\
        &lt;img src='http://192.0.2.1/a.png'>&lt;img src='file:///etc/passwd'>";
    let title = "a\"\nstatus: public\nb: \"";
    let feed = format!(
        "<rss version='2.0'><channel><item><title>{title}</title>\
         <guid>https://medium.com/p/0123456789ab</guid><description>{html}</description></item></channel></rss>"
    );
    let server = Server::with_response("HTTP/1.1 200 OK", feed);
    let folder = tempfile::tempdir().unwrap();
    let medium = Medium::new().in_folder(folder.path());
    let url = format!("{}/@demo/a-0123456789ab", server.url);
    let command = [
        "--api-url",
        &server.url,
        "pull",
        &url,
        "-o",
        "a.md",
        "--images",
        "--json",
    ];
    let done = medium.expect(0, &command);
    let value = done.json();
    assert_eq!(value["images"], serde_json::json!([]));
    let article = fs::read_to_string(folder.path().join("a.md")).unwrap();
    for harmful in ["script", "onclick", "javascript", "file:", "\nstatus:"] {
        assert!(!article.contains(harmful), "{harmful}: {article}");
    }
    done.assert_stderr("can't download http://192.0.2.1/a.png");
    assert_eq!(server.requests().len(), 1, "the feed, and no picture");
}

#[test]
fn ignores_the_attributes_of_a_tag_with_100_000_attributes() {
    let folder = tempfile::tempdir().unwrap();
    let many: String = (0..100_000)
        .map(|number| format!(" a{number}=\"<\""))
        .collect();
    let page = format!("<title>Bells</title><article><p{many}>Text</p><p>More</p></article>");
    fs::write(folder.path().join("page.html"), page).unwrap();
    let medium = Medium::new().in_folder(folder.path());
    let done = medium.expect(0, &["pull", "page.html"]);
    assert_eq!(done.stdout, "---\ntitle: \"Bells\"\n---\n\nText\n\nMore\n");
}

#[test]
fn never_overwrites_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("bell.gif"), b"GIF89a with a bell").unwrap();
    let page = "<title>Bells</title><article><p>Text</p><img src='bell.gif'></article>";
    fs::write(file("page.html"), page).unwrap();
    fs::write(file("a-1.gif"), b"GIF89a of mine").unwrap();
    let medium = Medium::new().in_folder(folder.path());
    let pull = |name: &str| medium.run(&["pull", "page.html", "-o", name, "--images"]);
    let done = pull("a.md");
    assert_eq!(done.code, 1, "{}", done.stderr);
    done.assert_stderr("a-1.gif exists already");
    assert_eq!(fs::read(file("a-1.gif")).unwrap(), b"GIF89a of mine");
    // The same image, from an earlier run that failed.
    fs::write(file("b-1.gif"), b"GIF89a with a bell").unwrap();
    assert_eq!(pull("b.md").code, 0);
}

#[test]
fn rejects_arguments_that_are_neither_files_nor_urls() {
    let medium = Medium::new();
    for (source, code, expected) in [
        (
            "README.md",
            1,
            "README.md is not an HTML page saved from Medium",
        ),
        ("bells.html", 1, "neither a file nor the URL of a post"),
        ("medium.com/p/0123456789ab", 2, "doesn't contain the author"),
        ("mailto:me@example.com", 1, "neither a file nor the URL"),
        ("https://example.com/x", 2, "neither a file nor the URL"),
    ] {
        let done = medium.expect(code, &["pull", source]);
        done.assert_stderr(expected);
        assert!(
            !done.stderr.contains("published"),
            "{source}: {}",
            done.stderr
        );
    }
}
