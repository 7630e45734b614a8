//! Pages for the import tool, and their import.

use std::fs;
use std::path::{Path, PathBuf};
use std::slice;

use medium_sandbox::blocks::{self, Block, BlockType};
use medium_sandbox::{ContentFormat, Post, PostSource, Sandbox};

use crate::corpus::{arguments, folders, publish, shape};
use crate::web_server;
use crate::writer::{Writer, without_login};

const ARTICLE: &str = "---\ntitle: Bells <&>\nsubtitle: Below\ntags: [a, b]\n\
        published_at: 2020-02-03T04:05:06Z\nstatus: public\n---\n\
        One ![A](<the bell.gif> \"C\") [b](other.md)\n\n```\ncode\n  more\n```\n\nhttps://youtu.be/1\n";

#[test]
fn writes_a_page_and_its_images() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("the bell.gif"),
        b"GIF89a and what is in it",
    )
    .unwrap();
    fs::write(folder.path().join("My Article!.md"), ARTICLE).unwrap();
    let medium = crate::support::Medium::new().in_folder(folder.path());
    let base = ["--import-url", "https://me.example/stories"];
    let command = ["handoff", "My Article!.md", "--import", "site"];
    let done = medium.expect(0, &[&command[..], &base].concat());
    assert_eq!(done.data(), "https://me.example/stories/my-article/");
    for expected in [
        "https://medium.com/p/import",
        "medium ledger record 'My Article!.md' URL",
        "so 1 became text",
        "press Enter after https://youtu.be/1",
    ] {
        done.assert_stderr(expected);
    }
    assert_is_readable_by_the_tool(&folder.path().join("site/my-article/index.html"));
    let image = fs::read(folder.path().join("site/my-article/1-the bell.gif")).unwrap();
    assert_eq!(image, b"GIF89a and what is in it");
    assert!(
        !medium.run(&["ledger"]).stdout.contains("published"),
        "must not be published yet"
    );
}

fn assert_is_readable_by_the_tool(page: &Path) {
    let page = fs::read_to_string(page).unwrap();
    let url = "https://me.example/stories/my-article/";
    for expected in [
        &format!("<link rel=\"canonical\" href=\"{url}\">"),
        "<meta property=\"og:title\" content=\"Bells &#60;&#38;&#62;\">",
        "<meta property=\"og:description\" content=\"Below\">",
        &format!("<meta property=\"og:image\" content=\"{url}1-the%20bell.gif\">"),
        "<meta property=\"article:published_time\" content=\"2020-02-03T04:05:06Z\">",
        "<meta property=\"article:tag\" content=\"b\">",
        "<article dir=\"auto\">\n<h1>Bells &lt;&amp;&gt;</h1><h2>Below</h2><p>One ",
        &format!(
            "<figure><img src=\"{url}1-the%20bell.gif\" alt=\"A\"><figcaption>C</figcaption></figure>"
        ),
        "<p><code>code</code><br><code>\u{a0}\u{a0}more</code></p>",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert_eq!(page.matches("<h1>").count(), 1);
}

#[test]
fn drafts_get_no_public_page() {
    let folder = tempfile::tempdir().unwrap();
    for (name, status) in [("a.md", "draft"), ("b.md", "public")] {
        let article = format!("---\nstatus: {status}\n---\n# T {name}\n\ntext\n");
        fs::write(folder.path().join(name), article).unwrap();
    }
    fs::write(
        folder.path().join("c.md"),
        "---\ntags: [x]\n---\n# C\n\ntext\n",
    )
    .unwrap();
    let medium = crate::support::Medium::new().in_folder(folder.path());
    let rest = ["--import", "site", "--import-url", "https://me.example"];
    let done = medium.run(&[&["handoff", "."][..], &rest].concat());
    done.assert_output(0, "https://me.example/b/");
    done.assert_stderr("a.md skipped: it is a draft");
    done.assert_stderr("c.md skipped: it has no status");
    medium.expect(2, &[&["handoff", "a.md"][..], &rest].concat());
    assert!(!folder.path().join("site/a").exists());
}

#[test]
fn keeps_the_page_of_a_published_post() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "# T\n\ntext\n").unwrap();
    let medium = crate::support::Medium::new().in_folder(folder.path());
    let url = "https://medium.com/@me/t-0123456789ab";
    medium.expect(0, &["ledger", "record", "a.md", url]);
    let command = [
        "handoff",
        "a.md",
        "--import",
        "site",
        "--import-url",
        "https://me.example",
    ];
    let done = medium.run(&command);
    assert_eq!(done.data(), "https://me.example/a/", "{}", done.stderr);
}

#[test]
fn rejects_two_pages_with_one_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a b.md", "A-b.md"] {
        fs::write(folder.path().join(name), "# T\n\ntext\n").unwrap();
    }
    let medium = crate::support::Medium::new().in_folder(folder.path());
    let command = ["handoff", "a b.md", "A-b.md", "--import", "site"];
    let done = medium.expect(
        2,
        &[&command[..], &["--import-url", "https://me.example"]].concat(),
    );
    done.assert_stderr("a b.md and A-b.md");
    assert!(!folder.path().join("site").exists());
}

/// Blocks with code as plain text without spaces, since a page has other spaces for indentation.
fn as_text(blocks: &[Block], sandbox: &Sandbox) -> Vec<(BlockType, String)> {
    let mut shape = shape(sandbox, blocks);
    for ((kind, html), block) in shape.iter_mut().zip(blocks) {
        // Code in a list is a list item on the page.
        let is_code = *kind == BlockType::Code || html.starts_with("<code>");
        if is_code {
            *kind = BlockType::Paragraph;
            let letters = block.text();
            *html = letters.chars().filter(|c| !c.is_whitespace()).collect();
        }
    }
    shape
}

/// Imports each page, in order.
async fn import(writer: &Writer, sandbox: &Sandbox, pages: &[String]) -> Vec<Post> {
    for page in pages {
        writer.browser.go("/p/import").await;
        writer.browser.fill("#url", page).await;
        writer
            .browser
            .click("form[action='/p/import'] button")
            .await;
        writer.browser.wait_for(".request").await;
    }
    let mut posts = sandbox.posts();
    posts.split_off(posts.len() - pages.len())
}

/// Writes a page for each article, one at a time: `--status` publishes drafts only if they are named alone.
fn pages_of(folder: &Path, articles: &[PathBuf], site: &Path, base: &str) -> Vec<String> {
    let medium = crate::support::Medium::new();
    let site = site.to_str().unwrap();
    let command = [
        "handoff",
        "--status",
        "public",
        "--import",
        site,
        "--import-url",
        base,
    ];
    let pages = articles.iter().map(|article| {
        let done = medium.expect(0, &arguments(&command, folder, slice::from_ref(article)));
        done.stdout.trim().to_owned()
    });
    pages.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_has_the_same_blocks_as_a_post_by_the_api() {
    let sandbox = Sandbox::builder().rate_limit(false).start().await.unwrap();
    let Some(writer) = Writer::signed_in(&sandbox).await else {
        return;
    };
    let (mut compared, mut different) = (0, Vec::new());
    for (folder, articles) in folders() {
        let public = tempfile::tempdir().unwrap();
        let base = web_server::serve(public.path()).await;
        let posts = publish(&sandbox, &folder, &articles);
        let pages = pages_of(&folder, &articles, public.path(), &base);
        assert_eq!(pages.len(), posts.len());
        let imports = import(&writer, &sandbox, &pages).await;
        for ((post, import), article) in posts.iter().zip(&imports).zip(&articles) {
            assert_eq!(import.source, PostSource::Import);
            let sent = blocks::parse(post.content_format, &post.content);
            let came = blocks::parse(ContentFormat::Html, &import.content);
            let (sent, came) = (as_text(&sent, &sandbox), as_text(&came, &sandbox));
            if sent != came {
                different.push(format!("{}\n{came:?}\n{sent:?}", article.display()));
            }
            compared += 1;
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
    assert!(compared > 80, "{compared}");
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn imports_the_example_with_its_image() {
    let sandbox = Sandbox::start().await.unwrap();
    let Some(writer) = Writer::signed_in(&sandbox).await else {
        return;
    };
    let public = tempfile::tempdir().unwrap();
    let base = web_server::serve(public.path()).await;
    let medium = without_login(&sandbox);
    let site = public.path().to_str().unwrap();
    let command = [
        "handoff",
        "examples/liverpool-fc/article.md",
        "--import",
        site,
    ];
    let done = medium.expect(
        0,
        &[&command[..], &["--import-url", &base, "--status", "public"]].concat(),
    );
    done.assert_stderr(&format!("{}/p/import", sandbox.url()));
    let page = done.data().to_owned();
    writer.goto(&page).await;
    writer.browser.screenshot("import-page").await;
    writer.browser.go("/p/import").await;
    for (scheme, width) in [("light", 390), ("dark", 1100)] {
        writer.browser.prefer(scheme).await;
        writer.browser.resize(width, 900).await;
        writer.browser.screenshot(&format!("import-{scheme}")).await;
        let none: [&str; 0] = [];
        assert_eq!(writer.browser.flaws().await, none);
    }
    let posts = import(&writer, &sandbox, std::slice::from_ref(&page)).await;
    writer.browser.screenshot("imported").await;
    assert_eq!(posts[0].canonical_url.as_deref(), Some(page.as_str()));
    assert_eq!(sandbox.images()[0].content_type, "image/jpeg");
    writer.browser.close().await;
}
